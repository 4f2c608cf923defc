import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeBackup } from '../../api/backup/make.ts';
import { restoreBackup } from '../../api/backup/restore.ts';
import { isRefusal, PostId, type ErasureFound, type FileRef, type InboxView } from '../../api/contract/index.ts';
import { erasuresPath } from '../../api/journal/erasures.ts';
import { openPosts } from '../../api/main.ts';
import { leaksIn } from '../faults/files.ts';
import { aForm } from '../publisher/statements.ts';
import { PNG } from '../files/bytes.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';

const WORDS = '槐树巷的老陈家养了三只鹅';
const PAGE = `<!DOCTYPE html><html lang="zh"><body><p>有人说：槐树巷的<b>老陈家</b>养了三只鹅</p></body></html>`;
const OFFICE_WORDS = '青石桥旧楼确有渗水';

/** Every place that keeps the words of one person, in one office with a backup, through the real server. */
describe('an erasure', function () {
  this.timeout(60_000);
  let server: TestServer;
  let [ada, mo, wen] = ['', '', ''];
  let [request, claim] = ['', ''];
  const aside = mkdtempSync(join(tmpdir(), 'firstword-aside-'));
  const backup = join(aside, 'office.backup');
  const lead = { text: `${WORDS}，天天叫`, channel: 'other', seenMs: Date.now() };

  const call = async (method: string, path: string, cookie: string, body?: unknown): Promise<Answer> =>
    server.call(method, path, { cookie, body });
  const done = async (path: string, cookie: string, body?: unknown): Promise<unknown> => {
    const answer = await call('POST', path, cookie, body);
    assert.equal(answer.status, 200, `${path}: ${answer.text}`);
    return answer.json;
  };
  const idOf = (json: unknown, key: string): string =>
    String((json as Readonly<Record<string, { readonly id: string } | undefined>>)[key]?.id);
  const citizen = async (kind: string, text: string): Promise<string> => {
    const url = `http://127.0.0.1:${server.running.publicPort}/inbox/ask`;
    assert.equal((await fetch(url, { method: 'POST', body: new URLSearchParams({ kind, text }) })).status, 200);
    const { requests } = (await call('GET', '/api/inbox', kind === 'erasure' ? ada : mo)).json as InboxView;
    return requests[0]?.id ?? '';
  };
  const put = async (bytes: string | Buffer, as: 'html' | 'png' | undefined, name: string): Promise<FileRef> => {
    const kept = await server.running.parts.files.put([Buffer.from(bytes)], {
      bytesMax: 100_000,
      ...(as === undefined ? {} : { as }),
    });
    assert.ok(!isRefusal(kept));
    return { ...kept.file, name };
  };
  const look = async (text: string): Promise<ErasureFound> =>
    ((await done(`/api/inbox/${request}/matches`, ada, { text })) as { readonly result: ErasureFound }).result;
  const evidence = (files: readonly FileRef[], more: object = {}): Promise<unknown> =>
    done(`/api/claims/${claim}/acts`, mo, {
      act: 'evidence-add',
      kind: 'document',
      title: '网上的说法',
      from: '本单位',
      obtainedMs: Date.now() - 1_000,
      files,
      note: '',
      ...more,
    });
  const orderOf = (found: ErasureFound): object => ({
    posts: found.posts.map(({ id }) => id),
    texts: found.texts.map(({ ref }) => ref),
    files: found.files.map(({ sha256 }) => sha256),
    requests: found.requests.map(({ id }) => id),
  });

  before(async () => {
    server = await startTestServer();
    ada = await server.logIn('ada', ['administrator']);
    mo = await server.logIn('mo', ['monitor']);
    wen = await server.logIn('wen', ['writer']);
  });
  after(async () => {
    await server.stop();
    rmSync(aside, { recursive: true, force: true });
    assert.deepEqual(server.errors, []);
  });

  it('finds posts, variants, concerns, files, captures and requests; what the office signed is shown as staying', async () => {
    const { post } = (await done('/api/leads', mo, lead)) as { readonly post: { readonly id: string } };
    const opened = await done('/api/claims', mo, {
      title: '巷内噪声扰民',
      origin: { from: 'hand' },
      posts: [post.id],
    });
    claim = idOf(opened, 'claim');
    await evidence([await put(PAGE, 'html', '网页文本.html'), await put(PNG, 'png', '网页截图.png')]);
    await evidence([await put(`摘录：${WORDS}。`, undefined, '摘录.txt')], { note: `看到${WORDS}` });
    const asked = await citizen('concern', `${WORDS}，请管一管`);
    await done(`/api/inbox/${asked}/acts`, mo, { act: 'open-concern', title: '噪声扰民' });
    request = await citizen('erasure', `请删除“${WORDS}”`);
    const notice = await done('/api/statements', wen, { kind: 'notice' });
    const body = { base: 1, form: aForm({ title: OFFICE_WORDS, verified: [] }) };
    await done(`/api/statements/${idOf(notice, 'statement')}/versions`, wen, body);
    await makeBackup(server.config.dataDir, backup, { nowMs: Date.now(), store: 'sqlite' });

    const found = await look(WORDS);
    assert.deepEqual(
      found.posts.map(({ id }) => String(id)),
      [post.id],
    );
    assert.deepEqual(found.texts.map(({ what }) => what).sort(), [
      'claim-variant-attached.text',
      'concern-opened.text',
      'evidence-added.note',
    ]);
    assert.deepEqual(found.files.map(({ name }) => name).sort(), ['摘录.txt', '网页截图.png', '网页文本.html']);
    assert.deepEqual(
      found.requests.map(({ id }) => String(id)),
      [request, asked],
    );
    assert.equal(found.more, false);
  });

  it('leaves what the office signed, and says so', async () => {
    const found = await look(OFFICE_WORDS);
    assert.deepEqual(found.texts, []);
    assert.deepEqual(
      found.kept.map(({ what }) => what),
      ['statement-saved.title'],
    );
    const entry = server.running.parts.journal.read(1, 500).find(({ kind }) => kind === 'statement-saved');
    const order = { posts: [], texts: [entry?.refs['title']] };
    const refused = await call('POST', `/api/inbox/${request}/erase`, ada, order);
    assert.equal(`${refused.status} ${(refused.json as { refused: string }).refused}`, '409 erasure-kept');
  });

  it('leaves nothing of it in any file of the data folder, nor in memory', async () => {
    const order = orderOf(await look(WORDS));
    const erased = await done(`/api/inbox/${request}/erase`, ada, order);
    assert.deepEqual(erased, { posts: 1, texts: 3, files: 3, requests: 2 });
    assert.ok(!JSON.stringify(server.running.parts.desk.state()).includes(WORDS));
    const leaks = leaksIn(server.config.dataDir, [WORDS, '老陈家']);
    assert.deepEqual(
      leaks.map(({ file, around }) => `${file}: ${around}`),
      [],
    );
    const { posts, texts, files, requests } = await look(WORDS);
    assert.deepEqual({ posts, texts, files, requests }, { posts: [], texts: [], files: [], requests: [] });
    assert.equal(server.running.parts.journal.verify().ok, true);
    // What the office wrote of its own is still there: the search itself can find.
    assert.notEqual(leaksIn(server.config.dataDir, [OFFICE_WORDS]).length, 0);
  });

  it('is not undone by a second crawl, a lead of the same words or the same file', async () => {
    const again = await call('POST', '/api/leads', mo, lead);
    assert.equal(`${again.status} ${(again.json as { refused: string }).refused}`, '409 erased-before');
    const uploaded = await fetch(`${server.url}/api/files?name=a.txt`, {
      method: 'POST',
      headers: { cookie: mo, origin: server.url, 'sec-fetch-site': 'same-origin' },
      body: `摘录：${WORDS}。`,
    });
    assert.equal(uploaded.status, 409);
    assert.deepEqual(leaksIn(server.config.dataDir, [WORDS]), []);
  });

  it('reaches a backup that was made before it', async () => {
    const fresh = join(aside, 'restored');
    await restoreBackup(backup, fresh, {
      replace: false,
      erasures: erasuresPath(server.config.dataDir),
      async erasePosts(dir, ids) {
        const store = await openPosts({ ...server.config, dataDir: dirname(dir) }, Date.now);
        await store.erase(ids.map((id) => PostId.parse(id)));
        await store.close();
      },
    });
    assert.deepEqual(
      leaksIn(fresh, [WORDS, '老陈家']).map(({ file }) => file),
      [],
    );
    assert.notEqual(leaksIn(fresh, [OFFICE_WORDS]).length, 0);
  });
});
