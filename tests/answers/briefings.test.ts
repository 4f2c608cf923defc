import assert from 'node:assert/strict';
import { actOn } from '../../api/answers/briefing-acts.ts';
import { briefingAt } from '../../api/answers/briefing-papers.ts';
import { isRefusal } from '../../api/contract/index.ts';
import { rowAt, rowsOf } from '../../api/desk/table.ts';
import type { BriefingDetail, BriefingList } from '../../api/contract/briefing-view.ts';
import { FIXED_SECTIONS } from '../../api/briefing/paper.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';

/** 06:00 in China of the 25th: the next daily is due at 07:00. */
const SIX_MS = Date.UTC(2026, 10, 24, 22);
const SEVEN_MS = Date.UTC(2026, 10, 24, 23);
const ID = 'daily-2026-11-25';

describe('an issue over the wire', function () {
  this.timeout(60_000);
  let server: TestServer;
  let nowMs = SIX_MS;
  const cookies = new Map<string, string>();

  const as = (name: string, method: string, path: string, body?: unknown): Promise<Answer> =>
    server.call(method, path, { cookie: cookies.get(name) ?? '', ...(body === undefined ? {} : { body }) });
  const act = (name: string, body: object, id = ID) => as(name, 'POST', `/api/briefings/${id}/acts`, body);
  const detail = async (name = 'mo', id = ID): Promise<BriefingDetail> =>
    (await as(name, 'GET', `/api/briefings/${id}`)).json as BriefingDetail;
  const list = async (query = ''): Promise<BriefingList> =>
    (await as('mo', 'GET', `/api/briefings${query}`)).json as BriefingList;
  const ok = async (asked: Promise<Answer>): Promise<void> => {
    const { status, text } = await asked;
    assert.equal(status, 200, text);
  };
  const look = (): Promise<void> => server.running.briefingWatch.look();

  before(async () => {
    server = await startTestServer({}, () => nowMs);
    for (const [name, role] of [
      ['ada', 'administrator'],
      ['mo', 'monitor'],
      ['ping', 'approver'],
      ['han', 'approver'],
      ['lin', 'leader'],
      ['deng', 'department'],
    ] as const)
      cookies.set(name, await server.logIn(name, [role]));
    const origin = { from: 'visit' };
    for (const title of ['城东片区停水没有通知', '放学没有护学岗', '夜市噪声'])
      await ok(as('mo', 'POST', '/api/concerns', { title, text: `${title}，请核实`, origin }));
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('none is made of a time before the office was there, nor before its hour', async () => {
    await look();
    nowMs = SEVEN_MS - 1;
    await look();
    const { briefings, next } = await list();
    assert.deepEqual(briefings, []);
    assert.deepEqual(next[0], { kind: 'daily', atMs: SEVEN_MS });
    const early = await as('mo', 'POST', '/api/briefings', { kind: 'daily', date: '2026-11-25' });
    assert.equal((early.json as { refused: string }).refused, 'briefing-ahead');
  });

  it('at seven it is there, as a draft, once', async () => {
    nowMs = SEVEN_MS;
    await Promise.all([look(), look()]);
    await look();
    const { briefings, years } = await list();
    assert.deepEqual(
      briefings.map(({ id, no, state }) => [id, no, state]),
      [[ID, 1, 'draft']],
    );
    assert.deepEqual(years, [2026]);
    const again = await as('mo', 'POST', '/api/briefings', { kind: 'daily', date: '2026-11-25' });
    assert.equal((again.json as { refused: string }).refused, 'briefing-there');
    assert.equal((await as('deng', 'GET', '/api/briefings')).status, 403);
  });

  it('a finding is left out only with a reason, and the issue prints it', async () => {
    const { paper } = await detail();
    const home = paper.sections.find(({ id, findings }) => !FIXED_SECTIONS.includes(id) && findings.length > 1);
    const other = paper.sections.find(({ id, findings }) => id !== home?.id && findings.length > 0)?.findings[0];
    const [first, second] = home?.findings ?? [];
    assert.ok(first !== undefined && second !== undefined);
    assert.equal((await act('mo', { act: 'leave-out', key: first.key, text: ' ' })).status, 400);
    await ok(act('mo', { act: 'leave-out', key: first.key, text: '与昨日重复' }));
    await ok(act('mo', { act: 'comment', key: second.key, text: '已电话核实' }));
    const after = await detail();
    const keys = after.paper.sections.find(({ id }) => id === home?.id)?.findings.map(({ key }) => key) ?? [];
    assert.ok(!keys.includes(first.key));
    const trace = JSON.stringify(after.paper.sections.find(({ id }) => id === 'trace'));
    assert.match(trace, /与昨日重复.*mo/);
    assert.deepEqual(after.paper.comments, [{ key: second.key, text: '已电话核实', by: 'mo' }]);
    const refusals = [
      await act('mo', { act: 'leave-out', key: 'nothing', text: '没有' }),
      await act('mo', { act: 'move', key: second.key, before: other?.key ?? null }),
      await act('lin', { act: 'leave-out', key: second.key, text: '不要' }),
    ].map(({ json }) => (json as { refused: string }).refused);
    assert.deepEqual(refusals, ['briefing-finding', 'briefing-section', 'no-permission']);
  });

  it('made anew it keeps what people did to it', async () => {
    const before = await detail();
    await ok(act('mo', { act: 'judge', version: before.briefing.version, paragraphs: ['建议加密检测并公开结果。'] }));
    await ok(act('mo', { act: 'remake' }));
    const { briefing, paper } = await detail();
    assert.equal(briefing.remade, 1);
    assert.match(JSON.stringify(paper.sections.find(({ id }) => id === 'judgement')), /加密检测/);
    assert.match(JSON.stringify(paper.sections.find(({ id }) => id === 'trace')), /与昨日重复/);
    const stale = await act('han', { act: 'judge', version: before.briefing.version, paragraphs: ['另一段'] });
    assert.equal((stale.json as { refused: string }).refused, 'briefing-changed');
  });

  it('is released by another approver, on exactly the paper that was seen', async () => {
    const { briefing, paper } = await detail();
    const key = paper.comments[0]?.key ?? '';
    await ok(act('ping', { act: 'judge', version: briefing.version, paragraphs: ['建议加密检测。', '公开结果。'] }));
    await ok(act('mo', { act: 'submit' }));
    const edit = await act('mo', { act: 'comment', key, text: '晚了' });
    assert.equal((edit.json as { refused: string }).refused, 'briefing-state');
    assert.match((edit.json as { zh: string }).zh, /签发（审批人）/);
    const { sha256, checks, may } = await detail('ping');
    assert.ok(!may.includes('release') && may.includes('return'));
    assert.equal(checks.find(({ id }) => id === 'judged')?.ok, true);
    const own = await act('ping', { act: 'release', paper: sha256, channels: [] });
    assert.equal((own.json as { refused: string }).refused, 'briefing-own');
    assert.match((own.json as { zh: string }).zh, /han/);
    await ok(act('ping', { act: 'return', note: '补充责任单位' }));
    await ok(act('mo', { act: 'comment', key, text: '已补' }));
    await ok(act('mo', { act: 'submit' }));
    const old = await act('han', { act: 'release', paper: sha256, channels: [] });
    assert.equal((old.json as { refused: string }).refused, 'briefing-changed');
    const now = await detail('han');
    await ok(act('han', { act: 'release', paper: now.sha256, channels: [] }));
    const out = await detail('lin');
    assert.equal(out.sha256, now.sha256, 'what was bound is what was seen');
    assert.match(out.paper.releasedText, /han/);
    assert.deepEqual(out.may, ['read', 'mark']);
    assert.equal((await act('han', { act: 'remake' })).status, 409);
  });

  it('who has read it is noted once a person', async () => {
    await ok(act('lin', { act: 'read' }));
    await ok(act('lin', { act: 'read' }));
    const { reads, may } = await detail('lin');
    assert.deepEqual(
      reads.map(({ name }) => name),
      ['lin'],
    );
    assert.ok(!may.includes('read'));
  });

  it('a mark opens a task, and open screens hear of the issue and of the task', async () => {
    const { parts } = server.running;
    await ok(as('ping', 'POST', '/api/bodies', { name: '县供水公司', contact: '' }));
    const body = rowsOf(parts.desk.state().bodies)[0]?.id ?? assert.fail();
    const lin = rowsOf(parts.desk.state().people).find(({ name }) => name === 'lin') ?? assert.fail();
    const row = briefingAt(parts, ID) ?? assert.fail();
    const heard: (readonly [string, string])[] = [];
    const key = (await detail()).paper.sections.find(({ id }) => id === 'due')?.findings[0]?.key ?? assert.fail();
    const act = { act: 'mark', key, text: '请今天办结', body, dueMs: nowMs + 3_600_000 } as const;
    const listening = { ...parts, onDeskChanged: (what: string, id: string) => heard.push([what, id]) };
    const done = await actOn(listening, row, act, { kind: 'person', id: lin.id });
    assert.ok(!isRefusal(done), JSON.stringify(done));
    const concern = briefingAt(parts, ID)?.marks[0]?.concern;
    assert.deepEqual(heard, [
      ['briefing', ID],
      ['concern', concern],
    ]);
    assert.equal(rowAt(parts.desk.state().concerns, concern ?? '')?.state, 'assigned');
  });

  it('is found by its words, by two characters too, once it is released', async () => {
    await look();
    for (const q of ['检测', '加密检测', '重复']) {
      const { briefings } = await list(`?q=${encodeURIComponent(q)}`);
      assert.deepEqual(
        briefings.map(({ id }) => id),
        [ID],
        q,
      );
      assert.ok(briefings[0]?.gist.includes(q), briefings[0]?.gist ?? '');
    }
    assert.equal((await list(`?q=${encodeURIComponent('洪水')}`)).total, 0);
    assert.equal((await list('?kind=weekly')).total, 0);
  });

  it('its forms are made once, and are the same bytes afterwards', async () => {
    const { briefing } = await detail();
    assert.ok(briefing.files.some(({ form }) => form === 'txt'));
    const one = await as('lin', 'GET', `/api/briefings/${ID}/files/txt`);
    assert.equal(one.status, 200);
    assert.match(decodeURIComponent(one.headers.get('content-disposition') ?? ''), /2026年第1期\.txt/);
    assert.match(one.text, /加密检测/);
    assert.equal((await as('lin', 'GET', `/api/briefings/${ID}/files/txt`)).text, one.text);
    assert.equal((await as('deng', 'GET', `/api/briefings/${ID}/files/txt`)).status, 403);
  });
});
