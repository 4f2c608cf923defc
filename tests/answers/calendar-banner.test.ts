import assert from 'node:assert/strict';
import type { Banner, DutyView } from '../../api/contract/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const DECEMBER_MS = Date.parse('2026-12-01T00:00+08:00');

describe('a calendar without the next year', function () {
  this.timeout(30_000);
  let server: TestServer;
  let nowMs = DECEMBER_MS - 1;
  let [ada, mo] = ['', ''];
  before(async () => {
    server = await startTestServer({}, () => nowMs);
    ada = await server.logIn('ada', ['administrator']);
    mo = await server.logIn('mo', ['monitor']);
  });
  after(() => server.stop());

  const shown = async (): Promise<readonly Banner[]> => {
    const { json } = await server.call('GET', '/api/banners', { cookie: mo });
    return (json as Banner[]).filter(({ code }) => code === 'calendar-missing');
  };

  it('is a banner from 1 December on, for those who can mend it, with the way there', async () => {
    assert.deepEqual(await shown(), []);
    nowMs = DECEMBER_MS;
    const [banner] = await shown();
    assert.match(banner?.zh ?? '', /^2027 年节假日安排还没有录入/);
    assert.deepEqual(
      [banner?.level, banner?.sinceMs, banner?.roles, banner?.path],
      ['warning', DECEMBER_MS, ['administrator'], '/duty/calendar'],
    );
  });

  it('goes when the year’s days are in, from the screen that says so too', async () => {
    const duty = async (): Promise<DutyView> =>
      (await server.call('GET', '/api/duty', { cookie: mo })).json as DutyView;
    assert.deepEqual((await duty()).yearsMissing, [2027]);
    const days = ['2027-01-01', '2027-10-01'].map((day) => ({ day, works: false, name: '放假' }));
    const { status } = await server.call('PUT', '/api/duty/calendar', { cookie: ada, body: { days } });
    assert.equal(status, 200);
    assert.deepEqual(await shown(), []);
    assert.deepEqual((await duty()).yearsMissing, []);
    assert.deepEqual(server.errors, []);
  });
});
