import assert from 'node:assert/strict';
import { startTestServer, PASSWORD, type Answer, type TestServer } from '../support/server.ts';

const refused = (answer: Answer): string => (answer.json as { refused: string }).refused;
const cookieOf = (answer: Answer): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const tokenOf = (url: string): string => /#(?:setup|link)=(.+)$/.exec(url)?.[1] ?? '';

describe('set-up and one-time links', function () {
  this.timeout(60_000);
  let server: TestServer;
  let nowMs = Date.now();
  beforeEach(async () => (server = await startTestServer({}, () => nowMs)));
  afterEach(async () => {
    assert.deepEqual(server.errors, []);
    await server.stop();
  });
  const setUp = (token: string, name: string, password = PASSWORD): Promise<Answer> =>
    server.call('POST', '/api/set-up', { body: { token, name, password } });
  const state = async (): Promise<boolean> =>
    ((await server.call('GET', '/api/state')).json as { setUp: boolean }).setUp;

  it('of fifty set-ups at once exactly one makes the administrator', async () => {
    const token = tokenOf(server.running.firstUrl);
    assert.equal(await state(), false);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => setUp(token, `first ${i}`)));
    const made = answers.filter(({ status }) => status === 200);
    assert.equal(made.length, 1);
    for (const { status } of answers) assert.ok([200, 409, 410, 429, 503].includes(status), String(status));
    const cookie = cookieOf(made[0] ?? assert.fail());
    assert.equal(((await server.call('GET', '/api/people', { cookie })).json as unknown[]).length, 1);
    assert.equal(await state(), true);
    assert.equal(refused(await setUp(token, 'late')), 'set-up-done');
  });

  it('a colleague added at a terminal before anybody else leaves the set-up link good', async () => {
    const mo = await server.logIn('mo', ['monitor']);
    const token = tokenOf(server.running.firstUrl);
    assert.equal(await state(), false);
    assert.equal(refused(await setUp(token, 'MO')), 'name-taken');
    const made = await setUp(token, 'ada');
    assert.equal(made.status, 200, made.text);
    assert.equal(await state(), true);
    assert.equal(((await server.call('GET', '/api/people', { cookie: cookieOf(made) })).json as unknown[]).length, 2);
    assert.equal((await server.call('GET', '/api/people', { cookie: mo })).status, 403);
    assert.equal(refused(await setUp(token, 'eve')), 'set-up-done');
  });

  it('looking at the link, a wrong token and a weak password do not use it up', async () => {
    const token = tokenOf(server.running.firstUrl);
    await server.call('GET', '/');
    await server.call('GET', `/?setup=${token}`);
    await server.call('GET', '/api/state');
    assert.equal(refused(await setUp('some-other-token', 'ada')), 'link-used');
    assert.equal(refused(await setUp(token, 'ada', 'aaaaaaaaaaaaaa')), 'weak-password');
    assert.equal((await setUp(token, 'ada')).status, 200);
  });

  it('the link runs out', async () => {
    const token = tokenOf(server.running.firstUrl);
    nowMs += 24 * 3_600_000 + 1;
    assert.equal(refused(await setUp(token, 'ada')), 'link-used');
  });

  it('a lost password: a fresh link ends the older one, works once, and ends all sessions', async () => {
    const ada = await server.logIn('ada', ['administrator']);
    const mo = await server.logIn('mo', ['monitor']);
    const people = (await server.call('GET', '/api/people', { cookie: ada })).json as { id: string; name: string }[];
    const path = `/api/people/${people.find(({ name }) => name === 'mo')?.id ?? ''}/link`;
    const makeLink = async (): Promise<string> =>
      tokenOf(((await server.call('POST', path, { cookie: ada })).json as { url: string }).url);
    const useLink = (token: string): Promise<Answer> =>
      server.call('POST', '/api/link', { body: { token, password: 'harbour-Lantern-5518' } });
    const old = await makeLink();
    const token = await makeLink();
    assert.equal(refused(await useLink(old)), 'link-used');
    const used = await Promise.all([useLink(token), useLink(token), useLink(token)]);
    assert.deepEqual(used.map(({ status }) => status).toSorted(), [200, 410, 410]);
    assert.equal((await server.call('GET', '/api/session', { cookie: mo })).status, 401);
    const fresh = cookieOf(used.find(({ status }) => status === 200) ?? assert.fail());
    assert.equal((await server.call('GET', '/api/session', { cookie: fresh })).status, 200);
  });

  it('of two who use a link at once with different passwords, the password of the one who was let in counts', async () => {
    const ada = await server.logIn('ada', ['administrator']);
    const body = { name: 'mo', roles: ['monitor'] };
    const added = await server.call('POST', '/api/people', { cookie: ada, body });
    const token = tokenOf((added.json as { link: { url: string } }).link.url);
    const passwords = ['harbour-Lantern-5518', 'meadow-Compass-7204'];
    const used = await Promise.all(
      passwords.map((password) => server.call('POST', '/api/link', { body: { token, password } })),
    );
    const won = used.map(({ status }) => status === 200);
    assert.deepEqual(won.toSorted(), [false, true]);
    for (const [at, password] of passwords.entries()) {
      const { status } = await server.call('POST', '/api/session', { body: { name: 'mo', password } });
      assert.equal(status === 200, won[at]);
    }
  });

  it('twenty new colleagues set their passwords within the hour, one after another', async () => {
    const ada = await server.logIn('ada', ['administrator']);
    for (let i = 0; i < 20; i += 1) {
      const added = await server.call('POST', '/api/people', {
        cookie: ada,
        body: { name: `colleague ${i}`, roles: ['monitor'] },
      });
      const token = tokenOf((added.json as { link: { url: string } }).link.url);
      const answer = await server.call('POST', '/api/link', { body: { token, password: PASSWORD } });
      assert.equal(answer.status, 200, `colleague ${i}: ${answer.text}`);
    }
  });

  it('one administrator always stays, and whoever is stopped is out at once', async () => {
    const ada = await server.logIn('ada', ['administrator']);
    const mo = await server.logIn('mo', ['monitor']);
    const people = (await server.call('GET', '/api/people', { cookie: ada })).json as { id: string; name: string }[];
    const change = (name: string, body: object): Promise<Answer> =>
      server.call('PATCH', `/api/people/${people.find((each) => each.name === name)?.id ?? ''}`, { cookie: ada, body });
    assert.equal(refused(await change('ada', { active: false })), 'last-administrator');
    assert.equal(refused(await change('ada', { roles: ['monitor'] })), 'last-administrator');
    assert.equal((await change('mo', { active: false })).status, 200);
    assert.equal((await server.call('GET', '/api/session', { cookie: mo })).status, 401);
    const back = await server.call('POST', '/api/session', { body: { name: 'mo', password: PASSWORD } });
    assert.equal(refused(back), 'wrong-password');
  });
});
