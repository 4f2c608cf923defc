import assert from 'node:assert/strict';
import { ClaimId, type Claim, type ClockView } from '../../../api/contract/index.ts';
import { clocksOf, statementsOf } from '../../../api/desk/clocks/clocks-of.ts';
import { apply } from '../../../api/desk/desk.ts';
import { leadTimes } from '../../../api/effect/lead-times.ts';
import { FIRST_STATE, type DeskState } from '../../../api/desk/state.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { chanceFrom } from '../generated/chance.ts';
import { aClaim, aStatement } from '../rows.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';

const MINUTE_MS = 60_000;
const at = (minutes: number): number => NOON_MS + minutes * MINUTE_MS;
const INTO = ClaimId.parse('c1');
const FROM = ClaimId.parse('c2');
type Steps = readonly (readonly [state: Claim['state'], minutes: number])[];

function known(id: Claim['id'], minutes: number, steps: Steps, change: Partial<Claim> = {}): Claim {
  const all: Steps = [['new', minutes], ...steps];
  return aClaim({
    id,
    knownMs: at(minutes),
    openedMs: at(minutes),
    state: all.at(-1)?.[0] ?? 'new',
    steps: all.map(([state, minute]) => ({ state, atMs: at(minute), by: 'mo', note: '' })),
    ...change,
  });
}

const withClaims = (...claims: readonly Claim[]): DeskState => ({
  ...FIRST_STATE,
  claims: claims.reduce((table, claim) => withRow(table, claim.id, claim), FIRST_STATE.claims),
});

function merged(state: DeskState, minutes: number, from = FROM, into = INTO): DeskState {
  const body = { claim: from, into };
  return apply(state, { n: 9, atMs: at(minutes), actor: 'mo', kind: 'claim-merged', body, texts: { note: '' } });
}

const clocks = (state: DeskState, minutes: number, id = INTO): readonly ClockView[] => {
  const claim = rowAt(state.claims, id) ?? assert.fail();
  return clocksOf(claim, statementsOf(state, claim), state, at(minutes));
};
const read = (state: DeskState, clock: string, minutes: number, id = INTO): string => {
  const view = clocks(state, minutes, id).find((each) => each.id === clock) ?? assert.fail(clock);
  return `${view.state} ${view.doneMs === null ? '' : (view.doneMs - NOON_MS) / MINUTE_MS}`.trim();
};

describe('the clocks of a claim that another one went into', () => {
  it('the first look that the older one had in time is met, at its hour', () => {
    const before = withClaims(known(INTO, 120, [['checking', 125]]), known(FROM, 0, [['checking', 5]]));
    const state = merged(before, 180);
    assert.equal(read(state, 'first-look', 200), 'met 5');
    assert.equal(leadTimes(state, () => null, at(200))[0]?.lookMs, at(5));
  });

  it('is met by the other one too, while it was in time for the earlier knowing', () => {
    const state = merged(withClaims(known(INTO, 3, [['checking', 9]]), known(FROM, 0, [])), 12);
    assert.equal(read(state, 'first-look', 20), 'met 9');
  });

  it('a miss is not undone: known for two hours before anybody looked stays too late', () => {
    const state = merged(withClaims(known(INTO, 120, [['checking', 125]]), known(FROM, 0, [])), 180);
    assert.equal(read(state, 'first-look', 200), 'missed 125');
    const other = merged(withClaims(known(INTO, 0, []), known(FROM, 120, [['checking', 125]])), 180);
    assert.equal(read(other, 'first-look', 200), 'missed 125');
  });

  it('what the older one met thanks to a pause or 留观 stays met', () => {
    const pause = { clock: 'first-look', fromMs: at(5), toMs: at(60), note: '等结果', by: 'mo' };
    const paused = known(FROM, 0, [['checking', 65]], { pauses: [pause] });
    assert.equal(read(withClaims(paused), 'first-look', 70, FROM), 'met 65');
    const late = known(INTO, 100, [['checking', 105]]);
    assert.equal(read(merged(withClaims(late, paused), 120), 'first-look', 130), 'met 65');
    // 60 minutes for the first word, two hours of them aside.
    const aside = known(FROM, 0, [
      ['watching', 10],
      ['checking', 130],
    ]);
    const said = aStatement({ kind: 'holding', claim: FROM, state: 'published', publishedMs: at(150) });
    const statements = withRow(FIRST_STATE.statements, said.id, said);
    assert.equal(read({ ...withClaims(aside), statements }, 'holding', 160, FROM), 'met 150');
    assert.equal(read({ ...merged(withClaims(late, aside), 170), statements }, 'holding', 180), 'met 150');
  });

  it('an open pause of the one that went in ends there: what comes out runs', () => {
    const pause = { clock: 'answer', fromMs: at(5), toMs: null, note: '等结果', by: 'mo' };
    const state = merged(
      withClaims(known(INTO, 100, [['checking', 105]]), known(FROM, 0, [], { pauses: [pause] })),
      120,
    );
    const [answer] = clocks(state, 130).filter(({ id }) => id === 'answer');
    assert.deepEqual([answer?.state, answer?.endMs], ['running', at(115) + 48 * HOUR_MS]);
  });

  it('a press conference counts at the earlier hour', () => {
    const [held, from] = [{ conference: at(200) }, { conference: at(100) }];
    const state = merged(withClaims(known(INTO, 90, [], { met: held }), known(FROM, 0, [], { met: from })), 210);
    assert.equal(rowAt(state.claims, 'c1')?.met?.['conference'], at(100));
  });

  it('what was said on a claim that went in and on again counts for the last one', () => {
    const third = ClaimId.parse('c3');
    const said = aStatement({ kind: 'holding', claim: FROM, state: 'published', publishedMs: at(30) });
    const first = withClaims(known(FROM, 0, []), known(INTO, 40, []), known(third, 50, []));
    const statements = withRow(FIRST_STATE.statements, said.id, said);
    const state = merged(merged({ ...first, statements }, 60), 70, INTO, third);
    assert.equal(read(state, 'holding', 80, third), 'met 30');
    assert.equal(leadTimes(state, () => null, at(200))[0]?.holdingMs, at(30));
  });

  it('what is split off was looked at when the whole was', () => {
    const whole = known(INTO, 0, [['checking', 5]]);
    const body = { claim: INTO, into: FROM, points: [], variants: [] };
    const entry = { n: 9, atMs: at(90), actor: 'mo', kind: 'claim-split', body, texts: { title: '另一件', note: '' } };
    assert.equal(read(apply(withClaims(whole), entry), 'first-look', 100, FROM), 'met 5');
  });
});

