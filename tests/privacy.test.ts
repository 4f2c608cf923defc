import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { AlertId } from '../api/contract/index.ts';
import { handlingAt } from '../api/desk/alerts.ts';
import { startBenchServer, type BenchServer } from './bench/live-server.ts';
import { BOARD_PATH, FEED_PATH, privatePages, telling, tracesOf } from './privacy-site.ts';
import { aDesk, HOUR_MS, NOON_MS } from './desk/scene.ts';
import { CRAWLER_TOKEN } from './support/server.ts';
import { openSite, type Site } from './support/site.ts';
import { root } from './support/source-files.ts';

const PLACES = Array.from({ length: 40 }, (_, place) => tracesOf(place));
/** What the forum and the feed bring: two threads of two posts, one entry. */
const CRAWLED_POSTS = 5;
const STEP_MS = 100;
const WAIT_MS_MAX = 60_000;

describe('nothing of a person on disk', function () {
  this.timeout(120_000);
  let folder = '';
  let dataDir = '';
  let said = '';
  let site: Site;
  let server: BenchServer;
  let cookie = '';
  let crawler: ChildProcess | null = null;
  let env: Readonly<Record<string, string>> = {};

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'firstword-privacy-'));
    dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    site = await openSite();
    for (const [path, page] of Object.entries(privatePages(PLACES, Date.now()))) site.pages.set(path, page);
    env = { CRAWLER_ALLOW_PRIVATE: site.hostPort, LOG_LEVEL: 'debug' };
    server = await startBenchServer(dataDir, { env, onSaid: (text) => (said += text) });
    cookie = await server.setUp();
  });

  after(async () => {
    await endCrawler();
    await server?.stop();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (method: string, path: string, body: unknown): Promise<{ status: number; text: string }> => {
    const response = await server.call(method, path, body, { cookie });
    return { status: response.status, text: await response.text() };
  };
  const asked = async (method: string, path: string, body: unknown): Promise<string> => {
    const { status, text } = await ask(method, path, body);
    assert.ok(status < 300, `${method} ${path}: ${status} ${text}`);
    return text;
  };
  const found = async (body: unknown): Promise<{ total: number; posts: { id: string }[] }> =>
    z
      .object({ total: z.number(), posts: z.array(z.object({ id: z.string() })) })
      .parse(JSON.parse(await asked('POST', '/api/search', body)));

  /** Runs a program as an office does; what it says is kept for the search. */
  function start(program: readonly string[]): ChildProcess {
    const { url } = server;
    const child = spawn(process.execPath, [...program], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], API_URL: url, CRAWLER_TOKEN, DATA_DIR: dataDir, SAMPLE: 'off', ...env },
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
    return child;
  }
  async function finished(...args: readonly string[]): Promise<void> {
    const [code] = (await once(start([join(root, 'api/command/child.ts'), ...args]), 'close')) as [number];
    assert.equal(code, 0, said);
  }
  async function endCrawler(): Promise<void> {
    if (crawler === null || crawler.exitCode !== null) return;
    const ended = once(crawler, 'exit');
    crawler.kill('SIGTERM');
    await ended;
  }

  it('a forum and a feed full of people are crawled', async () => {
    await asked('POST', '/api/sources', { kind: 'board', name: '清河论坛', url: site.origin + BOARD_PATH });
    await asked('POST', '/api/sources', { kind: 'feed', name: '清河发布', url: site.origin + FEED_PATH });
    crawler = start([join(root, 'crawler/main.ts')]);
    const untilMs = Date.now() + WAIT_MS_MAX;
    let { total } = await found({});
    while (total < CRAWLED_POSTS && Date.now() < untilMs) {
      await new Promise((done) => setTimeout(done, STEP_MS));
      ({ total } = await found({}));
    }
    assert.equal(total, CRAWLED_POSTS, `${JSON.stringify(site.pathsHit())}\n${said}`);
    await asked('POST', '/api/sources/preview', { url: site.origin + FEED_PATH });
  });

  it('a file full of people is imported', async () => {
    const row = { publishedAt: new Date().toISOString(), source: '旧库' };
    const [one, two, three, four] = PLACES.slice(11, 15);
    assert.ok(one && two && three && four);
    const link = `https://bbs.example.org/home.php?mod=space&uid=${two.uid}&username=${two.handle}&tel=${two.phone}`;
    const rows = [
      { ...row, text: telling(one), title: telling(two), author: two.handle, url: link, id: two.phone },
      {
        ...row,
        text: `作者：${three.handle}\n${telling(three)}`,
        author: three.mail,
        source: telling(three).slice(0, 50),
      },
      { ...row, text: telling(four), publishedAt: four.phone, author: four.handle },
    ];
    const file = join(folder, 'rows.jsonl');
    writeFileSync(file, [...rows.map((each) => JSON.stringify(each)), `broken ${telling(four)}`].join('\n'));
    await finished('import', file);
    assert.match(said, /"accepted":[12]/);
    assert.ok((await found({})).total > CRAWLED_POSTS);
  });

  it('people are typed into every field of the desk', async () => {
    const place = (number: number): string => telling(tracesOf(number));
    const [name, words, mention, feed, uid, query, login, preview, office, alert, entry, hook] = PLACES.slice(20);
    assert.ok(name && words && mention && feed && uid && query && login && preview && office && alert && entry && hook);
    await asked('POST', '/api/leads', {
      text: place(15),
      title: place(16),
      channel: 'chat-group',
      seenMs: Date.now(),
    });
    // Some of these are refused: what is asked here is that nothing of them is kept.
    const tries: readonly (readonly [string, string, unknown])[] = [
      ['POST', '/api/leads', { text: '停水', place: place(17).slice(0, 40), channel: 'other', seenMs: Date.now() }],
      ['POST', '/api/watches', { name: `停水 ${name.phone}`, criteria: { text: '停水' } }],
      ['POST', '/api/watches', { name: '停水', criteria: { text: `停水 ${words.phone}` } }],
      ['POST', '/api/watches', { name: `@${mention.handle}`, criteria: { text: `@${mention.handle}` } }],
      ['POST', '/api/sources', { kind: 'feed', name: `热线 ${feed.phone}`, url: 'https://news.example.org/feed' }],
      ['POST', '/api/sources', { kind: 'feed', name: '空间', url: `https://bbs.example.org/home.php?uid=${uid.uid}` }],
      ['POST', '/api/sources', { kind: 'feed', name: '电话', url: `https://news.example.org/f?tel=${query.phone}` }],
      ['POST', '/api/sources', { kind: 'feed', name: '邮箱', url: `https://${login.handle}:pw@news.example.org/feed` }],
      ['POST', '/api/sources/preview', { url: `${site.origin}/none?tel=${preview.phone}&username=${preview.handle}` }],
      ['PATCH', '/api/settings', { office: `宣传部 ${office.phone}` }],
      ['GET', `/api/alerts/${alert.phone}?name=${encodeURIComponent(alert.handle)}`, null],
      ['POST', '/api/session', { name: entry.phone, password: `${entry.handle}-${entry.phone}` }],
      ['PUT', '/api/channel', { kind: 'webhook', url: `${site.origin}/hook?tel=${hook.phone}` }],
      ['POST', '/api/channel/test', {}],
    ];
    for (const [method, path, body] of tries) {
      const { status } = await ask(method, path, body);
      assert.ok(status < 500, `${method} ${path}: ${status}`);
    }
  });

  it('people are searched for, and what is found goes out', async () => {
    const { phone, handle } = tracesOf(18);
    for (const text of [phone, handle, telling(tracesOf(19))]) await found({ text });
    await asked('POST', '/api/search/export', { text: telling(tracesOf(34)) });
    const csv = await asked('POST', '/api/search/export', { text: '停水' });
    assert.deepEqual(seedsIn(Buffer.from(csv)), []);
    const { posts } = await found({ text: '停水' });
    for (const { id } of posts) await ask('POST', `/api/posts/${id}/original`, {});
  });

  it('neither a file of the data, nor a backup, nor a log knows any of them', async () => {
    await finished('backup', '--out', join(folder, 'backup'));
    const leaks = leaksIn(folder, ['rows.jsonl']);
    await endCrawler();
    await server.stop();
    assert.deepEqual([...leaks, ...leaksIn(dataDir), ...seedsIn(Buffer.from(said)).map((seed) => `log: ${seed}`)], []);
  });
});

