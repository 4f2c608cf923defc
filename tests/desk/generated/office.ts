import assert from 'node:assert/strict';
import { isRefusal, PersonId, type Claim, type ClockView, type Role } from '../../../api/contract/index.ts';
import { clocksOf, statementsOf } from '../../../api/desk/clocks/clocks-of.ts';
import { apply, decide, DeskCommand } from '../../../api/desk/desk.ts';
import { Fact, type EntryDraft, type FoldEntry } from '../../../api/desk/entry.ts';
import { actorName, type Actor } from '../../../api/desk/roles.ts';
import { FIRST_STATE, type DeskState } from '../../../api/desk/state.ts';
import { rowAt, rowsOf } from '../../../api/desk/table.ts';
import { NOON_MS, RULES } from '../scene.ts';
import { chanceFrom } from './chance.ts';
import { briefingMoved, briefingsPlanned } from './briefing-moves.ts';
import { checkStep } from './invariants.ts';
import * as laterMoves from './later-moves.ts';
import * as moves from './moves.ts';
import { officeMoved, TYPED, typedText } from './typed.ts';

/** Staff of an office that does anything, in any order. */
const STAFF: Readonly<Record<string, readonly Role[]>> = {
  mo: ['monitor'],
  wei: ['writer'],
  yan: ['writer'],
  ping: ['approver'],
  han: ['approver'],
  zhou: ['writer', 'approver'],
  fang: ['monitor', 'administrator'],
  lin: ['leader'],
  deng: ['department'],
  wang: ['department'],
};
const BODIES: readonly (readonly [id: string, name: string, person: string])[] = [
  ['water-company', '县供水公司', 'deng'],
  ['public-works', '县住建局', 'wang'],
  ['health', '县卫健局', 'wang'],
];
/** An entry of the journal, as it is held there. */
const ENTRY_BYTES_MAX = 32 * 1024;
/** Whose these decisions are, said once more beside the table of rights. */
const MADE_BY: Readonly<Record<string, readonly Role[]>> = {
  'claim-moved': ['monitor', 'writer', 'approver'],
  'claim-merged': ['monitor', 'writer', 'approver'],
  'claim-verdict-given': ['monitor', 'writer', 'approver'],
  'claim-graded': ['monitor', 'approver', 'leader'],
  'statement-saved': ['writer'],
  'statement-approved': ['approver'],
  'statement-emergency': ['approver'],
  'statement-released': ['approver'],
  'statement-stopped': ['writer', 'approver', 'leader'],
  'concern-settled': ['monitor', 'writer', 'approver'],
  'concern-urged': ['approver', 'leader'],
  'concern-marked': ['leader'],
  'concern-reported': ['department', 'monitor'],
  'briefing-judged': ['monitor', 'writer', 'approver'],
  'briefing-released': ['approver'],
  'briefing-returned': ['approver'],
  'briefing-marked': ['leader'],
};
const BY_MACHINE: readonly string[] = [
  'statement-published',
  'concern-satisfaction',
  'concern-reminded',
  'briefing-filed',
  'briefing-redacted',
];

export type Played = { readonly state: DeskState; readonly entries: readonly FoldEntry[]; readonly tally: Tally };
export type Tally = Readonly<Record<string, number>>;
/** So many commands for one seed, in memory; every invariant is looked at after each entry. */
export function play(seed: number, commands: number): Played {
  let state = FIRST_STATE;
  const entries: FoldEntry[] = [];
  const tally: Record<string, number> = {};
  const clocks = new Map<string, ReadonlyMap<string, ClockView>>();
  const ask = (command: DeskCommand, actor: Actor, nowMs: number): void => {
    const before = state;
    const decided = decide(state, command, actor, nowMs, RULES);
    const outcome = isRefusal(decided) ? `no: ${decided.refused}` : '';
    if (outcome !== '') tally[outcome] = (tally[outcome] ?? 0) + 1;
    if (isRefusal(decided)) return;
    for (const draft of decided) {
      checkDraft(draft);
      checkMaker(state, draft.kind, actor);
      const entry = { n: entries.length + 1, atMs: nowMs, actor: actorName(actor), texts: {}, ...draft };
      entries.push(entry);
      tally[draft.kind] = (tally[draft.kind] ?? 0) + 1;
      const after = apply(state, entry);
      checkStep(state, after, draft.kind);
      state = after;
    }
    checkClocks(before, state, nowMs, clocks, decided);
  };
  perform(seed, commands, () => state, ask);
  return { state, entries, tally };
}

/** The same commands for the same seed, wherever they go. */
export function perform(
  seed: number,
  commands: number,
  stateNow: () => DeskState,
  ask: (command: DeskCommand, actor: Actor, nowMs: number) => void,
): void {
  const chance = chanceFrom(seed);
  let made = 0;
  let nowMs = NOON_MS;
  setUp(ask);
  for (let at = 0; at < commands; at += 1) {
    if (chance.happens(0.4)) nowMs += Math.floor(chance.next() ** 3 * 4 * 3_600_000);
    const scene: moves.Scene = {
      ...{ state: stateNow(), nowMs, chance },
      said: () => typedText((made += 1)),
      part: () => `x${(made += 1)}`,
      id: () => (chance.happens(0.02) ? `x${chance.below(made + 1)}` : `x${(made += 1)}`),
    };
    const { by, command } = moveIn(scene, at, seed);
    const name = chance.happens(0.9) ? chance.pick(by) : chance.pick([...Object.keys(STAFF), 'machine', 'terminal']);
    ask(DeskCommand.parse(command), actorOf(name), nowMs);
  }
}

