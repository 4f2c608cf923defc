import assert from 'node:assert/strict';
import { PostId, ROUTES, type RouteKey, type RouteSpec } from '../../api/contract/index.ts';
import { aRow } from '../intake/rows.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';

const VOICE = 'abcdef0123456789';
const FLOOR = 48_151;
const ADDRESS = 'https://forum.example/thread-623';
const TEXT = '城东自来水发黄发臭，太气愤了，没人管，到底怎么回事';
const FORBIDDEN_KEYS = new Set(['voice', 'author', 'handle', 'floor', 'tokens', 'bands']);

/** Every key of every object of a reply. */
function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

describe('what the API answers of posts', function () {
  this.timeout(60_000);
  let server: TestServer;
  let cookie = '';
  const nowMs = Date.now();
  const rows = Array.from({ length: 8 }, (_, i) =>
    aRow(nowMs - i * 60_000, {
      id: `r${i}`,
      text: `${TEXT}${'！'.repeat(i)}`,
      voice: VOICE,
      floor: FLOOR,
      url: ADDRESS,
    }),
  );
  before(async () => {
    server = await startTestServer();
    cookie = await server.logIn('ada', ['administrator', 'monitor', 'department']);
    const reply = await server.call('POST', '/api/ingest', {
      body: { posts: rows },
      headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
    });
    assert.deepEqual(reply.json, { accepted: 8, repeated: 0, refused: [] });
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  const BODIES: Readonly<Record<string, unknown>> = {
    'POST /api/search': {},
    'POST /api/search/export': {},
    'POST /api/tone': { by: 'all', fromMs: nowMs - 86_400_000, toMs: nowMs + 1 },
    'POST /api/leads': { text: '群里说水厂出事了', channel: 'chat-group', seenMs: nowMs },
  };
  const CALLS: readonly string[] = [
    ...Object.entries(ROUTES as Readonly<Record<string, RouteSpec>>)
      .filter(([key, { params, allow }]) => key.startsWith('GET ') && params === undefined && allow !== 'crawler')
      .map(([key]) => key),
    ...Object.keys(BODIES),
  ];

  it('never carries a voice, a floor or an address of a post', async () => {
    assert.ok(CALLS.length > 15);
    for (const key of [...CALLS, `GET /api/posts/${rows[0]?.id ?? ''}`]) {
      const [method = '', path = ''] = key.split(' ');
      const body = BODIES[key];
      const { status, text, json } = await server.call(method, path, {
        cookie,
        ...(body === undefined ? {} : { body }),
      });
      assert.ok(status < 300, `${key} ${status} ${text.slice(0, 200)}`);
      if ((key as RouteKey) === 'GET /api/openapi.json') continue;
      for (const secret of [VOICE, String(FLOOR), ADDRESS]) assert.ok(!text.includes(secret), `${key}: ${secret}`);
      assert.deepEqual(
        keysOf(json).filter((name) => FORBIDDEN_KEYS.has(name)),
        [],
        key,
      );
    }
  });

  it('an export has no address, no floor and no tone, and is text in a spreadsheet', async () => {
    const formula = aRow(nowMs, {
      id: 'formula',
      title: '＝cmd|calc',
      text: '=HYPERLINK("http://x") 河西路灯坏了三盏',
    });
    await server.call('POST', '/api/ingest', {
      body: { posts: [formula] },
      headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
    });
    const { text, headers } = await server.call('POST', '/api/search/export', { cookie, body: {} });
    assert.match(headers.get('content-type') ?? '', /text\/csv/);
    const [header = '', ...lines] = text.trim().split('\r\n');
    assert.equal(header, '发布时间,信源,标题,正文,议题,地点,传言特征');
    assert.ok(lines.length >= 9);
    assert.ok(text.includes(`"'＝cmd|calc"`) && text.includes(`"'=HYPERLINK(""http`), text);
    assert.doesNotMatch(text, /https?:\/\/forum|angry|愤怒|48151/);
  });

  it('the address of the original is told to monitoring staff alone, and each opening is in the journal', async () => {
    const id = PostId.parse(rows[0]?.id);
    const { json } = await server.call('POST', `/api/posts/${id}/original`, { cookie });
    assert.deepEqual(json, { url: ADDRESS });
    const leader = await server.logIn('leader', ['leader']);
    assert.equal((await server.call('POST', `/api/posts/${id}/original`, { cookie: leader })).status, 403);
    const journal = await server.call('GET', '/api/journal', { cookie });
    assert.match(journal.text, new RegExp(id));
  });
});
