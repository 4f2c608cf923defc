import assert from 'node:assert/strict';
import type { BriefingDetail } from '../../api/contract/briefing-view.ts';
import type { ClocksNow, LeaderView } from '../../api/contract/index.ts';
import { LEADER_CLOCKS } from '../../api/contract/trend.ts';
import { aRow } from '../intake/rows.ts';
import { CRAWLER_TOKEN, startTestServer, type Answer, type TestServer } from '../support/server.ts';

/** 06:00 and 07:00 in China of the 25th: the daily is made at seven, and should be out an hour and a half later. */
const SIX_MS = Date.UTC(2026, 10, 24, 22);
const SEVEN_MS = Date.UTC(2026, 10, 24, 23);
const DAY_MS = 86_400_000;
const ID = 'daily-2026-11-25';

describe("a leader's first screen over the wire", function () {
  this.timeout(60_000);
  let server: TestServer;
  let nowMs = SIX_MS;
  const cookies = new Map<string, string>();

  const as = (name: string, method: string, path: string, body?: unknown): Promise<Answer> =>
    server.call(method, path, { cookie: cookies.get(name) ?? '', ...(body === undefined ? {} : { body }) });
  const ok = async <T>(asked: Promise<Answer>): Promise<T> => {
    const { status, text, json } = await asked;
    assert.equal(status, 200, text);
    return json as T;
  };
  const view = (): Promise<LeaderView> => ok(as('leader', 'GET', '/api/briefings/leader'));
  const clocks = (): Promise<ClocksNow> => ok(as('leader', 'GET', '/api/clocks'));
  const act = (name: string, body: object): Promise<unknown> => ok(as(name, 'POST', `/api/briefings/${ID}/acts`, body));
  const openConcern = (title: string): Promise<{ id: string }> =>
    ok(as('monitor', 'POST', '/api/concerns', { title, text: `${title}，请核实`, origin: { from: 'visit' } }));

  before(async () => {
    server = await startTestServer({}, () => nowMs);
    for (const role of ['monitor', 'writer', 'approver', 'leader', 'department'] as const)
      cookies.set(role, await server.logIn(`one ${role}`, [role]));
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('is for those who read, and no department', async () => {
    assert.equal((await as('department', 'GET', '/api/briefings/leader')).status, 403);
    assert.equal((await as('monitor', 'GET', '/api/briefings/leader')).status, 200);
  });

  it('before there is anything it says so by leaving it out', async () => {
    const { issue, gist, promised, clocks: running } = await view();
    assert.deepEqual([issue, gist, promised, running], [null, [], 0, []]);
  });

  it('tells when today’s daily will be made, and then how far it is', async () => {
    assert.deepEqual((await clocks()).daily, { nextMs: SEVEN_MS, issue: null });
    await openConcern('夜市噪声');
    nowMs = SEVEN_MS;
    await server.running.briefingWatch.look();
    const { daily } = await clocks();
    assert.deepEqual([daily?.issue?.id, daily?.issue?.no, daily?.issue?.state], [ID, 1, 'draft']);
    const { clock } = daily?.issue ?? {};
    assert.ok(clock !== undefined && clock !== null && clock.endMs > SEVEN_MS);
    assert.deepEqual([clock.id, clock.state], ['release', 'running']);
    nowMs = clock.endMs;
    assert.equal((await clocks()).daily?.issue?.clock?.state, 'over');
    nowMs = SEVEN_MS;
  });

  it('a draft is not shown to a leader; what is released is, with its main points', async () => {
    assert.equal((await view()).issue, null);
    const detail = (): Promise<BriefingDetail> => ok(as('approver', 'GET', `/api/briefings/${ID}`));
    const { briefing } = await detail();
    await act('monitor', { act: 'judge', version: briefing.version, paragraphs: ['建议加强夜间巡查。'] });
    await act('monitor', { act: 'submit' });
    assert.equal((await clocks()).daily?.issue?.state, 'submitted');
    await act('approver', { act: 'release', paper: (await detail()).sha256, channels: [] });
    const { issue, gist } = await view();
    assert.deepEqual([issue?.id, issue?.state], [ID, 'released']);
    assert.ok(gist.length > 0 && gist.every((line) => line !== ''));
    const { daily } = await clocks();
    assert.deepEqual([daily?.issue?.state, daily?.issue?.clock], ['released', null]);
  });

  it('three clocks, the ones that end next, each with whose it is, and one a matter', async () => {
    for (const title of ['停水没有通知', '放学没有护学岗', '路灯不亮']) await openConcern(title);
    await ok(
      as('monitor', 'POST', '/api/claims', { title: '自来水被污染', origin: { from: 'hand' }, topics: ['water'] }),
    );
    const { clocks: shown } = await view();
    assert.equal(shown.length, LEADER_CLOCKS);
    const ends = shown.map(({ clock }) => clock.endMs);
    assert.deepEqual(
      ends,
      ends.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(shown.map(({ link }) => link)).size, LEADER_CLOCKS);
    const { due, concerns } = await clocks();
    const first = Math.min(...[...due, ...concerns].map(({ clock }) => clock.endMs));
    assert.equal(ends[0], first);
    assert.ok(shown.some(({ title, link }) => title === '自来水被污染' && link.startsWith('/claims/')));
  });

  it('one trend over a quarter, and never another', async () => {
    const posts = Array.from({ length: 40 }, (_, at) =>
      aRow(nowMs - at * 2 * DAY_MS, { id: `post ${at}`, text: '自来水发黄，有股铁锈味' }),
    );
    await server.call('POST', '/api/ingest', {
      body: { posts },
      headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
    });
    nowMs += 11 * 60_000;
    const { trend } = await view();
    assert.equal(trend?.chart.bins.length, 13);
    assert.ok((trend?.chart.lines[0]?.values ?? []).some((value) => value !== null && value > 0));
    assert.ok((trend?.title.zh ?? '').includes('上周'));
  });

  it('on the next day the issue of the day before is not today’s', async () => {
    nowMs = SIX_MS + DAY_MS;
    cookies.set('leader', await server.logIn('another leader', ['leader']));
    assert.equal((await view()).issue?.id, ID);
    assert.deepEqual((await clocks()).daily, { nextMs: SEVEN_MS + DAY_MS, issue: null });
    nowMs = SEVEN_MS + DAY_MS;
    assert.deepEqual((await clocks()).daily, { nextMs: SEVEN_MS + 2 * DAY_MS, issue: null });
  });
});