describe('any two claims that become one', () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  it(`what is done stays done, no later; what the older one met stays met; what was too late for the earlier knowing is not met (seed ${seed})`, () => {
    for (let run = 0; run < 2_000; run += 1) tryOne(seed + run);
  });
});

const DONE: readonly ClockView['state'][] = ['met', 'missed'];

function tryOne(seed: number): void {
  const { next } = chanceFrom(seed);
  const minute = (from: number): number => from + Math.floor(next() ** 3 * 300);
  const aRandom = (id: Claim['id']): Claim => {
    const knownAt = minute(0);
    const steps: [Claim['state'], number][] = [];
    for (let last = minute(knownAt); next() < 0.7; last = minute(last))
      steps.push([(['checking', 'watching', 'ready', 'answered'] as const)[Math.floor(next() * 4)] ?? 'ready', last]);
    const fromMs = at(minute(knownAt));
    const toMs = next() < 0.5 ? null : fromMs + minute(0) * MINUTE_MS;
    const clock = next() < 0.5 ? 'first-look' : 'holding';
    const pauses = next() < 0.5 ? [{ clock, fromMs, toMs, note: '', by: 'mo' }] : [];
    return known(id, knownAt, steps, { pauses });
  };
  const [held, from] = [aRandom(INTO), aRandom(FROM)];
  const said = [INTO, FROM].map((claim, n) => {
    const own = aStatement({ kind: 'holding', claim, state: 'published', publishedMs: at(minute(0)) });
    return { ...own, id: `s${n}` as typeof own.id };
  });
  const statements = said
    .filter(() => next() < 0.5)
    .reduce((table, row) => withRow(table, row.id, row), FIRST_STATE.statements);
  const state = { ...withClaims(held, from), statements };
  const nowMin = 2_000;
  const [mine, theirs, after] = [
    clocks(state, nowMin),
    clocks(state, nowMin, FROM),
    clocks(merged(state, nowMin), nowMin),
  ];
  const older = from.knownMs < held.knownMs ? theirs : mine;
  assert.equal(rowAt(merged(state, nowMin).claims, 'c1')?.knownMs, Math.min(held.knownMs, from.knownMs));
  for (const [index, clock] of after.entries()) {
    const where = `seed ${seed}: ${clock.id}`;
    const both = [mine[index] ?? assert.fail(where), theirs[index] ?? assert.fail(where)];
    const done = both.flatMap(({ doneMs }) => doneMs ?? []);
    assert.equal(clock.doneMs, done.length === 0 ? null : Math.min(...done), `${where}: its hour`);
    assert.equal(DONE.includes(clock.state), done.length > 0, `${where}: done`);
    if (older[index]?.state === 'met') assert.equal(clock.state, 'met', `${where}: was met`);
    if (clock.state === 'met')
      assert.ok((clock.doneMs ?? Infinity) < (older[index]?.endMs ?? 0), `${where}: too late for the earlier knowing`);
  }
}
