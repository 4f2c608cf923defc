import type { Claim, Concern, Statement } from '../../../api/contract/index.ts';
import type { Consultation } from '../../../api/contract/consultation.ts';
import { rowsOf } from '../../../api/desk/table.ts';
import { HOUR_MS } from '../scene.ts';
import { anyOf, BODIES, CHECKERS, isRow, NO_ONE, type Move, type Said, type Scene } from './moves.ts';
import { formFor } from './typed.ts';

/** Statements, the ledger, consultations: see `moves.ts`. */

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
  const acts: readonly (readonly [readonly string[], Said])[] = [
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
  open: ['consultation-answer', 'count-in', 'close', 'link'],
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
  const acts: readonly Said[] = [
    { act: 'edit', ...draft },
    { act: 'start' },
    { act: 'consultation-answer', group: said(), option: chance.below(3), count: 4, summary: said() },
    { act: 'count-in', opinions: [{ requests: [id()], group: said(), option: 0, summary: said() }] },
    { act: 'set-aside', requests: [id()], reason: said() },
    { act: 'close', note: said() },
    { act: 'conclude', taken: [{ what: said(), taken: true, why: said() }], decision: said() },
    { act: 'withdraw', note: said() },
    { act: 'link', statement: anyOf(scene, state.statements).id, as: chance.pick(['announced', 'answered']) },
  ];
  const due = acts.filter(({ act: name }) => CONSULTATION_DUE[row.state].includes(name));
  const act = chance.pick(due.length > 0 && chance.happens(0.7) ? due : acts);
  return { by: [...CHECKERS, 'machine'], command: { do: 'consultation', id: row.id, act } };
}
