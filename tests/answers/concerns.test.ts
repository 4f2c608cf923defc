import assert from 'node:assert/strict';
import { ConcernQuery, type ConcernDetail, type ConcernTask } from '../../api/contract/concern-view.ts';
import { ConcernId, RequestId } from '../../api/contract/index.ts';
import { foundConcerns } from '../../api/answers/concern-list.ts';
import { startConcernWatch } from '../../api/answers/concern-watch.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';

const HOUR_MS = 3_600_000;
const TEXT = '县实验小学三年级二班的孩子放学没有护学岗，家住建里 3 号楼 2 单元 501，电话 13812345678';

describe('the ledger over the wire', function () {
  this.timeout(60_000);
  let server: TestServer;
  let nowMs = Date.UTC(2026, 10, 25, 4);
  const cookies = new Map<string, string>();
  let water = '';
  let post = '';

  const as = (name: string, method: string, path: string, body?: unknown): Promise<Answer> =>
    server.call(method, path, { cookie: cookies.get(name) ?? '', ...(body === undefined ? {} : { body }) });
  const open = async (change: object = {}): Promise<string> => {
    const draft = { title: '放学没有护学岗', text: TEXT, origin: { from: 'post', post }, ...change };
    const { json, status } = await as('mo', 'POST', '/api/concerns', draft);
    assert.equal(status, 200, JSON.stringify(json));
    return (json as { id: string }).id;
  };
  const act = (name: string, id: string, body: object) => as(name, 'POST', `/api/concerns/${id}/acts`, body);
  const assign = (id: string) => act('mo', id, { act: 'assign', body: water });

  before(async () => {
    server = await startTestServer({}, () => nowMs);
    for (const [name, role] of [
      ['mo', 'monitor'],
      ['ping', 'approver'],
      ['lin', 'leader'],
      ['deng', 'department'],
      ['fang', 'department'],
    ] as const)
      cookies.set(name, await server.logIn(name, [role]));
    const deng = server.running.parts.desk.state().people.buckets.flatMap((bucket) => Object.values(bucket));
    const people = deng.filter(({ name }) => name === 'deng').map(({ id }) => id);
    const draft = { name: '县教育局', contact: '值班室 8012345', people, active: true };
    const { json } = await as('ping', 'POST', '/api/bodies', draft);
    water = (json as { id: string }).id;
    const lead = await as('mo', 'POST', '/api/leads', { text: '放学没人护学', channel: 'chat-group', seenMs: nowMs });
    post = (lead.json as { post: { id: string } }).post.id;
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('a department sees what is with it, and nothing of who raised it, where, or what the office noted', async () => {
    const id = await open();
    await act('mo', id, { act: 'note', text: '来电人是二班家长，住五楼' });
    assert.deepEqual((await as('deng', 'GET', '/api/concern-tasks')).json, []);
    assert.equal((await assign(id)).status, 200);
    const { json, text } = await as('deng', 'GET', '/api/concern-tasks');
    const [task] = json as ConcernTask[];
    assert.equal(task?.title, '放学没有护学岗');
    for (const secret of [post, 'origin', '13812345678', '501', '家长', '二班', '"by":"mo"'])
      assert.ok(!text.includes(secret), secret);
    assert.deepEqual((await as('fang', 'GET', '/api/concern-tasks')).json, []);
    for (const path of ['/api/concerns', `/api/concerns/${id}`, '/api/concerns/rates', '/api/consultations'])
      assert.equal((await as('deng', 'GET', path)).status, 403, path);
    assert.equal((await act('fang', id, { act: 'answer', text: '在办' })).status, 404);
    assert.deepEqual((await act('deng', id, { act: 'answer', text: '已安排护学岗' })).json, {
      id,
      state: 'assigned',
      version: 4,
    });
  });

  it('a leader reads it with persons and homes covered, and without what leads to a post', async () => {
    const id = await open();
    const detail = (await as('lin', 'GET', `/api/concerns/${id}`)).json as ConcernDetail;
    assert.equal(detail.origin, null);
    assert.equal(detail.from, 'post');
    assert.ok(!JSON.stringify(detail).includes('501') && !JSON.stringify(detail).includes(post));
    const own = (await as('mo', 'GET', `/api/concerns/${id}`)).json as ConcernDetail;
    assert.deepEqual(own.origin, { from: 'post', post });
    assert.ok(own.may.includes('assign') && !own.may.includes('mark') && detail.may.includes('mark'));
  });

  it('who may do what now is in the refusal', async () => {
    const id = await open();
    const { json, status } = await act('mo', id, { act: 'redo', note: '再办' });
    assert.equal(status, 409);
    assert.equal((json as { refused: string }).refused, 'concern-state');
    assert.match((json as { zh: string }).zh, /待转办.*转办（监测员、撰稿人、审批人）/);
    const other = await act('mo', id, { act: 'urge', text: '抓紧' });
    assert.match((other.json as { zh: string }).zh, /督办.*审批人、领导/);
  });

  it('the export is journaled, harmless in a spreadsheet, and says nothing of who raised a matter', async () => {
    await open({ title: '=HYPERLINK("http://x")', text: '@SUM(1)' });
    const head = server.running.parts.journal.head().n;
    const { text, status } = await as('mo', 'POST', '/api/concerns/export', { state: 'all' });
    assert.equal(status, 200);
    assert.ok(text.includes(`"'=HYPERLINK(""http://x"")"`), text.slice(0, 400));
    for (const secret of [post, '13812345678', '501']) assert.ok(!text.includes(secret), secret);
    assert.equal(server.running.parts.journal.head().n, head + 1);
    assert.equal((await as('lin', 'POST', '/api/concerns/export', {})).status, 403);
  });

  it('a long 12345 list goes on by itself, shows its share, is not started twice, and is found again', async () => {
    type State = { share: number; result: { opened: number; repeated: number } | null };
    const lines = Array.from({ length: 1_500 }, (_, at) => `GL${at + 10_000},${TEXT} 第 ${at} 件`);
    const csv = ['工单编号,诉求内容', ...lines].join('\n');
    const [one, two] = await Promise.all([
      as('mo', 'POST', '/api/concerns/import', { csv }),
      as('ping', 'POST', '/api/concerns/import', { csv }),
    ]);
    assert.deepEqual([one.status, two.status], [200, 200], one.text);
    const shares: number[] = [];
    let state: State;
    do {
      state = (await as('ping', 'GET', '/api/concerns/import')).json as State;
      shares.push(state.share);
    } while (state.result === null);
    assert.deepEqual([state.result.opened, state.result.repeated, shares.at(-1)], [1_500, 0, 1]);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    const again = (await as('mo', 'POST', '/api/concerns/import', { csv })).json as State;
    const rest = again.result ?? { opened: 0 };
    assert.equal(rest.opened, 0);
    assert.equal((await as('lin', 'GET', '/api/concerns/import')).status, 403);
  });

  it('a 12345 list is taken once, its bad rows said by number, and its ticket numbers kept from leaders', async () => {
    const csv = '工单编号,来电人,诉求内容\nGD20260001,李四,北街路灯不亮\n,王五,没有编号\n';
    const first = ((await as('mo', 'POST', '/api/concerns/import', { csv })).json as { result: unknown }).result;
    assert.deepEqual(first, { opened: 1, repeated: 0, bad: [{ row: 3, fault: 'number' }], unread: 1 });
    const second = ((await as('mo', 'POST', '/api/concerns/import', { csv })).json as { result: unknown }).result;
    assert.deepEqual(second, { opened: 0, repeated: 1, bad: [{ row: 3, fault: 'number' }], unread: 1 });
    const list = await as('lin', 'GET', '/api/concerns?from=12345');
    assert.ok(list.text.includes('北街路灯不亮') && !list.text.includes('GD20260001') && !list.text.includes('李四'));
    assert.equal((await as('mo', 'POST', '/api/concerns/import', { csv: '姓名,电话\n李四,1' })).status, 422);
  });

  it('what it is opened from is there, and a citizen’s request is opened from the inbox', async () => {
    const draft = { title: '放学没有护学岗', text: '城东小学' };
    for (const [origin, status] of [
      [{ from: 'post', post: 'c'.repeat(32) }, 404],
      [{ from: 'alert', alert: 'a-none' }, 404],
      [{ from: 'claim', claim: 'c-none', point: null }, 404],
      [{ from: 'request', request: 'r-1' }, 400],
      [{ from: '12345', number: 'GD-1' }, 400],
    ] as const)
      assert.equal((await as('mo', 'POST', '/api/concerns', { ...draft, origin })).status, status, origin.from);
  });

  it('a citizen’s word is kept with the concern once it is settled, without the request that it came by', async () => {
    const { desk } = server.running.parts;
    const id = ConcernId.parse('n-request');
    const request = RequestId.parse('r-secret');
    const origin = { from: 'request', request } as const;
    const words = { title: '路灯', text: '北街路灯不亮', topics: [], places: [] };
    const opening = { act: 'open', ...words, origin, heardMs: null, sample: false } as const;
    const machine = { kind: 'machine' } as const;
    const says = { act: 'satisfied', request, satisfaction: 'not', note: '还是没有' } as const;
    const by = { kind: 'terminal' } as const;
    assert.equal(desk.command({ do: 'concern', id, act: opening }, by), null);
    assert.equal(desk.command({ do: 'concern', id, act: says }, machine)?.refused, 'concern-state');
    await act('mo', id, { act: 'settle', outcome: '已答复', solved: true });
    assert.equal(desk.command({ do: 'concern', id, act: says }, machine), null);
    const { json, text } = await as('lin', 'GET', `/api/concerns/${id}`);
    const detail = json as ConcernDetail;
    assert.deepEqual([detail.concern.satisfaction, detail.revisits[0]?.how], ['not', 'receipt']);
    assert.ok(!text.includes(request));
    assert.ok((await as('mo', 'GET', '/api/concerns?state=settled&rated=not')).text.includes(id));
  });

  it('the rates come with their numbers and the period, and the plan is for those who may change it', async () => {
    const { json } = await as('lin', 'GET', '/api/concerns/rates?days=30');
    const rates = json as {
      all: { solved: { part: number; whole: number } };
      months: unknown[];
      toMs: number;
      fromMs: number;
    };
    assert.equal(rates.toMs - rates.fromMs, 30 * 24 * HOUR_MS);
    assert.equal(rates.months.length, 6);
    assert.ok(rates.all.solved.whole >= rates.all.solved.part);
    const plan = { dueDays: 7, responseDays: 2, assignDays: 1, soonHours: 24, lateHours: 24 };
    assert.equal((await as('mo', 'PUT', '/api/concerns/plan', plan)).status, 403);
    assert.deepEqual((await as('ping', 'PUT', '/api/concerns/plan', plan)).json, plan);
  });

  it('a consultation is counted by option and by group', async () => {
    const draft = {
      title: '分时停水',
      question: '白天还是夜间？',
      options: ['白天', '夜间'],
      untilMs: nowMs + 7 * 24 * HOUR_MS,
    };
    const { id } = (await as('mo', 'POST', '/api/consultations', draft)).json as { id: string };
    const say = (body: object) => as('mo', 'POST', `/api/consultations/${id}/acts`, body);
    await say({ act: 'start' });
    await say({ act: 'consultation-answer', group: '居民', option: 1, count: 120, summary: '夜里好' });
    const { json } = await say({ act: 'consultation-answer', group: '商户', option: null, count: 8 });
    const view = json as { total: number; byOption: number[]; byGroup: unknown; may: string[] };
    assert.deepEqual([view.total, view.byOption], [128, [0, 120, 8]]);
    assert.deepEqual(view.byGroup, [
      { group: '居民', count: 120 },
      { group: '商户', count: 8 },
    ]);
    const leader = (await as('lin', 'GET', '/api/consultations')).json as { may: string[] }[];
    assert.deepEqual(leader[0]?.may, []);
  });

  it('reminds before, at and long after the deadline, each once, also after a restart', async () => {
    const id = await open({ title: '要提醒的一件' });
    await act('mo', id, { act: 'assign', body: water, dueMs: nowMs + 48 * HOUR_MS });
    const told: string[] = [];
    const { parts } = server.running;
    const postRoom = { ...parts.postRoom, tell: (text: string): void => void told.push(text) };
    const start = () => startConcernWatch({ ...parts, postRoom, everyMs: HOUR_MS, onError: assert.ifError });
    const said = () => told.filter((text) => text.includes('要提醒的一件')).length;
    let watch = start();
    for (const [hours, count] of [
      [0, 0],
      [25, 1],
      [0, 1],
      [24, 2],
      [24, 3],
      [24, 3],
    ] as const) {
      nowMs += hours * HOUR_MS;
      watch.look();
      watch.close();
      watch = start();
      assert.equal(said(), count, `after ${hours} h more`);
    }
    watch.close();
    // The sessions have run out by now; the list is asked where it is made.
    const query = ConcernQuery.parse({ overdue: 'yes' });
    assert.ok(foundConcerns(parts, query).some(({ concern }) => concern.id === id));
  });
});