describe('a note of the desk', () => {
  it('keeps no number of a person, whatever is done with the alert', () => {
    const desk = aDesk();
    const note = telling(tracesOf(0));
    const acts = [
      { act: 'hand-over', to: 'wei', note },
      { act: 'snooze', untilMs: NOON_MS + HOUR_MS, note },
      { act: 'false-alarm', note },
      { act: 'reopen', note },
      { act: 'close', note },
    ];
    for (const act of acts) desk.ask('mo', { do: 'alert', id: 'a1', act });
    const { timeline } = handlingAt(desk.state(), AlertId.parse('a1'), NOON_MS);
    assert.deepEqual(
      timeline.map(({ act }) => act),
      acts.map(({ act }) => act),
    );
    assert.ok(timeline.every((item) => item.note.includes('停水')));
    assert.deepEqual(seedsIn(Buffer.from(JSON.stringify(timeline))), []);
  });
});

/** Seeds as UTF-8, UTF-16, escaped as JSON and in addresses. */
const SEEDS = PLACES.flatMap((traces, place) =>
  Object.entries(traces).map(([kind, seed]) => ({ name: `${kind} of place ${place}`, forms: formsOf(seed) })),
);

function formsOf(seed: string): readonly Buffer[] {
  const escaped = JSON.stringify(seed)
    .slice(1, -1)
    .replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const texts = new Set([seed, escaped, encodeURIComponent(seed), Buffer.from(seed).toString('base64').slice(0, -4)]);
  return [...[...texts].map((text) => Buffer.from(text)), Buffer.from(seed, 'utf16le')];
}

function seedsIn(bytes: Buffer): readonly string[] {
  return SEEDS.filter(({ forms }) => forms.some((form) => bytes.includes(form))).map(({ name }) => name);
}

/** Every file under a folder, as it lies there and unpacked where it is packed. */
function leaksIn(folder: string, but: readonly string[] = []): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !but.includes(name));
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  assert.ok(files.length > 0, 'nothing to look through');
  return files.flatMap((name) => {
    const raw = readFileSync(join(folder, name));
    const bytes = raw.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? gunzipSync(raw) : raw;
    return seedsIn(Buffer.concat([Buffer.from(name), bytes])).map((seed) => `${name}: ${seed}`);
  });
}
