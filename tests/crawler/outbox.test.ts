import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceId } from '../../api/contract/id.ts';
import type { IngestPost } from '../../api/contract/post.ts';
import { INGEST_POSTS_MAX } from '../../api/contract/limit.ts';
import type { ApiClient } from '../../crawler/api-client.ts';
import { deliver, type DeliveryOptions } from '../../crawler/delivery.ts';
import { createRefusedList, WAITING_MAX } from '../../crawler/refused-list.ts';
import { openOutbox, type Outbox } from '../../crawler/outbox.ts';
import { maskedPost, type MaskedPost } from '../../crawler/posts.ts';

function aPost(own: string, text = '城东停水'): MaskedPost {
  const read = {
    kind: 'entry',
    own,
    url: null,
    thread: null,
    floor: null,
    title: 't',
    text,
    publishedMs: 1,
    handle: '老张',
  } as const;
  return maskedPost(read, { source: 's1' as SourceId, voiceKey: 'k', isFirstVisit: false, sinceMs: 0 }, 1);
}
const idsIn = (posts: readonly string[]): string[] => posts.map((post) => (JSON.parse(post) as IngestPost).id);

describe('outbox', () => {
  let folder = '';
  const open: Outbox[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  });
  afterEach(async () => {
    for (const outbox of open.splice(0)) await outbox.close();
    rmSync(folder, { recursive: true });
  });
  const opened = async (postsMax?: number): Promise<Outbox> => {
    const outbox = await openOutbox(folder, postsMax);
    open.push(outbox);
    return outbox;
  };
  async function drained(outbox: Outbox): Promise<string[]> {
    const ids: string[] = [];
    for (let batch = await outbox.peek(); batch; batch = await outbox.peek()) {
      ids.push(...idsIn(batch.posts));
      await outbox.advance(batch);
    }
    return ids;
  }

  it('gives posts back in order, in batches, and forgets them once they were accepted', async () => {
    const outbox = await opened();
    const posts = Array.from({ length: 450 }, (_, at) => aPost(`p${at}`));
    for (const post of posts) assert.equal(await outbox.append([post]), 'kept');
    const first = await outbox.peek();
    assert.equal(first?.posts.length, INGEST_POSTS_MAX);
    assert.deepEqual(
      await drained(outbox),
      posts.map(({ id }) => id),
    );
    assert.deepEqual([await outbox.peek(), outbox.size().posts], [null, 0]);
  });

  it('what was kept and not accepted is there after a restart; what was accepted is not', async () => {
    const before = await opened();
    await before.append([aPost('a'), aPost('b'), aPost('c')]);
    const batch = await before.peek(1);
    assert.ok(batch);
    await before.advance(batch);
    await before.close();
    const after = await opened();
    assert.equal(after.size().posts, 2);
    await after.append([aPost('d')]);
    assert.deepEqual(
      await drained(after),
      [aPost('b'), aPost('c'), aPost('d')].map(({ id }) => id),
    );
  });

  it('a torn tail is passed over, whatever is torn', async () => {
    const before = await opened();
    await before.append([aPost('a')]);
    await before.close();
    const [segment = ''] = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    appendFileSync(join(folder, segment), '{"id":"half of a po');
    appendFileSync(join(folder, 'position.json'), '{"segm');
    const after = await opened();
    await after.append([aPost('b')]);
    assert.deepEqual(await drained(after), [aPost('a').id, aPost('b').id]);
  });

  it('kill -9 while it writes loses nothing that was kept', async function () {
    this.timeout(20_000);
    const kept: string[] = [];
    for (let round = 0; round < 4; round++) {
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'outbox-writer.ts'), folder, String(round * 100_000)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let said = '';
      for await (const chunk of child.stdout) {
        said += String(chunk);
        if (said.split('\n').length > 20 + round * 15) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      kept.push(
        ...said
          .slice(0, said.lastIndexOf('\n'))
          .split('\n')
          .flatMap((line) => line.split(' ')),
      );
    }
    const found = await drained(await opened());
    assert.equal(new Set(found).size, found.length);
    const missing = kept.filter((id) => !found.includes(id));
    assert.deepEqual(missing, []);
    assert.ok(kept.length > 100);
  });

  it('it has an end: what does not fit is not taken, and there is room again after a delivery', async () => {
    const outbox = await opened(3);
    assert.equal(await outbox.append([aPost('a'), aPost('b'), aPost('c')]), 'kept');
    assert.equal(outbox.size().isFull, true);
    assert.equal(await outbox.append([aPost('d')]), 'full');
    assert.equal((await drained(outbox)).length, 3);
    assert.equal(outbox.size().isFull, false);
    assert.equal(await outbox.append([aPost('d')]), 'kept');
  });

  it('segments that were delivered are gone from the disk, and no handle ever lay there', async () => {
    const outbox = await opened();
    for (let at = 0; at < 80; at++) await outbox.append([aPost(`p${at}`, `电话13812345678 ${'水'.repeat(9_000)}`)]);
    const segments = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    assert.ok(segments().length >= 2);
    for (const name of segments()) {
      assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /13812345678|老张/);
      assert.equal(statSync(join(folder, name)).mode & 0o077, 0);
    }
    await drained(outbox);
    assert.deepEqual(segments(), []);
    await outbox.append([aPost('later')]);
    assert.deepEqual(await drained(outbox), [aPost('later').id]);
  });

  describe('delivery', () => {
    const said: string[] = [];
    const run = (
      outbox: Outbox,
      ingest: ApiClient['ingest'],
      until: AbortController,
      change: Partial<DeliveryOptions> = {},
    ): Promise<void> =>
      deliver({
        outbox,
        ingest,
        refusedPath: join(folder, 'refused.log'),
        clock: () => 7,
        log: { warn: (_details, message) => said.push(message) },
        signal: until.signal,
        backoffMs: 1,
        ...change,
      });
    const accepted = (posts: readonly string[]): Awaited<ReturnType<ApiClient['ingest']>> => ({
      ok: true,
      value: { accepted: posts.length, repeated: 0, refused: [] },
    });

    it('is tried again until it is accepted, and goes on with what comes later', async () => {
      const outbox = await opened();
      const stop = new AbortController();
      const got: string[] = [];
      let calls = 0;
      const running = run(
        outbox,
        async (posts) => {
          if (++calls <= 3) return { ok: false, status: calls === 1 ? 0 : 503, why: 'away' };
          got.push(...idsIn(posts));
          if (got.length === 1) await outbox.append([aPost('b')]);
          else stop.abort();
          return accepted(posts);
        },
        stop,
      );
      await outbox.append([aPost('a')]);
      await running;
      assert.deepEqual(got, [aPost('a').id, aPost('b').id]);
      assert.equal(outbox.size().posts, 0);
    });

    it('a post that intake refuses is listed with its reason and never its text; the others pass', async () => {
      const outbox = await opened();
      const stop = new AbortController();
      await outbox.append([aPost('a'), aPost('b'), aPost('c')]);
      await run(
        outbox,
        async () => {
          stop.abort();
          return { ok: true, value: { accepted: 2, repeated: 0, refused: [{ index: 1, reason: 'text: too long' }] } };
        },
        stop,
      );
      const listed = readFileSync(join(folder, 'refused.log'), 'utf8');
      assert.deepEqual(JSON.parse(listed), { id: aPost('b').id, source: 's1', reason: 'text: too long', atMs: 7 });
      assert.equal(outbox.size().posts, 0);
    });

    const CANNOT = 'the list of refused posts cannot be written';

    it('a full disk under the list of refused posts slows delivery down and says so; it goes on', async function () {
      if (!existsSync('/dev/full')) this.skip();
      const outbox = await opened();
      const stop = new AbortController();
      said.length = 0;
      const atMs: number[] = [];
      let calls = 0;
      await outbox.append([aPost('first')]);
      await run(
        outbox,
        async (posts) => {
          atMs.push(performance.now());
          if ((calls += 1) < 4) await outbox.append([aPost(`p${calls}`)]);
          else stop.abort();
          return {
            ok: true,
            value: { accepted: 0, repeated: 0, refused: posts.map((_, index) => ({ index, reason: 'x' })) },
          };
        },
        stop,
        // Every write to it fails with ENOSPC.
        { refusedPath: '/dev/full', backoffMs: 20 },
      );
      assert.equal(calls, 4);
      assert.equal(outbox.size().posts, 0, 'what was delivered makes room');
      assert.ok(said.filter((message) => message === CANNOT).length >= 4);
      const waits = atMs.slice(1).map((ms, at) => ms - (atMs[at] ?? 0));
      assert.ok(
        waits.every((ms, at) => ms >= 20 * 2 ** at - 2),
        waits.join(),
      );
    });

    it('what could not be listed is listed once it can be, also when nothing more is refused', async () => {
      const outbox = await opened();
      const stop = new AbortController();
      const path = join(folder, 'refused.log');
      // In the way of the file: writing fails, whoever runs the test.
      mkdirSync(path);
      let calls = 0;
      await outbox.append([aPost('a')]);
      await run(
        outbox,
        async (posts) => {
          if ((calls += 1) === 2) {
            rmdirSync(path);
            stop.abort();
            return accepted(posts);
          }
          await outbox.append([aPost('b')]);
          return { ok: true, value: { accepted: 0, repeated: 0, refused: [{ index: 0, reason: 'text: too long' }] } };
        },
        stop,
      );
      assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), {
        id: aPost('a').id,
        source: 's1',
        reason: 'text: too long',
        atMs: 7,
      });
    });

    it('lines that wait for the list are bounded, the newest stay', async () => {
      const path = join(folder, 'refused.log');
      mkdirSync(path);
      const list = createRefusedList({ path, clock: () => 7, log: { warn: () => undefined } });
      const batch = { posts: [JSON.stringify(aPost('a'))], mark: { segment: 1, offset: 0 } };
      for (let at = 0; at <= WAITING_MAX; at += 1) await list.add(batch, [{ index: 0, reason: `r${at}` }]);
      rmdirSync(path);
      assert.equal(await list.flush(), true);
      const lines = readFileSync(path, 'utf8').trim().split('\n');
      assert.equal(lines.length, WAITING_MAX);
      assert.match(lines.at(-1) ?? '', new RegExp(`"r${WAITING_MAX}"`));
    });

    it('one post that makes a whole batch fail is found and set apart', async () => {
      const outbox = await opened();
      const stop = new AbortController();
      const posts = Array.from({ length: 20 }, (_, at) => aPost(`p${at}`));
      await outbox.append(posts);
      const bad = posts[13]?.id ?? '';
      const got: string[] = [];
      await run(
        outbox,
        async (batch) => {
          const ids = idsIn(batch);
          if (ids.includes(bad)) return { ok: false, status: 413, why: 'too-big' };
          got.push(...ids);
          if (ids.includes(posts[19]?.id ?? '')) stop.abort();
          return accepted(batch);
        },
        stop,
      );
      assert.deepEqual(
        got,
        posts.map(({ id }) => id).filter((id) => id !== bad),
      );
      assert.match(readFileSync(join(folder, 'refused.log'), 'utf8'), new RegExp(bad));
    });
  });
});
