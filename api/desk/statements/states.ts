import { refuse, type Act, type Refusal, type Statement, type StatementState } from '../../contract/index.ts';
import { printedMoment } from '../../contract/statement-text.ts';
import type { DeskState } from '../state.ts';
import { personName, whoMay } from './reading.ts';

/** What is done with a statement that exists. `out` is the machine's: it has left. */
export type StatementStep =
  | 'save'
  | 'comment'
  | 'submit'
  | 'return'
  | 'sign-off'
  | 'approve'
  | 'emergency'
  | 'countersign'
  | 'release'
  | 'stop'
  | 'out'
  | 'hand';

const ALL: readonly StatementState[] = [
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'published',
  'corrected',
  'stopped',
];

/** In which states each can be done. A text that went out is changed by a correction alone. */
export const FROM: Readonly<Record<StatementStep, readonly StatementState[]>> = {
  save: ['draft', 'submitted', 'approved', 'stopped'],
  comment: ALL,
  submit: ['draft'],
  return: ['submitted', 'approved'],
  // After an approval by telephone they are still owed, whatever has left by then.
  'sign-off': ['draft', 'submitted', 'approved', 'scheduled', 'published', 'corrected'],
  approve: ['submitted'],
  emergency: ['submitted'],
  countersign: ['approved', 'scheduled', 'published', 'corrected', 'stopped'],
  release: ['approved'],
  stop: ['draft', 'submitted', 'approved', 'scheduled'],
  out: ['scheduled'],
  hand: ['published', 'corrected'],
};

/** The act that is due next in each state, for the sentence of a refusal. */
const NEXT: Readonly<Record<StatementState, { readonly act: Act; readonly zh: string; readonly en: string } | null>> = {
  draft: { act: 'statement-submit', zh: '送审', en: 'submit it' },
  submitted: { act: 'statement-approve', zh: '批准或退回', en: 'approve or return it' },
  approved: { act: 'statement-publish', zh: '发布', en: 'publish it' },
  scheduled: { act: 'statement-stop', zh: '在发出前停止', en: 'stop it until it leaves' },
  published: { act: 'statement-draft', zh: '起草更正', en: 'draft a correction' },
  corrected: null,
  stopped: { act: 'statement-draft', zh: '改稿后重新送审', en: 'change it and submit it again' },
};

const STATE_WORDS: Readonly<Record<StatementState, { readonly zh: string; readonly en: string }>> = {
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '待审批', en: 'submitted' },
  approved: { zh: '已批准', en: 'approved' },
  scheduled: { zh: '待发出', en: 'scheduled' },
  published: { zh: '已发布', en: 'published' },
  corrected: { zh: '已更正', en: 'corrected' },
  stopped: { zh: '已停止', en: 'stopped' },
};

/** Null where the step can be done in this state; else a refusal that says who may do what now. */
export function refuseState(state: DeskState, statement: Statement, step: StatementStep): Refusal | null {
  if (FROM[step].includes(statement.state)) return null;
  const isLate = (step === 'approve' || step === 'emergency') && statement.state !== 'draft';
  const approval = statement.approvals.findLast(({ voided }) => voided === undefined);
  if (isLate && approval !== undefined) {
    return refuse('approved-already', { who: personName(state, approval.by), at: printedMoment(approval.atMs) });
  }
  const next = NEXT[statement.state];
  const word = STATE_WORDS[statement.state];
  if (next === null) return refuse('statement-over', { zh: word.zh, en: word.en });
  const by = next.act === 'statement-approve' ? statement : null;
  const now = whoMay(state, next.act, [next.zh, next.en], by);
  return refuse('statement-state', { zh: word.zh, en: word.en, ...now });
}
