import assert from 'node:assert/strict';
import { InquiryId, type ClockView } from '../../api/contract/index.ts';
import { NOTICES_PER_LOOK_MAX, reminderOf, stageOf, startClockWatch } from '../../api/answers/clock-watch.ts';
import type { DeadlineWatch } from '../../api/answers/deadline-watch.ts';
import type { DeskState } from '../../api/desk/state.ts';
import { withRow } from '../../api/desk/table.ts';
import { dataPaths } from '../../api/desk-parts.ts';
import { createNotices } from '../../api/work/notices.ts';
import { openWork, type Work } from '../../api/work/work.ts';
import { aClaim, aBody, anInquiry } from '../desk/rows.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.UTC(2026, 10, 25, 4);

const view = (change: Partial<ClockView>): ClockView => ({
  id: 'holding',
  zh: '首次回应',
  en: 'Holding statement',
  basis: '',
  state: 'running',
  startMs: NOON,
  endMs: NOON + HOUR,
  doneMs: null,
  acknowledgedMs: null,
  pausedNote: '',
  ...change,
});

describe('how far up a clock has to be told', () => {
  const stage = (change: Partial<ClockView>, afterMin: number, steps = 4): number | null =>
    stageOf(view(change), 15, steps, NOON + afterMin * MINUTE);

  it('nobody while it runs, the first shortly before its end, one more at each step after it', () => {
    assert.equal(stage({}, 10), null);
    assert.equal(stage({ state: 'soon' }, 50), 0);
    assert.deepEqual(
      [60, 74, 75, 90, 105, 500].map((min) => stage({ state: 'over' }, min)),
      [1, 1, 2, 3, 3, 3],
    );
  });

  it('whoever acknowledged before the end is not told again before it; the end itself is told on', () => {
    const early = { acknowledgedMs: NOON + 52 * MINUTE };
    assert.equal(stage({ ...early, state: 'soon' }, 55), null);
    assert.equal(stage({ ...early, state: 'over' }, 200), 1);
  });

  it('an acknowledgement after the end stops the climb', () => {
    assert.equal(stage({ state: 'over', acknowledgedMs: NOON + 61 * MINUTE }, 90), null);
  });

  it('without a roster the end is told all the same', () => assert.equal(stage({ state: 'over' }, 300, 0), 1));

  for (const state of ['paused', 'suspended', 'met', 'missed', 'ended'] as const) {
    it(`${state}: nobody`, () => assert.equal(stage({ state }, 300), null));
  }
});

describe('when an inquiry is reminded of', () => {
  const plan = { inquirySoonMin: 30, inquiryLateMin: 30 } as DeskState['dutyPlan'];
  const due = anInquiry({ dueMs: NOON + HOUR });
  const at = (min: number, inquiry = due): string => reminderOf(inquiry, plan, NOON + min * MINUTE) ?? 'no';

  it('before, at and after its deadline, each once', () => {
    assert.deepEqual(
      [0, 29, 30, 59, 60, 89, 90].map((min) => at(min)),
      ['no', 'no', 'before', 'before', 'after', 'after', 'escalated'],
    );
    const reminded = anInquiry({ ...due, reminders: [{ atMs: NOON, by: 'machine', kind: 'after' }] });
    assert.equal(at(60, reminded), 'no');
    assert.equal(at(90, reminded), 'escalated');
  });

  it('not once it is answered', () => assert.equal(at(90, anInquiry({ ...due, state: 'answered' })), 'no'));
});

