import { ANSWER_KINDS } from '../../contract/index.ts';
import type { Claim, ClaimState, ClockRule, ClockView, Statement, UpwardRule } from '../../contract/index.ts';
import { handlingAt } from '../alerts.ts';
import { homeOf } from '../claims/change.ts';
import type { DeskState } from '../state.ts';
import { rowsOf } from '../table.ts';
import { calendarOf, endAfter, type Span } from './calendar.ts';

const MINUTE_MS = 60_000;
/** States in which a matter is no longer ours, or was none. */
const ENDED: readonly ClaimState[] = ['passed-on', 'dismissed', 'merged', 'closed'];

type Graded = Pick<ClockRule, 'active' | 'grades'>;
/** A clock before it is read: its length, and when it was done. */
type Wound = Pick<ClockView, 'id' | 'zh' | 'en' | 'basis'> & {
  readonly lengthMs: number;
  readonly workingDays: boolean;
  readonly grades: ClockRule['grades'];
  readonly doneMs: number | null;
};

/**
 * The clocks of a claim as they stand at `nowMs`, all from the moment of knowing, in the order of the rules, 上报 last.
 * `statements` may hold more than the claim's own. Time stands still while a clock is paused and while the claim is watched
 * (留观); passing on, dismissing, a false alarm and a lower grade end what is not done. An end never moves earlier as acts are added, but by
 * another grade or other rules: a pause only ever adds time that has not run out yet.
 */
export function clocksOf(
  claim: Claim,
  statements: readonly Statement[],
  state: DeskState,
  nowMs: number,
): readonly ClockView[] {
  const own = statements.filter(({ claim: of }) => of !== null && isOf(state, of, claim));
  const given = [claim.grade, ...(claim.gradesGiven ?? [])];
  const ran = ({ active, grades }: Graded): boolean => active && grades.some((grade) => given.includes(grade));
  const rules = state.clockRules.filter(ran);
  const targets = state.dutyPlan.reports.filter(ran);
  const wound = [...rules.map((rule) => woundBy(rule, claim, own)), ...targets.map((rule) => woundUp(rule, claim))];
  return wound.map((clock) => read(clock, claim, state, nowMs));
}

/** The statements about a claim, those of claims merged into it among them. */
export function statementsOf(state: DeskState, claim: Claim): readonly Statement[] {
  return statementsByClaim(state).get(claim.id) ?? [];
}

type ByClaim = ReadonlyMap<string, readonly Statement[]>;
/** Of the two tables that it was made from, which never change in place: a board of thousands of claims walks them once. */
const byClaim = new WeakMap<DeskState['statements'], { readonly claims: DeskState['claims']; readonly map: ByClaim }>();

/** All statements by the claim that they are about now. */
export function statementsByClaim({ statements, claims }: DeskState): ByClaim {
  const made = byClaim.get(statements);
  if (made?.claims === claims) return made.map;
  const about = rowsOf(statements).flatMap((said) => (said.claim === null ? [] : { said, claim: said.claim }));
  const grouped = Map.groupBy(about, ({ claim }) => homeOf({ claims }, claim)?.id ?? claim);
  const map = new Map([...grouped].map(([claim, each]) => [String(claim), each.map(({ said }) => said)]));
  byClaim.set(statements, { claims, map });
  return map;
}

function isOf(state: DeskState, id: Claim['id'], claim: Claim): boolean {
  return id === claim.id || homeOf(state, id)?.id === claim.id;
}

/** What a report upward is called among the clocks. */
export function upwardClock(rule: string): string {
  return `up:${rule}`;
}

function woundBy(rule: ClockRule, claim: Claim, statements: readonly Statement[]): Wound {
  const { id, zh, en, basis, workingDays, grades } = rule;
  const doneMs = doneBy(rule, claim, statements);
  return { id, zh, en, basis, lengthMs: rule.minutes * MINUTE_MS, workingDays, grades, doneMs };
}

function woundUp(rule: UpwardRule, claim: Claim): Wound {
  const reported = claim.reports.filter((report) => report.rule === rule.id).map(({ atMs }) => atMs);
  return {
    id: upwardClock(rule.id),
    zh: `上报${rule.to}`,
    en: `Report to ${rule.to}`,
    basis: '',
    lengthMs: rule.minutes * MINUTE_MS,
    workingDays: false,
    grades: rule.grades,
    doneMs: firstOf(reported),
  };
}

