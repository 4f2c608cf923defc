import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  ADDRESS_CHARS_MAX,
  CURSOR_CHARS_MAX,
  FILTER_IDS_MAX,
  INGEST_BODY_BYTES_MAX,
  INGEST_POSTS_MAX,
  JSON_BODY_BYTES_MAX,
  NAME_CHARS_MAX,
  PAGE_POSTS_MAX,
  PASSWORD_CHARS_MAX,
  QUERY_CHARS_MAX,
  ROUTES,
  OpenSession,
  SessionView,
  SOURCE_MEMORY_CHARS_MAX,
  TEXT_CHARS_MAX,
  TITLE_CHARS_MAX,
  type RouteKey,
  type RouteSpec,
} from '../../api/contract/index.ts';
import { z } from 'zod';
import { CALLS_PER_MINUTE } from '../../api/http/rate.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';
import { randomJson } from './random-json.ts';
import { headOf, openSocket, say } from './wire.ts';

const CRAWLER = { authorization: `Bearer ${CRAWLER_TOKEN}` };

describe('the doors of the API', function () {
  this.timeout(60_000);
  let server: TestServer;
  let cookie = '';
  before(async () => {
    server = await startTestServer();
    cookie = await server.logIn('ada', ['administrator']);
  });
  after(() => server.stop());
  const port = (): number => server.running.port;
  const refusalOf = (text: string): string => (JSON.parse(text) as { refused: string }).refused;

  it('a wrong token is refused before a byte of the body is read', async () => {
    // The body is announced and never sent: that there is an answer at all shows that nobody waits for it.
    const headers = { authorization: 'Bearer wrong', 'content-length': 100 * 1024 * 1024 };
    const { status, head, body } = await say(port(), headOf('POST', '/api/ingest', headers));
    assert.equal(status, 401);
    assert.equal(refusalOf(body), 'wrong-token');
    assert.match(head, /^connection: close/im);
  });

  it('so is a body without a session', async () => {
    const { status } = await say(port(), headOf('POST', '/api/search', { 'content-length': 1024 ** 3 }));
    assert.equal(status, 401);
  });

  it('a body over the limit is 413 by its announced length alone', async () => {
    for (const [path, bytesMax, headers] of [
      ['/api/ingest', INGEST_BODY_BYTES_MAX, CRAWLER],
      ['/api/search', JSON_BODY_BYTES_MAX, { cookie }],
      ['/api/session', JSON_BODY_BYTES_MAX, {}],
    ] as const) {
      const { status, body } = await say(port(), headOf('POST', path, { ...headers, 'content-length': bytesMax + 1 }));
      assert.equal(status, 413, path);
      assert.match(body, new RegExp(`${bytesMax / 1024} kB`));
    }
  });

  it('a body that grows past the limit without saying so is 413 too', async () => {
    const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`;
    const head = headOf('POST', '/api/session', { 'transfer-encoding': 'chunked' });
    const { status } = await say(port(), head + chunk.repeat(JSON_BODY_BYTES_MAX / (64 * 1024) + 1));
    assert.equal(status, 413);
  });

  it('a caller who hangs up in the middle of a body is no error', async () => {
    const socket = openSocket(port());
    socket.write(`${headOf('POST', '/api/session', { 'content-length': 1_000 })}{"name":`);
    await once(socket, 'connect');
    socket.resetAndDestroy();
    assert.equal((await server.call('GET', '/api/state')).status, 200);
    assert.deepEqual(server.errors, []);
  });

  it('every named limit of a field is a refusal that names the field', async () => {
    const text = 'q'.repeat(QUERY_CHARS_MAX + 1);
    const ids = Array.from({ length: FILTER_IDS_MAX + 1 }, (_, i) => `t${i}`);
    const lead = { text: '自来水浑浊', channel: 'other', seenMs: 1 };
    const source = { kind: 'feed', name: 'n', url: 'http://example.org/' };
    const link = { token: 't', password: 'p'.repeat(PASSWORD_CHARS_MAX + 1) };
    const report = { lease: 'x', outcome: 'ok', reason: null, pages: 0, posts: 0, notBeforeMs: null };
    const cases: readonly (readonly [string, object, string])[] = [
      ['POST /api/search', { text }, 'text'],
      ['POST /api/search', { topics: ids }, 'topics'],
      ['POST /api/search', { limit: PAGE_POSTS_MAX + 1 }, 'limit'],
      ['POST /api/search', { cursor: 'c'.repeat(CURSOR_CHARS_MAX + 1) }, 'cursor'],
      ['POST /api/leads', { ...lead, text: '水'.repeat(TEXT_CHARS_MAX + 1) }, 'text'],
      ['POST /api/leads', { ...lead, title: '水'.repeat(TITLE_CHARS_MAX + 1) }, 'title'],
      ['POST /api/sources', { ...source, name: '水'.repeat(NAME_CHARS_MAX + 1) }, 'name'],
      ['POST /api/sources', { ...source, url: `http://${'a'.repeat(ADDRESS_CHARS_MAX)}` }, 'url'],
      ['POST /api/link', link, 'password'],
      ['POST /api/ingest', { posts: Array.from({ length: INGEST_POSTS_MAX + 1 }, () => 0) }, 'posts'],
      ['POST /api/reports', { ...report, memory: 'm'.repeat(SOURCE_MEMORY_CHARS_MAX + 1) }, 'memory'],
    ];
    for (const [key, body, field] of cases) {
      const [method = '', path = ''] = key.split(' ');
      const answer = await server.call(method, path, { cookie, body, headers: CRAWLER });
      const refusal = answer.json as { refused: string; field: string; zh: string; en: string };
      assert.equal(answer.status, 400, `${key} ${field}: ${answer.text}`);
      assert.equal(refusal.refused, 'bad-input');
      assert.equal(refusal.field, field);
      assert.match(refusal.en, new RegExp(field));
    }
  });

  it('wrong input is never echoed', async () => {
    const secret = 'tell-nobody-13812345678';
    for (const body of [
      { text: 5, topics: secret },
      { [secret]: 1, sort: secret },
      { limit: secret },
      { name: { [secret]: secret }, password: secret, token: [secret] },
      { act: secret },
      { kind: secret, url: [secret], roles: [secret], name: secret },
    ]) {
      for (const key of KEYS) {
        const spec: RouteSpec = ROUTES[key];
        if (spec.body === undefined || spec.allow === 'free') continue;
        const [method = '', path = ''] = key.split(' ');
        const answer = await server.call(method, path.replace('{id}', 'x'), { cookie, body, headers: CRAWLER });
        if (answer.status === 400) assert.ok(!answer.text.includes(secret), `${key}: ${answer.text}`);
      }
    }
  });

  it('what is not JSON is refused as that, whatever it calls itself', async () => {
    for (const body of ['', '{', '<a/>', '{"a":1}}', '\u0000']) {
      const headers = { cookie, 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) };
      const answer = await say(port(), headOf('POST', '/api/leads', headers) + body);
      assert.equal(answer.status, 400);
      assert.match(answer.body, /not-json|bad-input/);
    }
    const packed = { cookie, 'content-encoding': 'zip', 'content-length': 2 };
    assert.equal((await say(port(), `${headOf('POST', '/api/leads', packed)}{}`)).status, 400);
  });

  it('an unknown path, a wrong method and a path that climbs are 404', async () => {
    for (const path of [
      '/api/nothing',
      '/api/',
      '/api',
      '/api/search',
      '/%2e%2e/%2e%2e/package.json',
      '/%2e%2e%2fpackage.json',
      '/..%5c..%5cpackage.json',
      '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/../../../../etc/passwd',
      '/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      '/%00',
      '/.env',
      '/.git/config',
      '/api/posts/%2e%2e%2f%2e%2e',
    ]) {
      const { status, body } = await say(port(), headOf('GET', path, { cookie }));
      assert.equal(status, 404, `${path}: ${status} ${body.slice(0, 80)}`);
      assert.equal(refusalOf(body), 'not-found', path);
    }
    for (const path of ['/%', '/%2', '/assets/%00', '/api/posts/%e4']) {
      const { status } = await say(port(), headOf('GET', path, { cookie }));
      assert.ok(status < 500, `${path}: ${status}`);
    }
  });

  it('every answer carries the headers that keep a browser safe', async () => {
    for (const path of ['/', '/alerts', '/api/state', '/api/nothing', '/api/overview', '/assets/none.js']) {
      const { headers } = await server.call('GET', path);
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]) {
        assert.ok(policy.includes(part), `${path}: ${part}`);
      }
      assert.ok(!/script-src[^;]*unsafe/.test(policy));
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
      assert.equal(headers.get('x-powered-by'), null, path);
    }
    const api = await server.call('GET', '/api/state');
    assert.equal(api.headers.get('cache-control'), 'no-store');
  });

  it('what is no HTTP is refused and troubles nobody', async () => {
    const long = 'x'.repeat(20_000);
    for (const bytes of [
      'GET\r\n\r\n',
      'BREW /api/state HTTP/1.1\r\nhost: a\r\n\r\n',
      'GET /api/state HTTP/1.1\r\n\r\n',
      `GET /api/state HTTP/1.1\r\nhost: a\r\nx-long: ${long}\r\n\r\n`,
      `GET /${long} HTTP/1.1\r\nhost: a\r\n\r\n`,
      'POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}',
      'POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n{}',
      'GET /api/state HTTP/1.1\r\nhost: a\r\nx: \u0000\r\n\r\n',
    ]) {
      const { status } = await say(port(), bytes);
      assert.ok(status >= 400 && status < 500, `${bytes.slice(0, 60)} → ${status}`);
    }
    assert.equal((await server.call('GET', '/api/state')).status, 200);
  });

  it('nothing that is sent makes the server break', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const draw = randomJson(seed);
    // Ids of what is there, save for the person who asks and the session: half of the addresses lead somewhere.
    const { person } = SessionView.parse((await server.call('GET', '/api/session', { cookie })).json);
    const sessions = z.array(OpenSession).parse((await server.call('GET', '/api/me/sessions', { cookie })).json);
    const own: ReadonlySet<string> = new Set([person.id, ...sessions.map(({ id }) => id)]);
    const known = new Set<string>();
    const idOf = (): string => draw.one([draw.id(), draw.one([...known, 'none'])]);
    const tryOne = async (key: RouteKey): Promise<void> => {
      const spec: RouteSpec = ROUTES[key];
      const [method = '', path = ''] = key.split(' ');
      const body = spec.body === undefined ? {} : { body: draw.like(spec.body) };
      const address = path.replace('{id}', idOf()) + (method === 'GET' ? draw.query(spec.query) : '');
      const answer = await server.call(method, address, { cookie, headers: CRAWLER, ...body });
      const sent = JSON.stringify(body).slice(0, 400);
      const broken = answer.status >= 500 && answer.status !== 503;
      assert.ok(!broken, `SEED=${seed} ${key} ${address} ${sent} → ${answer.text} ${String(server.errors.at(-1))}`);
      for (const [, id = ''] of answer.text.matchAll(/"id":"([\w-]{8,64})"/g)) if (!own.has(id)) known.add(id);
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const key of KEYS)
        if (!KEPT_OUT.has(key) && (round < FREE_ROUNDS || ROUTES[key].allow !== 'free')) await tryOne(key);
    }
    assert.deepEqual(server.errors, [], `SEED=${seed}`);
    const session = await server.call('GET', '/api/session', { cookie });
    assert.deepEqual(SessionView.parse(session.json).person.roles, ['administrator'], `SEED=${seed}`);
  });

  it('whoever is refused is not waited for, whatever body was announced', async () => {
    const announced = { 'content-length': JSON_BODY_BYTES_MAX, origin: 'https://elsewhere.example' };
    const refusedAtOnce = (path: string) => say(port(), headOf('POST', path, announced));
    const unknown = await refusedAtOnce('/api/nothing');
    assert.equal(unknown.status, 404);
    let last = await refusedAtOnce('/api/set-up');
    assert.equal(last.status, 403);
    for (let call = 1; call <= CALLS_PER_MINUTE.free; call += 1) last = await refusedAtOnce('/api/set-up');
    assert.equal(last.status, 429);
    for (const { head } of [unknown, last]) assert.match(head, /^connection: close/im);
  });
});

const KEYS = Object.keys(ROUTES) as RouteKey[];
/** Those that wait for a crawler, and the one that ends the caller's own session. */
const KEPT_OUT: ReadonlySet<RouteKey> = new Set([
  'POST /api/jobs/next',
  'POST /api/sources/preview',
  'DELETE /api/session',
]);
const ROUNDS = 12;
/** Each password costs 80 ms, and free routes are slowed after 60 calls a minute. */
const FREE_ROUNDS = 6;
