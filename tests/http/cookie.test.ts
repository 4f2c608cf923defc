import assert from 'node:assert/strict';
import { openScreen } from '../live/screen.ts';
import { PASSWORD, startTestServer, type TestServer } from '../support/server.ts';

for (const [scheme, own, other] of [
  ['https', '__Host-firstword', 'firstword'],
  ['http', 'firstword', '__Host-firstword'],
] as const) {
  describe(`the session cookie over ${scheme}`, function () {
    this.timeout(30_000);
    let server: TestServer;
    let cookie = '';
    before(async () => {
      server = await startTestServer({ baseUrl: `${scheme}://desk.example.cn` });
      cookie = await server.logIn('mo', ['monitor']);
    });
    afterEach(() => assert.deepEqual(server.errors, []));
    after(() => server.stop());

    const asOther = (): string => cookie.replace(own, other);
    const status = async (sent: string): Promise<number> =>
      (await server.call('GET', '/api/session', { cookie: sent })).status;

    it(`is ${own}, for this host alone`, async () => {
      const { headers } = await server.call('POST', '/api/session', { body: { name: 'mo', password: PASSWORD } });
      const set = headers.get('set-cookie') ?? '';
      const [named = '', ...flags] = set.split('; ');
      assert.match(named, new RegExp(`^${own}=[\\w-]{43}$`));
      assert.deepEqual(flags.filter((flag) => !/^(?:Max-Age|Expires)=/.test(flag)).toSorted(), [
        'HttpOnly',
        'Path=/',
        'SameSite=Strict',
        ...(scheme === 'https' ? ['Secure'] : []),
      ]);
    });

    it('opens the desk and the live connection; the other name opens neither', async () => {
      assert.equal(await status(cookie), 200);
      assert.equal(await status(asOther()), 401);
      const screen = await openScreen(server.url, { cookie });
      await screen.hello();
      screen.close();
      await assert.rejects(openScreen(server.url, { cookie: asOther() }), /websocket error/);
    });

    it('is read beside others, also where another host has planted one of the other name', async () => {
      const planted = `${other}=${'B'.repeat(43)}`;
      for (const sent of [`${planted}; ${cookie}`, `${cookie}; ${planted}`, `a=1; ${cookie}; x${cookie}`])
        assert.equal(await status(sent), 200, sent);
      for (const sent of [`x${cookie}`, `a${own}=1; ${planted}`]) assert.equal(await status(sent), 401, sent);
    });

    it('goes with the log-out', async () => {
      const { headers } = await server.call('DELETE', '/api/session', { cookie });
      const set = headers.get('set-cookie') ?? '';
      assert.match(set, new RegExp(`^${own}=; Path=/; Expires=Thu, 01 Jan 1970`));
      assert.equal(set.includes('; Secure'), scheme === 'https');
      assert.equal(await status(cookie), 401);
    });
  });
}