function doneBy(rule: ClockRule, claim: Claim, statements: readonly Statement[]): number | null {
  const out = (some: readonly Statement[]): readonly number[] => some.flatMap(({ publishedMs }) => publishedMs ?? []);
  // An earlier answer that was taken up answers this claim too, from the moment at which somebody said so.
  const { earlierMs = null } = claim;
  const taken = earlierMs === null ? [] : [earlierMs];
  const said = claim.met?.[rule.id];
  const byHand = said === undefined ? [] : [said];
  switch (rule.end) {
    case 'first-look':
      return firstLookMs(claim);
    case 'first-word':
      return firstOf([...out(statements), ...taken]);
    case 'answer':
      return firstOf([...out(statements.filter(({ kind }) => ANSWER_KINDS.includes(kind))), ...taken]);
    case 'conference':
      return firstOf(byHand);
  }
}

/** The first step that somebody took, on this claim or on one that it was joined with. */
export function firstLookMs({ steps, lookedMs = null }: Claim): number | null {
  const own = steps.filter(({ state }) => state !== 'new').map(({ atMs }) => atMs);
  return firstOf(lookedMs === null ? own : [...own, lookedMs]);
}

function firstOf(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.min(...times);
}

function read(clock: Wound, claim: Claim, state: DeskState, nowMs: number): ClockView {
  const { lengthMs, workingDays, grades, doneMs, ...words } = clock;
  const untilMs = doneMs ?? nowMs;
  const still = [...pausesOf(claim, clock.id, untilMs), ...watchedOf(claim, untilMs)];
  const calendar = workingDays ? calendarOf(state.calendar) : null;
  const endMs = endAfter(claim.knownMs, lengthMs, still, calendar);
  const view = {
    ...words,
    startMs: claim.knownMs,
    endMs,
    doneMs,
    acknowledgedMs: claim.acknowledged[clock.id] ?? null,
    pausedNote: '',
  };
  if (doneMs !== null) return { ...view, state: doneMs < endMs ? 'met' : 'missed' };
  // The grade was lowered: what runs for graver matters alone has ended.
  if (!grades.includes(claim.grade)) return { ...view, state: 'ended' };
  return { ...view, ...standing(clock.id, claim, state, endMs, nowMs) };
}

/** How a clock that is not done stands, and the note of whoever stopped it. */
function standing(
  id: string,
  claim: Claim,
  state: DeskState,
  endMs: number,
  nowMs: number,
): Pick<ClockView, 'state' | 'pausedNote'> {
  const last = claim.steps.at(-1);
  if (ENDED.includes(claim.state)) return { state: 'ended', pausedNote: last?.note ?? '' };
  const alarm = claim.origin.from === 'alert' ? handlingAt(state, claim.origin.alert, nowMs) : null;
  if (alarm?.state === 'false-alarm') return { state: 'ended', pausedNote: alarm.timeline.at(-1)?.note ?? '' };
  // What was over before it was stopped stays over: a pause must not hide it.
  if (nowMs >= endMs) return { state: 'over', pausedNote: '' };
  if (claim.state === 'watching') return { state: 'suspended', pausedNote: last?.note ?? '' };
  const pause = openPause(claim, id);
  if (pause !== null) return { state: 'paused', pausedNote: pause.note };
  const soonMs = ((endMs - claim.knownMs) * state.dutyPlan.soonPercent) / 100;
  return { state: endMs - nowMs <= soonMs ? 'soon' : 'running', pausedNote: '' };
}

/** The pause that a clock is in. */
export function openPause(claim: Claim, clock: string): Claim['pauses'][number] | null {
  return claim.pauses.find((pause) => pause.clock === clock && pause.toMs === null) ?? null;
}

function pausesOf(claim: Claim, clock: string, untilMs: number): readonly Span[] {
  return claim.pauses
    .filter((pause) => pause.clock === clock)
    .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs ?? untilMs, untilMs) }));
}

/** When the claim was put aside (留观), or one that it was joined with and that was known earlier. */
export function watchedOf({ steps, stood = [], stoodFromMs = 0 }: Claim, untilMs: number): readonly Span[] {
  const own = steps.flatMap(({ state, atMs }, at) => {
    if (state !== 'watching') return [];
    return [{ fromMs: Math.max(atMs, stoodFromMs), toMs: Math.min(steps[at + 1]?.atMs ?? untilMs, untilMs) }];
  });
  return [...stood.map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, untilMs) })), ...own];
}
