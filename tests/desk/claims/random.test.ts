import assert from 'node:assert/strict';
import { isRefusal, VARIANTS_MAX, Verdict } from '../../../api/contract/index.ts';
import { apply } from '../../../api/desk/desk.ts';
import { aboutOf } from '../../../api/desk/claims/own.ts';
import { fallingPoint } from '../../../api/desk/claims/verdict.ts';
import { rowsOf } from '../../../api/desk/table.ts';
import { HOUR_MS, NOON_MS, type Name } from '../scene.ts';
import { aClaimDesk, OWN_PIECE, PIECE, type ClaimDesk } from './way.ts';

const RUNS = 40;
const STEPS = 120;
const SEED = Number(process.env['SEED'] ?? 20_261_125);

/** mulberry32: small, and the same everywhere. */
function aDie(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const WHO: readonly (Name | 'machine')[] = ['mo', 'wei', 'ping', 'lin', 'ada', 'deng', 'machine'];

/** Any act, with ids that are mostly there. */
function anAct(desk: ClaimDesk, die: (sides: number) => number, id: string): object {
  const claim = desk.claim(id);
  const pick = <T>(list: readonly T[]): T | undefined => list[die(Math.max(1, list.length))];
  const point = pick(claim.points)?.id ?? 'none';
  const some = claim.evidence.filter(() => die(2) === 0).map((piece) => piece.id);
  const other = pick(rowsOf(desk.state().claims))?.id ?? 'none';
  const note = die(3) === 0 ? '' : '理由';
  const acts: readonly object[] = [
    { act: 'take' },
    { act: 'check', note },
    { act: 'ready', note },
    { act: 'close', note },
    { act: 'watch', untilMs: NOON_MS + HOUR_MS, note },
    { act: 'pass-on', to: '邻县', note },
    { act: 'dismiss', note },
    { act: 'resume', note },
    { act: 'merge', into: other, note },
    { act: 'split', title: '拆出来的一条', points: [point], note },
    { act: 'edit', about: die(2) === 0 ? 'water-company' : null },
    { act: 'point-add', text: `要点 ${die(1_000)}` },
    { act: 'point-edit', point, text: `要点 ${die(1_000)}` },
    { act: 'point-remove', point, note },
    die(2) === 0 ? PIECE : OWN_PIECE,
    { ...PIECE, kind: 'asked' },
    { act: 'evidence-withdraw', evidence: pick(claim.evidence)?.id ?? 'none', note },
    {
      act: 'attach',
      variant: { id: `v${die(1_000_000)}`, text: `说法 ${die(90)}`, post: null, group: null, firstSeenMs: NOON_MS },
    },
    { act: 'detach', variant: pick(claim.variants)?.id ?? 'none' },
    ...Verdict.options.map((verdict) => ({ act: 'verdict', point, verdict, evidence: some, note })),
  ];
  return acts[die(acts.length)] ?? { act: 'take' };
}

function holdTrue(desk: ClaimDesk, what: string): void {
  const state = desk.state();
  for (const claim of rowsOf(state.claims)) {
    if (claim.state !== 'merged')
      assert.equal(
        fallingPoint(claim.points, claim.evidence, aboutOf(state, claim.about)),
        undefined,
        `${what}: a verdict without evidence`,
      );
    assert.equal(claim.steps.at(-1)?.state, claim.state, `${what}: a state without a step`);
    assert.ok(claim.variants.length <= VARIANTS_MAX, what);
    assert.equal(claim.state === 'watching', claim.lookAgainMs !== null, `${what}: watched without a date`);
    assert.equal(claim.state === 'merged', claim.mergedInto !== null, what);
    for (const point of claim.points) assert.equal(point.given.at(-1)?.verdict ?? 'open', point.verdict, what);
  }
}

describe('any acts in any order', function () {
  this.timeout(30_000);
  it(`never leave a verdict without its evidence, nor a claim in no known state (SEED=${SEED})`, () => {
    let done = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const die = aDie(SEED + run);
      const desk = aClaimDesk();
      for (let step = 0; step < STEPS; step += 1) {
        const ids = rowsOf(desk.state().claims).map((claim) => claim.id);
        const id = ids[die(ids.length)] ?? 'c1';
        const before = desk.state();
        const act = anAct(desk, die, id);
        const answer = desk.act(
          WHO[die(die(2) === 0 ? 3 : WHO.length)] ?? 'mo',
          { ...act },
          { id, fresh: `x${run}-${step}` },
        );
        if (desk.refusal() !== null) assert.equal(desk.state(), before, `${answer}: half done`);
        else done += 1;
        holdTrue(desk, `SEED=${SEED + run} step ${step} ${JSON.stringify(act)} → ${answer}`);
      }
    }
    assert.ok(done > (RUNS * STEPS) / 10, `${done} acts were done`);
  });

  it('an entry about a claim that is not there changes nothing', () => {
    const desk = aClaimDesk();
    const entry = { n: 9, atMs: NOON_MS, actor: 'mo', kind: 'claim-taken', body: { claim: 'nowhere' }, texts: {} };
    assert.equal(apply(desk.state(), entry), desk.state());
    assert.equal(isRefusal(desk.refusal()), false);
  });
});
