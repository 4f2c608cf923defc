import type { Claim, Inquiry } from '../../../api/contract/index.ts';
import type { DeskState } from '../../../api/desk/state.ts';
import { rowsOf, type Table } from '../../../api/desk/table.ts';
import { HOUR_MS } from '../scene.ts';
import type { Chance } from './chance.ts';

/** Something that somebody asks of the desk. `by`: whom it suits; now and then another one asks. */
export type Move = { readonly by: readonly string[]; readonly command: Readonly<Record<string, unknown>> };
/** An act with what it says. */
export type Said = Readonly<Record<string, unknown>> & { readonly act: string };
/** What a move is made of. `said`: a text that a person typed, `id`: a fresh id. */
export type Scene = {
  readonly state: DeskState;
  readonly nowMs: number;
  readonly chance: Chance;
  said(): string;
  /** Of a row; now and then one that there is already. */
  id(): string;
  /** Of a part of a row. It is never one that there is: a merge would take two parts for one. */
  part(): string;
};

export const CHECKERS = ['mo', 'wei', 'ping', 'zhou', 'fang'];
export const NO_ONE = { id: 'none' };
export type Idle = { readonly id: string };
/** Mostly one of the first two: a matter that many people have their hands in goes farther than many matters. */
export const anyOf = <Row extends Idle>({ chance }: Scene, table: Table<Row>): Row | Idle => {
  const rows = rowsOf(table).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return chance.pickOr(chance.happens(0.8) ? rows.slice(0, 1 + chance.below(2)) : rows, NO_ONE);
};
export const isRow = <Row extends Idle>(row: Row | Idle): row is Row => row.id !== NO_ONE.id;
export const BODIES = ['water-company', 'public-works', 'health'];

export function claimOpened({ chance, nowMs, said, id, part }: Scene): Move {
  const about = chance.happens(0.5) ? chance.pick(BODIES) : null;
  const firstPostMs = chance.happens(0.5) ? nowMs - chance.below(HOUR_MS) : null;
  const open = {
    act: 'open',
    title: said(),
    topics: ['water'],
    places: [],
    about,
    origin: { from: 'hand' },
    knownMs: nowMs,
  };
  return {
    by: ['mo', 'wei', 'fang'],
    command: { do: 'claim', id: id(), act: { ...open, firstPostMs }, fresh: part() },
  };
}

const WORK = [
  ...['point-add', 'evidence-add', 'evidence-add', 'verdict', 'verdict', 'verdict', 'verdict', 'verdict', 'attach'],
  ...['point-edit', 'evidence-withdraw', 'evidence-withdraw', 'split'],
];
/** What comes next in each state comes oftenest; any other act comes too. */
const CLAIM_DUE: Readonly<Record<Claim['state'], readonly string[]>> = {
  new: ['take', 'check', 'point-add', 'evidence-add'],
  checking: [...WORK, 'ready'],
  ready: [...WORK, 'check'],
  answered: WORK,
  closed: ['resume', 'verdict'],
  watching: ['resume', 'verdict'],
  'passed-on': ['resume'],
  dismissed: ['resume'],
  merged: ['edit', 'verdict'],
};
const CLAIM_ACTS = [
  ...['take', 'hand-over', 'check', 'ready', 'close', 'watch', 'pass-on', 'dismiss', 'resume', 'grade'],
  ...['merge', 'merge', 'split', 'split', 'attach', 'detach', 'edit', 'choose', 'take-up', 'take-up', 'dismiss-post'],
  ...['point-edit', 'point-remove'],
];

export function claimMoved(scene: Scene): Move {
  const { state, chance, said, part } = scene;
  const row = anyOf(scene, state.claims);
  const claim = isRow<Claim>(row) ? row : undefined;
  const name = claimActIn(scene, claim);
  const act = { act: name, note: chance.happens(0.8) ? said() : '', ...claimFields(scene, name, claim) };
  return { by: CHECKERS, command: { do: 'claim', id: row.id, act, fresh: part() } };
}

/** Nobody judges a claim that has no point, or without a single piece of evidence: not often, at least. */
function claimActIn({ chance }: Scene, claim: Claim | undefined): string {
  if (claim === undefined || chance.happens(0.25)) return chance.pick(CLAIM_ACTS);
  const name = chance.pick(CLAIM_DUE[claim.state]);
  if (name === 'take' || chance.happens(0.1) || !WORK.includes(name)) return name;
  if (claim.points.length === 0) return 'point-add';
  return claim.evidence.length === 0 ? 'evidence-add' : name;
}