type Maker = (scene: moves.Scene) => moves.Move;
/** Days of different kinds: a whole way is walked to its end only where most of the work is on it. */
const DAYS: readonly (readonly (readonly [weight: number, make: Maker])[])[] = [
  day({ claims: 60, statements: 12, inquiries: 8, concerns: 8 }),
  day({ claims: 22, statements: 62 }),
  day({ claims: 22, concerns: 55, statements: 5 }),
  day({ claims: 40, statements: 22, inquiries: 22, clocks: 26 }),
  day({ consultations: 45, statements: 36, concerns: 6 }),
  day({ briefings: 70, concerns: 6 }),
];

function day(weights: Readonly<Record<string, number>>): readonly (readonly [number, Maker])[] {
  const weight = (name: string, least = 2): number => weights[name] ?? least;
  return [
    [weight('opened'), moves.claimOpened],
    [weight('claims'), moves.claimMoved],
    [weight('inquiries'), moves.inquiryMoved],
    [weight('clocks'), moves.clockMoved],
    [weight('statements'), laterMoves.statementMoved],
    [weight('concerns'), laterMoves.concernMoved],
    [weight('consultations'), laterMoves.consultationMoved],
    [weight('briefings'), briefingMoved],
    [weight('plans', 1), briefingsPlanned],
    [weight('office', 4), officeMoved],
  ];
}

function moveIn(scene: moves.Scene, at: number, seed: number): moves.Move {
  if (at < 2) return moves.claimOpened(scene);
  const kinds = DAYS[Math.abs(seed) % DAYS.length] ?? [];
  let left = scene.chance.next() * kinds.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, make] of kinds) {
    left -= weight;
    if (left < 0) return make(scene);
  }
  return officeMoved(scene);
}

function setUp(ask: (command: DeskCommand, actor: Actor, nowMs: number) => void): void {
  const tell = (command: unknown, by: string): void => ask(DeskCommand.parse(command), actorOf(by), NOON_MS);
  tell({ do: 'set-up', id: 'ada', name: 'ada' }, 'machine');
  for (const [id, roles] of Object.entries(STAFF)) tell({ do: 'add-person', id, draft: { name: id, roles } }, 'ada');
  for (const [id, name, person] of BODIES) {
    tell({ do: 'office', act: { act: 'body-add', id, draft: { name, contact: '', people: [person] } } }, 'ada');
  }
}

function actorOf(name: string): Actor {
  return name === 'machine' || name === 'terminal' ? { kind: name } : { kind: 'person', id: PersonId.parse(name) };
}

/** What a person typed lies where it can be erased, and nothing is lost between the draft and what is read back. */
function checkDraft({ kind, body, texts = {} }: EntryDraft): void {
  const json = JSON.stringify(body);
  assert.ok(!json.includes(TYPED), `${kind}: a typed text lies in the body: ${json}`);
  assert.ok(Buffer.byteLength(json) <= ENTRY_BYTES_MAX, `${kind}: ${json.length} characters`);
  const fact = Fact.safeParse({ kind, body: JSON.parse(json) });
  assert.ok(fact.success, `${kind}: the fold would not read ${json}`);
  assert.deepEqual(fact.data.body, JSON.parse(json), `${kind}: something of the body is not read back`);
  for (const text of Object.values(texts)) assert.equal(typeof text, 'string', kind);
}

function checkMaker(state: DeskState, kind: string, actor: Actor): void {
  if (BY_MACHINE.includes(kind)) assert.equal(actor.kind, 'machine', `${kind} is the machine's`);
  const roles = MADE_BY[kind];
  if (roles === undefined || actor.kind === 'terminal') return;
  const person = actor.kind === 'person' ? rowAt(state.people, actor.id) : undefined;
  const fits = person?.active === true && person.roles.some((role) => roles.includes(role));
  assert.ok(fits, `${kind} by ${actorName(actor)}, who is ${person?.roles.join() ?? 'nobody'}`);
}

/** Rows whose clocks may start anew: another grade, or what was joined was known earlier. */
const RESTARTS: readonly string[] = ['claim-graded', 'claim-merged', 'claim-split', 'clock-rules-set'];

function checkClocks(
  before: DeskState,
  after: DeskState,
  nowMs: number,
  seen: Map<string, ReadonlyMap<string, ClockView>>,
  decided: readonly EntryDraft[],
): void {
  if (before.claims === after.claims && before.statements === after.statements) return;
  if (decided.some(({ kind }) => RESTARTS.includes(kind))) seen.clear();
  for (const claim of rowsOf(after.claims)) {
    if (rowAt(before.claims, claim.id) === claim && before.statements === after.statements) continue;
    const views = clocksOf(claim, statementsOf(after, claim), after, nowMs);
    for (const view of views) checkClock(claim, seen.get(claim.id)?.get(view.id), view);
    seen.set(claim.id, new Map(views.map((view) => [view.id, view])));
  }
}

function checkClock(claim: Claim, old: ClockView | undefined, view: ClockView): void {
  if (old === undefined) return;
  const where = `clock ${view.id} of claim ${claim.id} (${claim.state})`;
  assert.equal(view.startMs, old.startMs, `${where}: it started at another time`);
  assert.ok(view.endMs >= old.endMs, `${where}: its end moved from ${old.endMs} to ${view.endMs}`);
  if (old.doneMs !== null) assert.equal(view.doneMs, old.doneMs, `${where}: it was done`);
  if (old.state === 'missed') assert.equal(view.state, 'missed', where);
  if (old.state === 'over') assert.notEqual(view.state, 'running', where);
}
