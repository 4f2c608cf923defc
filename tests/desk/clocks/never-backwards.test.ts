import assert from 'node:assert/strict';
import { ClaimId, type Claim, type ClockView, type Statement } from '../../../api/contract/index.ts';
import { clocksOf, statementsOf } from '../../../api/desk/clocks/clocks-of.ts';
import { apply, decide } from '../../../api/desk/desk.ts';
import type { DeskCommand } from '../../../api/desk/desk.ts';
import type { DeskState } from '../../../api/desk/state.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { chanceFrom } from '../generated/chance.ts';
import { aClaim, aStatement } from '../rows.ts';
import { aDesk, idOf, NOON_MS, RULES } from '../scene.ts';

const CLOCKS = ['first-look', 'holding', 'first-word', 'conference', 'answer', 'up:report-phone', 'up:report-paper'];
const STATES: readonly Claim['state'][] = [
  'checking',
  'ready',
  'answered',
  'watching',
  'passed-on',
  'dismissed',
  'closed',
];
const MINUTE_MS = 60_000;
const RUNS = 150;
const ACTS = 40;

describe('clocks never run backwards', () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

  it(`over any acts, an end moves only later and what is done stays done (seed ${seed})`, () => {
    for (let run = 0; run < RUNS; run += 1) tryOne(seed + run);
  });
});

function tryOne(seed: number): void {
  const { next } = chanceFrom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] ?? assert.fail();
  let state: DeskState = withClaim(aDesk().state(), aClaim());
  state = {
    ...state,
    clockRules: state.clockRules.map((rule) => ({ ...rule, workingDays: next() < 0.3 })),
  };
  let nowMs = NOON_MS;
  let n = 100;
  let seen = new Map<string, ClockView>();
  for (let act = 0; act < ACTS; act += 1) {
    nowMs += Math.floor(next() ** 4 * 20 * 60) * MINUTE_MS;
    const kind = next();
    if (kind < 0.5) state = ask(state, pick(commands(pick(CLOCKS))), nowMs, (n += 1));
    else if (kind < 0.65) state = withClaim(state, moved(claimOf(state), pick(STATES), nowMs));
    else if (kind < 0.7) state = graded(state, pick(['ordinary', 'major', 'very-major']), nowMs);
    else if (kind < 0.77) state = withStatement(state, pick(['holding', 'rebuttal'] as const), nowMs, `s${act}`);
    seen = look(state, nowMs, seen, `seed ${seed}, act ${act}`);
  }
}

function look(state: DeskState, nowMs: number, before: ReadonlyMap<string, ClockView>, where: string) {
  const claim = claimOf(state);
  const views = clocksOf(claim, statementsOf(state, claim), state, nowMs);
  for (const id of before.keys())
    assert.ok(
      views.some((view) => view.id === id),
      `${where}: ${id} went out of sight`,
    );
  for (const view of views) {
    const old = before.get(view.id);
    if (old === undefined) continue;
    assert.ok(view.endMs >= old.endMs, `${where}: the end of ${view.id} moved earlier`);
    if (old.doneMs !== null) assert.equal(view.doneMs, old.doneMs, `${where}: ${view.id} was done`);
    if (old.state === 'missed') assert.equal(view.state, 'missed', `${where}: ${view.id} was missed`);
    if (old.state === 'over')
      assert.ok(['over', 'missed', 'ended'].includes(view.state), `${where}: ${view.id} was over`);
  }
  return new Map(views.map((view) => [view.id, view]));
}

function commands(clock: string): readonly DeskCommand[] {
  const id = ClaimId.parse('c1');
  return [
    { do: 'clock', id, act: { act: 'pause', clock, note: '等结果' } },
    { do: 'clock', id, act: { act: 'resume', clock, note: '' } },
    { do: 'clock', id, act: { act: 'acknowledge', clock } },
    { do: 'clock', id, act: { act: 'meet', clock, note: '' } },
    { do: 'clock', id, act: { act: 'report-up', rule: clock.replace('up:', ''), note: '已报' } },
    { do: 'clock', id, act: { act: 'report-receipt', report: 0, receipt: '收到' } },
  ];
}

function ask(state: DeskState, command: DeskCommand, nowMs: number, n: number): DeskState {
  const decided = decide(state, command, { kind: 'person', id: idOf('mo') }, nowMs, RULES);
  if ('refused' in decided) return state;
  return decided.reduce(
    (held, { kind, body, texts = {} }) => apply(held, { n, atMs: nowMs, actor: 'mo', kind, body, texts }),
    state,
  );
}

function claimOf(state: DeskState): Claim {
  return rowAt(state.claims, 'c1') ?? assert.fail();
}

/** As the fold does it: the grade is the claim's book's, what ran is the clocks'. */
function graded(state: DeskState, grade: Claim['grade'], nowMs: number): DeskState {
  const entry = { n: 98, atMs: nowMs, actor: 'mo', kind: 'claim-graded', body: { claim: 'c1', grade }, texts: {} };
  return apply(state, entry);
}

function withClaim(state: DeskState, claim: Claim): DeskState {
  return { ...state, claims: withRow(state.claims, claim.id, claim) };
}

function moved(claim: Claim, to: Claim['state'], nowMs: number): Claim {
  return { ...claim, state: to, steps: [...claim.steps, { state: to, atMs: nowMs, by: 'mo', note: '' }] };
}

function withStatement(state: DeskState, kind: Statement['kind'], nowMs: number, id: string): DeskState {
  const said = { ...aStatement({ kind, publishedMs: nowMs, state: 'published' }), id: id as Statement['id'] };
  return { ...state, statements: withRow(state.statements, id, said) };
}
