import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Health, Role, SearchReply, VoiceKey, type SourceView } from '../../api/contract/index.ts';
import { postIdOf } from '../../api/contract/identity.ts';
import { voiceOf } from '../../api/contract/privacy.ts';
import { openSite, type Site } from '../support/site.ts';
import { leaksIn, leaksInText } from './files.ts';
import { putPages } from './forum-pages.ts';
import { askAsCitizen, CONTACT, fillDesk } from './private-desk.ts';
import { privateTries } from './private-fields.ts';
import { openDesk, until, type Desk } from './processes.ts';
import { createSeeds } from './seeds.ts';

/** What has to be taken, so that what it took is looked for. */
const PARTS = [
  'POST /api/bodies',
  'POST /api/claims',
  'POST /api/claims/{id}/acts',
  'POST /api/claims/{id}/inquiries',
  'POST /api/claims/{id}/clocks',
  'POST /api/statements/{id}/versions',
  'POST /api/statements/{id}/acts',
  'POST /api/concerns/{id}/acts',
  'POST /api/concerns/import',
  'POST /api/consultations/{id}/acts',
  'POST /api/channels',
  'PATCH /api/public-page',
  'POST /api/statement-rules',
  'PUT /api/duty/plan',
  'PUT /api/duty/calendar',
];

