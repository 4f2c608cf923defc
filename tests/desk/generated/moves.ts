import type { Claim, Concern, Inquiry, Statement } from '../../../api/contract/index.ts';
import type { Consultation } from '../../../api/contract/consultation.ts';
import type { DeskState } from '../../../api/desk/state.ts';
import { rowsOf, type Table } from '../../../api/desk/table.ts';
import { HOUR_MS } from '../scene.ts';
import type { Chance } from './chance.ts';
import { formFor } from './typed.ts';

/** Something that somebody asks of the desk. `by`: whom it suits; now and then another one asks. */
export type Move = { readonly by: readonly string[]; readonly command: Readonly<Record<string, unknown>> };
/** What a move is made of. `said`: a text that a person typed, `id`: a fresh id. */
export type Scene = {
  readonly state: DeskState;
  readonly nowMs: number;
  readonly chance: Chance;
  said(): string;
  id(): string;
};

const CHECKERS = ['mo', 'wei', 'ping', 'zhou', 'fang'];
const NO_ONE = { id: 'none' };
type Idle = { readonly id: string };
/** Mostly one of the first two: a matter that many people have their hands in goes farther than many matters. */
const anyOf = <Row extends Idle>({ chance }: Scene, table: Table<Row>): Row | Idle => {
  const rows = rowsOf(table).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return chance.pickOr<Row | Idle>(chance.happens(0.8) ? rows.slice(0, 1 + chance.below(2)) : rows, NO_ONE);
};
const isRow = <Row extends Idle>(row: Row | Idle): row is Row => row.id !== NO_ONE.id;
const BODIES = ['water-company', 'public-works', 'health'];