describe('the look at what runs out', function () {
  this.timeout(30_000);
  let server: TestServer;
  let work: Work;
  let watch: DeadlineWatch;
  let nowMs = NOON;
  let state: DeskState;
  const told: string[] = [];

  function startAnew(): void {
    const { parts } = server.running;
    const desk = { ...parts.desk, state: () => state };
    const postRoom = { ...parts.postRoom, tell: (line: string) => told.push(line) };
    const onError = (error: unknown): void => assert.fail(String(error));
    watch = startClockWatch({ ...parts, desk, postRoom, notices: createNotices(work), onError });
  }

  beforeEach(async () => {
    nowMs = NOON;
    told.length = 0;
    server = await startTestServer({}, () => nowMs);
    work = openWork({ dir: dataPaths(server.config.dataDir).work, now: () => nowMs });
    await server.logIn('mo', ['monitor']);
    const held = server.running.parts.desk.state();
    const [mo] = held.people.buckets.flatMap((bucket) => Object.values(bucket));
    assert.ok(mo !== undefined);
    const shift = { id: 's1', fromMs: NOON - HOUR, toMs: NOON + 24 * HOUR, person: mo.id, deputy: null, lead: null };
    const claim = aClaim({
      steps: [
        { state: 'new', atMs: NOON, by: 'mo', note: '' },
        { state: 'checking', atMs: NOON + 1, by: 'mo', note: '' },
      ],
    });
    state = { ...held, duty: [shift], claims: withRow(held.claims, 'c1', claim) };
    startAnew();
  });
  afterEach(async () => {
    watch.close();
    work.close();
    assert.deepEqual(server.errors, []);
    await server.stop();
  });

  it('tells what, how bad, by when and whom, once over restarts, and again at the end', () => {
    assert.equal(watch.look(), 0);
    nowMs = NOON + 50 * MINUTE;
    assert.equal(watch.look(), 1);
    assert.match(
      told[0] ?? '',
      /第 1 号传言“自来水被化工厂污染”（一般）首次回应应在 2026-11-25 13:00 前完成。请mo确认：http.+#ack=/,
    );
    assert.equal(watch.look(), 0);
    watch.close();
    startAnew();
    assert.equal(watch.look(), 0);
    nowMs = NOON + 61 * MINUTE;
    assert.equal(watch.look(), 1);
    assert.match(told[1] ?? '', /首次回应已于 2026-11-25 13:00 到期/);
    assert.equal(watch.look(), 0);
  });

  it('with nobody on the roster it says so, and carries no link', () => {
    state = { ...state, duty: [] };
    nowMs = NOON + 50 * MINUTE;
    watch.look();
    assert.match(told[0] ?? '', /值班表没有排人/);
    assert.ok(!(told[0] ?? '').includes('#ack='));
  });

  it('one look tells so many at most; the others come with the next', () => {
    for (let at = 0; at < NOTICES_PER_LOOK_MAX + 3; at += 1) {
      const { id } = aClaim({ id: `c${at + 10}` as never });
      const claim = aClaim({ id, steps: [{ state: 'checking', atMs: NOON, by: 'mo', note: '' }] });
      state = { ...state, claims: withRow(state.claims, id, claim) };
    }
    nowMs = NOON + 50 * MINUTE;
    assert.equal(watch.look(), NOTICES_PER_LOOK_MAX);
    assert.equal(watch.look(), 4);
  });

  it('a deadline of a department that passed is told with the office’s number of the inquiry', () => {
    const { parts } = server.running;
    const inquiry = anInquiry({ id: InquiryId.parse('i1'), dueMs: NOON + HOUR });
    state = {
      ...state,
      claims: withRow(state.claims, 'c1', aClaim({ state: 'closed' })),
      bodies: withRow(state.bodies, 'water-company', aBody()),
      inquiries: withRow(state.inquiries, 'i1', inquiry),
    };
    const asked: string[] = [];
    watch.close();
    const desk = {
      ...parts.desk,
      state: () => state,
      command: (command: { do: string }) => {
        asked.push(command.do);
        return null;
      },
    };
    const postRoom = { ...parts.postRoom, tell: (line: string) => told.push(line) };
    watch = startClockWatch({
      ...parts,
      desk,
      postRoom,
      notices: createNotices(work),
      onError: (error) => assert.fail(String(error)),
    });
    nowMs = NOON + 61 * MINUTE;
    assert.equal(watch.look(), 1);
    assert.deepEqual(asked, ['inquiry']);
    assert.match(told[0] ?? '', /核实单第 1 号（县供水公司）已于 2026-11-25 13:00 到期，尚未答复/);
  });
});

describe('an acknowledgement by the link of the message', function () {
  this.timeout(30_000);
  let server: TestServer;
  let nowMs = NOON;
  beforeEach(async () => {
    nowMs = NOON;
    server = await startTestServer({}, () => nowMs);
  });
  afterEach(async () => {
    assert.deepEqual(server.errors, []);
    await server.stop();
  });
  const refused = (answer: Answer): string => (answer.json as { refused?: string } | null)?.refused ?? 'ok';

  it('is journaled as by the person who was told, and works once', async () => {
    const mo = await server.logIn('mo', ['monitor']);
    const { parts } = server.running;
    const opened = await server.call('POST', '/api/claims', {
      cookie: mo,
      body: { title: '城东自来水有毒', origin: { from: 'hand' }, text: '自来水有毒' },
    });
    const { id } = (opened.json as { claim: { id: string } }).claim;
    const [person] = parts.desk.state().people.buckets.flatMap((bucket) => Object.values(bucket));
    assert.ok(person !== undefined);
    const { token } = parts.links.make({ purpose: 'acknowledge', person: person.id, about: `${id} answer` });
    const look = await server.call('POST', '/api/one-time', { body: { token } });
    assert.equal((look.json as { person: string }).person, 'mo');
    assert.equal(
      refused(await server.call('POST', '/api/link', { body: { token, password: 'evening-Bridge-2931' } })),
      'link-used',
    );
    const body = { token, act: 'acknowledge' };
    const done = await server.call('POST', '/api/one-time/acts', { body });
    assert.equal((done.json as { acknowledgedMs: number }).acknowledgedMs, NOON);
    assert.equal(refused(await server.call('POST', '/api/one-time/acts', { body })), 'link-used');
    const [entry] = parts.journal.latest(0, 1);
    assert.deepEqual([entry?.kind, entry?.actor], ['clock-acknowledged', person.id]);
    const answerByIt = await server.call('POST', '/api/one-time/acts', {
      body: { token, act: 'give-back', note: 'x' },
    });
    assert.equal(refused(answerByIt), 'link-used');
  });
});