function claimFields(scene: Scene, name: string, claim: Claim | undefined): Readonly<Record<string, unknown>> {
  const { state, chance, nowMs, said, part } = scene;
  const point = chance.pickOr(claim?.points ?? [], NO_ONE).id;
  const evidence = (claim?.evidence ?? []).map((piece) => piece.id);
  const variant = chance.pickOr(claim?.variants ?? [], NO_ONE).id;
  const fields: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {
    'hand-over': () => ({ to: chance.pick(CHECKERS) }),
    watch: () => ({ untilMs: nowMs + chance.below(96) * HOUR_MS }),
    'pass-on': () => ({ to: said() }),
    grade: () => ({ grade: chance.pick(['ordinary', 'major', 'very-major', 'very-major']) }),
    merge: () => ({ into: anyOf(scene, state.claims).id }),
    split: () => ({ title: said(), points: [point], variants: chance.happens(0.3) ? [variant] : [] }),
    attach: () => ({ variant: { id: part(), text: said(), post: null, group: null, firstSeenMs: nowMs } }),
    detach: () => ({ variant }),
    edit: () => ({ title: said(), about: chance.pick([...BODIES, null]) }),
    choose: () => ({ choice: chance.pick(['respond', 'wait']), reasons: ['reach:12'] }),
    'take-up': () => ({ statement: anyOf(scene, state.statements).id }),
    'dismiss-post': () => ({ post: 'c'.repeat(32) }),
    'point-add': () => ({ text: said() }),
    'point-edit': () => ({ point, text: said() }),
    'point-remove': () => ({ point }),
    'evidence-add': () => ({
      ...{ kind: chance.pick(['document', 'measurement', 'capture', 'asked']), title: said(), from: said() },
      ...{ body: chance.happens(0.5) ? chance.pick(BODIES) : null, obtainedMs: nowMs },
    }),
    'evidence-withdraw': () => ({ evidence: chance.pickOr(evidence, 'none') }),
    verdict: () => ({
      ...{ point, verdict: chance.pick(['true', 'partly', 'false', 'false', 'unsupported', 'open']) },
      evidence: evidence.filter(() => chance.happens(0.6)).slice(0, 20),
      concern: { open: chance.happens(0.7), reason: chance.happens(0.7) ? said() : '' },
      ...(chance.happens(0.2) ? { version: claim?.version ?? 0 } : {}),
    }),
  };
  return fields[name]?.() ?? {};
}

export function inquiryMoved(scene: Scene): Move {
  const { state, chance, said, id, part, nowMs } = scene;
  const row = anyOf(scene, state.inquiries);
  if (!isRow<Inquiry>(row) || chance.happens(0.3)) {
    const claim = anyOf(scene, state.claims);
    const point = isRow<Claim>(claim) && chance.happens(0.6) ? chance.pickOr(claim.points, NO_ONE).id : null;
    const send = { act: 'send', claim: claim.id, point, body: chance.pick(BODIES), question: said(), contact: said() };
    return { by: CHECKERS, command: { do: 'inquiry', id: id(), act: send } };
  }
  const [by, act] = chance.pick<readonly [readonly string[], Said]>([
    [['deng', 'wang', 'machine'], { act: 'answer', text: said(), signedBy: said(), evidence: part() }],
    [['deng', 'wang', 'machine'], { act: 'answer', text: said(), signedBy: said(), evidence: part() }],
    [['deng', 'wang', 'machine'], { act: 'give-back', note: said() }],
    [CHECKERS, { act: 'ask-again', note: said(), dueMs: nowMs + HOUR_MS }],
    [CHECKERS, { act: 'close', note: said() }],
    [CHECKERS, { act: 'link' }],
    [['machine'], { act: 'remind', kind: chance.pick(['before', 'after', 'escalated']) }],
  ]);
  return { by, command: { do: 'inquiry', id: row.id, act } };
}

const CLOCKS = ['first-look', 'holding', 'first-word', 'conference', 'answer', 'up:report-phone'];
export function clockMoved(scene: Scene): Move {
  const { chance, said } = scene;
  const row = anyOf(scene, scene.state.claims);
  const open = isRow<Claim>(row) ? row.pauses.filter(({ toMs }) => toMs === null) : [];
  const clock = chance.happens(0.3) ? chance.pickOr(open, { clock: 'conference' }).clock : chance.pick(CLOCKS);
  const act = chance.pick<Said>([
    { act: 'pause', clock, note: said() },
    { act: 'resume', clock, note: said() },
    { act: 'acknowledge', clock },
    { act: 'meet', clock: 'conference', note: said() },
    { act: 'report-up', rule: chance.pick(['report-phone', 'report-paper']), note: said() },
    { act: 'report-receipt', report: chance.below(2), receipt: said() },
    { act: 'told', clock, stage: 1, person: null },
  ]);
  return { by: [...CHECKERS, 'machine'], command: { do: 'clock', id: row.id, act } };
}