describe('nothing of a person is on disk', function () {
  this.timeout(120_000);
  const seeds = createSeeds();
  const texts: string[] = [];
  let site: Site;
  let desk: Desk;
  let aside = '';
  let handles: readonly string[] = [];
  const voices: { readonly source: string; readonly handle: string }[] = [];

  before(async () => {
    site = await openSite();
    // The log at its loudest.
    desk = await openDesk([site.hostPort], { LOG_LEVEL: 'debug' });
    aside = mkdtempSync(join(tmpdir(), 'firstword-aside-'));
    await desk.startApi();
    desk.startCrawler();
  });
  after(async () => {
    await desk?.close();
    await site?.close();
    rmSync(aside, { recursive: true, force: true });
  });

  it('a forum and a feed are crawled', async () => {
    const pages = putPages(site, seeds);
    handles = pages.handles;
    const board = await addSource('board', '百姓生活', pages.board);
    await addSource('feed', '清河发布', pages.feed + seeds.phone('source address'));
    for (const handle of handles) voices.push({ source: board.id, handle });
    const read = await until(
      'both were read',
      60_000,
      () => found(''),
      ({ total }) => total >= 8,
    );
    assert.deepEqual(
      read.facets.kinds.map(({ id, count }) => [id, count]),
      [
        ['reply', 4],
        ['entry', 2],
        ['thread', 2],
      ],
    );
    await until('the outbox is empty', 20_000, waiting, (posts) => posts === 0);
  });

  it('rows are imported, a lead is typed in, posts come that no crawler has masked', async () => {
    const author = seeds.handle('import author');
    voices.push({ source: `import-${postIdOf('import', '旧档案').slice(0, 16)}`, handle: author });
    const rows = [
      {
        id: seeds.phone('import id'),
        url: `https://example.org/u/${seeds.uid('import address, path')}?uid=${seeds.uid('import address')}&t=1`,
        title: seeds.sentence('import title'),
        text: `南湖路灯坏了。${seeds.sentence('import text')}`,
        publishedAt: new Date(Date.now() - 3_600_000).toISOString(),
        source: '旧档案',
        author,
      },
      { text: '北门', publishedAt: '2026-11-20', source: `热线${seeds.phone('import source name')}` },
      { text: seeds.sentence('a wrong line'), publishedAt: 'never', source: '旧档案' },
    ];
    const file = join(aside, 'rows.jsonl');
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const imported = await desk.command('import', file);
    assert.equal(imported.code, 0, imported.err);
    assert.match(imported.out, /"accepted":1,"repeated":0,"refused":2/);
    texts.push(imported.out, imported.err);
    await desk.ask('POST', '/api/leads', {
      text: `听说学校食堂出了事。${seeds.sentence('lead text')}`,
      title: seeds.sentence('lead title').slice(0, 290),
      place: `东关${seeds.phone('lead place')}`,
      channel: 'chat-group',
      seenMs: Date.now(),
    });
    const [source] = (await desk.ask('GET', '/api/sources')) as readonly SourceView[];
    const bare = { source: source?.id, kind: 'reply', thread: null, floor: 1, publishedMs: null, seenMs: Date.now() };
    const posts = [
      {
        ...bare,
        id: 'ab'.repeat(16),
        url: `https://example.org/home.php?mod=space&uid=${seeds.uid('ingest address')}`,
        title: seeds.sentence('ingest title'),
        text: seeds.sentence('ingest text'),
        voice: '00000000000000ff',
        backfill: false,
      },
      { ...bare, id: seeds.handle('ingest, a wrong id'), text: seeds.sentence('ingest, a wrong row') },
    ];
    const answer = await fetch(`${desk.url}/api/ingest`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a-token-for-tests-only-0001' },
      body: JSON.stringify({ posts }),
    });
    const reply = await answer.text();
    assert.match(reply, /"accepted":1/);
    texts.push(reply);
  });

  it('staff search, export, watch and name things with numbers in them', async () => {
    const text = seeds.phone('search text');
    assert.equal((await found(text)).total, 0);
    texts.push(String(await desk.ask('POST', '/api/search/export', { text: '' })));
    await desk.ask('POST', '/api/search/export', { text: seeds.phone('export text') });
    const watch = { name: '井盖', criteria: { text: seeds.phone('watch text') } };
    await assert.rejects(desk.ask('POST', '/api/watches', watch), /personal-number/);
    const named = { kind: 'feed', name: `王某${seeds.phone('source name')}`, url: `${site.origin}/other.xml` };
    await assert.rejects(desk.ask('POST', '/api/sources', named), /personal-number/);
    const page = { kind: 'board', name: '某人', url: `${site.origin}/space-uid-${seeds.uid('source page')}.html` };
    await assert.rejects(desk.ask('POST', '/api/sources', page), /personal-account/);
    const preview = await desk.ask('POST', '/api/sources/preview', {
      url: `${site.origin}/thread-7-1-1.html`,
      as: null,
    });
    texts.push(JSON.stringify(preview));
    const wrong = { name: seeds.handle('log-in name'), password: seeds.phone('password') };
    await assert.rejects(desk.ask('POST', '/api/session', wrong), /401/);
    await desk.ask('PUT', '/api/channel', {
      kind: 'webhook',
      url: `https://example.org/hook?key=${seeds.phone('webhook key')}`,
    });
    texts.push(JSON.stringify(await found('')));
  });

  it('staff type something of a person into every field, and open what was found', async () => {
    for (const [method, path, body] of privateTries(seeds, site.origin)) await attempt(method, path, body);
    for (const { id } of (await found('')).posts) await attempt('POST', `/api/posts/${id}/original`, {});
  });

  it('staff check a claim, answer and settle it with a number of somebody in every field; citizens write in', async () => {
    const [me] = (await desk.ask('GET', '/api/people')) as readonly { readonly id: string }[];
    await desk.ask('PATCH', `/api/people/${me?.id ?? ''}`, { roles: Role.options });
    const answered: string[] = [];
    await fillDesk(
      async (method, path, body) => {
        const reply = await attempt(method, path, body);
        if (reply !== null) answered.push(`${method} ${path.replace(/(?<=\/)[a-z0-9-]{14,40}(?=\/)/, '{id}')}`);
        return reply;
      },
      seeds,
      me?.id ?? '',
    );
    await askAsCitizen(desk.publicUrl, seeds);
    texts.push(JSON.stringify(await desk.ask('GET', '/api/inbox')));
    // Each part of the desk took something: what was refused alone would prove little.
    for (const part of PARTS) assert.ok(answered.includes(part), `${part} was refused: ${answered.join()}`);
  });

  it('not in any file of the data folder, nor in the backup, nor in a log, nor in what is answered', async () => {
    const backup = join(aside, 'backup', 'firstword.backup');
    mkdirSync(join(aside, 'backup'));
    const made = await desk.command('backup', '--out', backup);
    assert.equal(made.code, 0, made.err);
    const needles = seeds.all();
    const none = (leaks: ReturnType<typeof leaksIn>): void =>
      assert.deepEqual(
        leaks.map((leak) => `${needles.get(leak.needle)} in ${leak.file}: …${leak.around}…`),
        [],
      );
    none(leaksIn(desk.dataDir, needles.keys()));
    assert.equal(await desk.end('crawler'), 0);
    assert.equal(await desk.end('api'), 0);
    none(leaksIn(desk.dataDir, needles.keys()));
    none(leaksIn(join(aside, 'backup'), needles.keys()));
    none(leaksInText('the logs', desk.log(), needles.keys()));
    none(leaksInText('an answer', texts.join('\n'), needles.keys()));
    // The search itself can find: the masked texts are there, and so is a word of them.
    assert.ok(leaksIn(desk.dataDir, ['井盖缺失', '〔证件号〕']).length >= 2);
    assert.ok(leaksIn(join(aside, 'backup'), ['井盖缺失']).length >= 1);
    assert.ok(leaksIn(desk.dataDir, [CONTACT]).length >= 1, 'what the office gives to be called at stays');
  });

  it("a handle is a voice in the voices' own tables and nowhere else, and in no backup", () => {
    const keys = VoiceKey.array().parse(JSON.parse(readFileSync(join(desk.dataDir, 'work/voice-keys'), 'utf8').trim()));
    const expected = voices.map(({ source, handle }) => voiceOf(keys[0]?.key ?? '', source, handle));
    const db = new DatabaseSync(join(desk.dataDir, 'posts/posts.sqlite'), { readOnly: true });
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map((row) => String(row['name']));
    const holding = tables.filter((table) => {
      const text = JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all(), (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      return expected.some((voice) => text.includes(voice));
    });
    db.close();
    assert.equal(holding.length, 1, holding.join());
    assert.match(holding[0] ?? '', /voice/);
    for (const voice of expected)
      assert.deepEqual(
        [...new Set(leaksIn(desk.dataDir, [voice]).map((leak) => leak.file))],
        [join(desk.dataDir, 'posts/posts.sqlite')],
      );
    const secret = [...expected, ...keys.map(({ key }) => key)];
    assert.deepEqual(leaksIn(join(aside, 'backup'), secret), []);
    assert.deepEqual(leaksInText('the logs', desk.log(), secret), []);
    assert.deepEqual(leaksInText('an answer', texts.join('\n'), secret), []);
  });

  async function addSource(kind: string, name: string, url: string): Promise<SourceView> {
    return (await desk.ask('POST', '/api/sources', { kind, name, url, everyMin: 60 })) as SourceView;
  }
  /** A refusal is as good as an answer here; a fault is not. */
  async function attempt(method: string, path: string, body?: unknown): Promise<unknown> {
    try {
      const reply = await desk.ask(method, path, body);
      texts.push(JSON.stringify(reply));
      return reply;
    } catch (error) {
      assert.ok(error instanceof assert.AssertionError && !/: 5(?!03)\d\d /.test(error.message), String(error));
      return null;
    }
  }
  async function found(text: string): Promise<SearchReply> {
    return SearchReply.parse(await desk.ask('POST', '/api/search', { text }));
  }
  async function waiting(): Promise<number> {
    const { crawlers } = Health.parse(await desk.ask('GET', '/api/health'));
    return crawlers.reduce((sum, crawler) => sum + crawler.outboxPosts, 0);
  }
});
