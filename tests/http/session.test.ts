import assert from 'node:assert/strict';
import { startTestServer, PASSWORD, type Answer, type TestServer } from '../support/server.ts';
import { ACCOUNT_TRIES, NETWORK_TRIES } from '../../api/work/throttle.ts';

const WRONG = 'not-the-Password-77';
const refused = (answer: Answer): string => (answer.json as { refused: string }).refused;
const cookieOf = (answer: Answer): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('logging in', function () {
  this.timeout(60_000);
  let server: TestServer;
  let nowMs = Date.now();
  beforeEach(async () => (server = await startTestServer({}, () => nowMs)));
  afterEach(async () => {
    assert.deepEqual(server.errors, []);
    await server.stop();
  });
  const logIn = (name: string, password: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    server.call('POST', '/api/session', { body: { name, password }, headers });

  it('one account is slowed however the caller says where it comes from, others are not', async () => {
    await server.logIn('mo', ['monitor']);
    for (let tries = 0; tries < ACCOUNT_TRIES; tries += 1) {
      const answer = await logIn('mo', WRONG, { 'x-forwarded-for': `203.0.${tries}.9` });
      assert.equal(refused(answer), 'wrong-password');
    }
    const slowed = await logIn('mo', PASSWORD, { 'x-forwarded-for': '198.51.100.1', forwarded: 'for=198.51.100.2' });
    assert.equal(slowed.status, 429);
    assert.equal(refused(slowed), 'log-in-slowed');
    assert.ok(Number(slowed.headers.get('retry-after')) >= 1);
    assert.equal(refused(await logIn('somebody else', WRONG)), 'wrong-password');
    nowMs += 2_000;
    assert.equal((await logIn('mo', PASSWORD)).status, 200);
  });

  it('one network is slowed whatever names it tries; X-Forwarded-For counts for nothing', async () => {
    for (let tries = 0; tries < NETWORK_TRIES; tries += 1) {
      const answer = await logIn(`name ${tries}`, WRONG, { 'x-forwarded-for': `203.0.${tries}.9` });
      assert.equal(refused(answer), 'wrong-password', `try ${tries}`);
    }
    assert.equal(refused(await logIn('fresh', WRONG, { 'x-forwarded-for': '192.0.2.77' })), 'log-in-slowed');
  });

  it('a name may be typed in other letters of the same kind', async () => {
    await server.logIn('Mo', ['monitor']);
    for (const name of ['mo', ' MO ', 'Ｍｏ']) assert.equal((await logIn(name, PASSWORD)).status, 200, name);
    assert.equal((await logIn('m', PASSWORD)).status, 401);
  });

  it('an unknown name takes as long as a known one', async () => {
    await server.logIn('mia', ['monitor']);
    const timed = async (name: string): Promise<number> => {
      const startedMs = performance.now();
      await logIn(name, WRONG);
      return performance.now() - startedMs;
    };
    await timed('nobody at all');
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      known.push(await timed('mia'));
      unknown.push(await timed(`nobody ${round}`));
      nowMs += 3_600_001;
    }
    const median = (values: number[]): number => values.toSorted((a, b) => a - b)[3] ?? 0;
    const ratio = median(unknown) / median(known);
    assert.ok(ratio > 0.4 && ratio < 2.5, `unknown / known = ${ratio.toFixed(2)}`);
  });
});