export function claimOpened({ chance, nowMs, said, id }: Scene): Move {
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
  return { by: ['mo', 'wei', 'fang'], command: { do: 'claim', id: id(), act: { ...open, firstPostMs }, fresh: id() } };
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
  const { state, chance, said, id } = scene;
  const row = anyOf(scene, state.claims);
  const claim = isRow<Claim>(row) ? row : undefined;
  const name = claimActIn(scene, claim);
  const act = { act: name, note: chance.happens(0.8) ? said() : '', ...claimFields(scene, name, claim) };
  return { by: CHECKERS, command: { do: 'claim', id: row.id, act, fresh: id() } };
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
  const { state, chance, nowMs, said, id } = scene;
  const point = chance.pickOr(claim?.points ?? [], NO_ONE).id;
  const evidence = (claim?.evidence ?? []).map((piece) => piece.id);
  const variant = chance.pickOr(claim?.variants ?? [], NO_ONE).id;
  const fields: Readonly<Record<string, () => object>> = {
    'hand-over': () => ({ to: chance.pick(CHECKERS) }),
    watch: () => ({ untilMs: nowMs + chance.below(96) * HOUR_MS }),
    'pass-on': () => ({ to: said() }),
    grade: () => ({ grade: chance.pick(['ordinary', 'major', 'very-major', 'very-major']) }),
    merge: () => ({ into: anyOf(scene, state.claims).id }),
    split: () => ({ title: said(), points: [point], variants: chance.happens(0.3) ? [variant] : [] }),
    attach: () => ({ variant: { id: id(), text: said(), post: null, group: null, firstSeenMs: nowMs } }),
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
  const { state, chance, said, id, nowMs } = scene;
  const row = anyOf(scene, state.inquiries);
  if (!isRow<Inquiry>(row) || chance.happens(0.3)) {
    const claim = anyOf(scene, state.claims);
    const point = isRow<Claim>(claim) && chance.happens(0.6) ? chance.pickOr(claim.points, NO_ONE).id : null;
    const send = { act: 'send', claim: claim.id, point, body: chance.pick(BODIES), question: said(), contact: said() };
    return { by: CHECKERS, command: { do: 'inquiry', id: id(), act: send } };
  }
  const [by, act] = chance.pick<readonly [readonly string[], object]>([
    [['deng', 'wang', 'machine'], { act: 'answer', text: said(), signedBy: said(), evidence: id() }],
    [['deng', 'wang', 'machine'], { act: 'answer', text: said(), signedBy: said(), evidence: id() }],
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
  const act = chance.pick<object>([
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

const APPROVERS = ['ping', 'han', 'zhou'];
const WRITERS = ['wei', 'yan', 'zhou'];
/** The act that is due in each state comes often, so that many get to the end; any other comes too. */
const DUE: Readonly<Record<Statement['state'], readonly string[]>> = {
  draft: ['save', 'submit', 'submit', 'submit'],
  submitted: ['approve', 'approve', 'emergency', 'return'],
  approved: ['release', 'release', 'save', 'countersign'],
  scheduled: ['out', 'out', 'stop'],
  published: ['correct', 'correct', 'countersign', 'hand'],
  corrected: ['correct', 'hand'],
  stopped: ['save'],
};
const STEPS = ['save', 'comment', 'submit', 'return', 'sign-off', 'approve', 'emergency', 'countersign', 'release'];

export function statementMoved(scene: Scene): Move {
  const { state, chance, id } = scene;
  const row = anyOf(scene, state.statements);
  if (!isRow<Statement>(row) || chance.happens(0.1)) {
    const claim = chance.happens(0.8) ? anyOf(scene, state.claims).id : null;
    const open = {
      act: 'open',
      kind: chance.pick(['holding', 'holding', 'notice', 'rebuttal']),
      claim,
      corrects: null,
    };
    return { by: WRITERS, command: { do: 'statement', id: id(), act: open } };
  }
  const due = row.versions.length < 2 && row.state === 'draft' ? ['save'] : DUE[row.state];
  const name = chance.pick(chance.happens(0.85) ? due : [...STEPS, 'stop', 'out', 'hand']);
  if (name === 'correct') {
    const open = { act: 'open', kind: 'correction', claim: null, corrects: row.id };
    return { by: WRITERS, command: { do: 'statement', id: id(), act: open } };
  }
  const [by, fields] = statementFields(scene, name, row);
  return { by, command: { do: 'statement', id: row.id, act: { act: name, ...fields } } };
}

function statementFields(scene: Scene, name: string, row: Statement): readonly [readonly string[], object] {
  const { chance, said, state, nowMs } = scene;
  const version = chance.happens(0.95) ? row.versions.at(-1) : chance.pickOr(row.versions, undefined);
  const sha256 = version?.sha256 ?? '0'.repeat(64);
  const claim = row.claim === null ? undefined : rowsOf(state.claims).find((each) => each.id === row.claim);
  switch (name) {
    case 'save':
      return [WRITERS, { base: version?.n ?? 0, form: formFor(scene, row, claim) }];
    case 'comment':
      return [['lin', ...WRITERS], { text: said() }];
    case 'submit':
      return [WRITERS, { sha256 }];
    case 'return':
      return [APPROVERS, { note: said() }];
    case 'stop':
      return [['lin', ...APPROVERS], { note: said() }];
    case 'hand':
      return [APPROVERS, { to: said() }];
    case 'sign-off':
      return [APPROVERS, { body: chance.pick(BODIES), signedBy: said(), sha256 }];
    case 'emergency':
      return [APPROVERS, { approvers: [chance.pick(APPROVERS), chance.pick(APPROVERS)], note: said(), sha256 }];
    case 'release': {
      const publishAtMs = chance.happens(0.6) ? null : nowMs + chance.below(4) * HOUR_MS;
      return [APPROVERS, { channels: ['page'], publishAtMs, sha256 }];
    }
    case 'out':
      return [['machine'], { sha256 }];
    default:
      return [APPROVERS, { sha256 }];
  }
}

const CONCERN_DUE: Readonly<Record<Concern['state'], readonly string[]>> = {
  new: ['assign', 'settle'],
  assigned: ['report', 'report', 'answer', 'ask-extension', 'extend', 'refuse-extension', 'give-back', 'remind'],
  reported: ['settle', 'send-back'],
  settled: ['revisit', 'satisfied', 'redo'],
};

export function concernMoved(scene: Scene): Move {
  const { state, chance, said, id, nowMs } = scene;
  const row = anyOf(scene, state.concerns);
  if (!isRow<Concern>(row) || chance.happens(0.08)) {
    const claim = anyOf(scene, state.claims);
    const point = isRow<Claim>(claim) ? chance.pickOr(claim.points, NO_ONE).id : 'none';
    const origin = chance.happens(0.5) ? { from: 'visit' } : { from: 'claim', claim: claim.id, point };
    return {
      by: CHECKERS,
      command: { do: 'concern', id: id(), act: { act: 'open', title: said(), text: said(), origin } },
    };
  }
  const toMs = nowMs + (1 + chance.below(9)) * 24 * HOUR_MS;
  const note = said();
  const departments = ['deng', 'wang', 'mo'];
  const acts: readonly (readonly [readonly string[], { readonly act: string }])[] = [
    [CHECKERS, { act: 'edit', title: said() }],
    [CHECKERS, { act: 'assign', body: chance.pick(BODIES), others: [chance.pick(BODIES)], note }],
    [departments, { act: 'answer', text: said() }],
    [departments, { act: 'report', outcome: said(), solved: chance.happens(0.7) }],
    [departments, { act: 'give-back', note }],
    [departments, { act: 'ask-extension', toMs, note }],
    [['ping', 'lin'], { act: 'extend', toMs, note }],
    [['ping', 'lin'], { act: 'refuse-extension', note }],
    [['ping', 'lin'], { act: 'urge', text: said() }],
    [CHECKERS, { act: 'send-back', note }],
    [CHECKERS, { act: 'settle', outcome: chance.happens(0.8) ? said() : ' ', solved: true, publicAnswer: said() }],
    [CHECKERS, { act: 'revisit', how: 'call', satisfaction: chance.pick(['pleased', 'fair', 'not']), note }],
    [['machine'], { act: 'satisfied', request: 'r1', satisfaction: 'not', note }],
    [CHECKERS, { act: 'redo', note }],
    [['lin'], { act: 'mark', text: said() }],
    [['deng', 'mo', 'lin'], { act: 'note', text: said() }],
    [['machine'], { act: 'remind', kind: chance.pick(['before', 'after', 'escalated']) }],
  ];
  const due = acts.filter(([, { act: name }]) => CONCERN_DUE[row.state].includes(name));
  const [by, act] = chance.pick(chance.happens(0.7) ? due : acts);
  return { by, command: { do: 'concern', id: row.id, act } };
}

const CONSULTATION_DUE: Readonly<Record<Consultation['state'], readonly string[]>> = {
  draft: ['start'],
  open: ['consultation-answer', 'inbox-answer', 'close', 'link'],
  closed: ['conclude', 'link'],
  concluded: ['link'],
  withdrawn: [],
};

export function consultationMoved(scene: Scene): Move {
  const { state, chance, said, id, nowMs } = scene;
  const row = anyOf(scene, state.consultations);
  const draft = { title: said(), question: said(), options: [said(), said()], untilMs: nowMs + 24 * HOUR_MS };
  if (!isRow<Consultation>(row) || chance.happens(0.06))
    return { by: CHECKERS, command: { do: 'consultation', id: id(), act: { act: 'open', ...draft } } };
  const acts: readonly { readonly act: string }[] = [
    { act: 'edit', ...draft },
    { act: 'start' },
    { act: 'consultation-answer', group: said(), option: chance.below(3), count: 4, summary: said() },
    { act: 'inbox-answer', group: said(), option: 0, count: 4, summary: said() },
    { act: 'close', note: said() },
    { act: 'conclude', taken: [{ what: said(), taken: true, why: said() }], decision: said() },
    { act: 'withdraw', note: said() },
    { act: 'link', statement: anyOf(scene, state.statements).id, as: chance.pick(['announced', 'answered']) },
  ];
  const due = acts.filter(({ act: name }) => CONSULTATION_DUE[row.state].includes(name));
  const act = chance.pick(due.length > 0 && chance.happens(0.7) ? due : acts);
  return { by: [...CHECKERS, 'machine'], command: { do: 'consultation', id: row.id, act } };
}