describe('sessions', function () {
  this.timeout(60_000);
  let server: TestServer;
  before(async () => (server = await startTestServer()));
  afterEach(() => assert.deepEqual(server.errors, []));
  after(() => server.stop());

  it('a log-in makes a new session, whatever the browser brought along', async () => {
    const first = await server.logIn('max', ['monitor']);
    const planted = `firstword=${'B'.repeat(43)}`;
    for (const brought of [first, planted]) {
      const answer = await server.call('POST', '/api/session', {
        body: { name: 'max', password: PASSWORD },
        cookie: brought,
      });
      const fresh = cookieOf(answer);
      assert.notEqual(fresh, brought);
      assert.match(answer.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Strict/);
      assert.equal((await server.call('GET', '/api/session', { cookie: fresh })).status, 200);
    }
    assert.equal((await server.call('GET', '/api/session', { cookie: planted })).status, 401);
  });

  it('a session that was logged out is dead', async () => {
    const cookie = await server.logIn('ming', ['monitor']);
    const out = await server.call('DELETE', '/api/session', { cookie });
    assert.equal(out.status, 204);
    assert.match(out.headers.get('set-cookie') ?? '', /firstword=;/);
    assert.equal((await server.call('GET', '/api/session', { cookie })).status, 401);
  });

  it('a new password ends every other session and keeps this one', async () => {
    const here = await server.logIn('mei', ['monitor']);
    const logIn = (name: string, password: string): Promise<Answer> =>
      server.call('POST', '/api/session', { body: { name, password } });
    const there = cookieOf(await logIn('mei', PASSWORD));
    const change = (old: string): Promise<Answer> =>
      server.call('PUT', '/api/me/password', { cookie: here, body: { old, password: 'harbour-Lantern-5518' } });
    assert.equal(refused(await change(WRONG)), 'wrong-password');
    assert.equal((await change(PASSWORD)).status, 204);
    assert.equal((await server.call('GET', '/api/session', { cookie: here })).status, 200);
    assert.equal((await server.call('GET', '/api/session', { cookie: there })).status, 401);
    assert.equal((await logIn('mei', PASSWORD)).status, 401);
  });

  it('guessing the old password through the change of it is slowed as log-in is', async () => {
    const cookie = await server.logIn('mark', ['monitor']);
    const guess = (): Promise<Answer> =>
      server.call('PUT', '/api/me/password', { cookie, body: { old: WRONG, password: 'harbour-Lantern-5518' } });
    for (let tries = 0; tries < ACCOUNT_TRIES; tries += 1) assert.equal(refused(await guess()), 'wrong-password');
    assert.equal(refused(await guess()), 'log-in-slowed');
  });

  it("one's sessions are one's own: another's can be neither seen nor ended", async () => {
    const mo = await server.logIn('mona', ['monitor']);
    const ada = await server.logIn('ada', ['administrator']);
    const own = (await server.call('GET', '/api/me/sessions', { cookie: mo })).json as {
      id: string;
      current: boolean;
    }[];
    assert.deepEqual(
      own.map(({ current }) => current),
      [true],
    );
    const path = `/api/me/sessions/${own[0]?.id ?? ''}`;
    assert.equal((await server.call('DELETE', path, { cookie: ada })).status, 404);
    assert.equal((await server.call('DELETE', path, { cookie: mo })).status, 204);
    assert.equal((await server.call('GET', '/api/session', { cookie: mo })).status, 401);
  });

  it('another site may not act in our name', async () => {
    const cookie = await server.logIn('ann', ['administrator']);
    const tried = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://sibling.${new URL(server.url).host}` },
      { origin: `http://127.0.0.1:${server.running.port + 1}` },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of tried) {
      for (const [method, path] of [
        ['POST', '/api/people'],
        ['POST', '/api/session'],
        ['POST', '/api/search'],
        ['DELETE', '/api/session'],
      ] as const) {
        const answer = await server.call(method, path, { cookie, headers });
        assert.equal(answer.status, 403, `${method} ${path} ${JSON.stringify(headers)}`);
        assert.equal(refused(answer), 'foreign-origin');
      }
    }
    assert.equal((await server.call('GET', '/api/session', { cookie })).status, 200);
  });
});

describe('behind a proxy that is trusted', function () {
  this.timeout(30_000);
  it('the last address that it adds is the network, and what the caller put before it is not', async () => {
    const server = await startTestServer({ trustProxy: 1 });
    const logIn = (forwarded: string, name: string): Promise<Answer> =>
      server.call('POST', '/api/session', {
        body: { name, password: WRONG },
        headers: { 'x-forwarded-for': forwarded },
      });
    for (let tries = 0; tries < NETWORK_TRIES; tries += 1) {
      await logIn(`198.51.${tries}.1, 203.0.113.9`, `name ${tries}`);
    }
    assert.equal(refused(await logIn('192.0.2.1, 203.0.113.9', 'fresh')), 'log-in-slowed');
    assert.equal(refused(await logIn('203.0.113.9, 192.0.2.1', 'fresh')), 'wrong-password');
    await server.stop();
  });
});
