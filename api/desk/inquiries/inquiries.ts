import { z } from 'zod';
import {
  ClaimId,
  EvidenceId,
  INQUIRIES_MAX,
  INQUIRY_DAYS_MAX,
  InquiryAct,
  InquiryDraft,
  InquiryId,
  InquiryReminder,
  refuse,
  RIGHTS,
} from '../../contract/index.ts';
import type { ClaimState, Inquiry, Refusal } from '../../contract/index.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt, rowsOf } from '../table.ts';
import { decideAnswer, refuseForBody } from './answer.ts';
import { refuseClaimGone, refuseInquiryState } from './words.ts';

const [answer, giveBack, askAgain, close] = InquiryAct.options;
export const InquiryCommand = z.object({
  do: z.literal('inquiry'),
  id: InquiryId,
  act: z.discriminatedUnion('act', [
    InquiryDraft.extend({ act: z.literal('send'), claim: ClaimId }),
    /** The machine's answer is whoever's who holds the one-time link. */
    answer.extend({ evidence: EvidenceId }),
    giveBack,
    askAgain,
    close,
    z.object({ act: z.literal('remind'), kind: InquiryReminder.shape.kind }),
    z.object({ act: z.literal('link') }),
  ]),
});
export type InquiryCommand = z.infer<typeof InquiryCommand>;
type Act = InquiryCommand['act'];

const DAY_MS = 86_400_000;
/** Nothing is asked about a claim that went another way. */
const GONE: readonly ClaimState[] = ['dismissed', 'merged', 'closed'];

/** 核实单. Refuses `not-found`, `wrong-state`, `reason-missing`, `end-missing` (a deadline that is past or too far), `limit-reached`. */
export function decideInquiries(
  state: DeskState,
  { id, act }: InquiryCommand,
  actor: Actor,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  if (act.act === 'send') return decideSend(state, id, act, actor, nowMs);
  const inquiry = rowAt(state.inquiries, id);
  if (inquiry === undefined) return refuse('not-found');
  switch (act.act) {
    case 'answer':
      return decideAnswer(state, inquiry, act, actor, nowMs);
    case 'give-back': {
      const wrong = refuseForBody(state, inquiry, actor);
      if (wrong !== null) return wrong;
      if (inquiry.state !== 'sent') return refuseInquiryState(inquiry.state);
      if (act.note === '') return refuse('reason-missing', {}, 'note');
      return [draft('inquiry-returned', { inquiry: id, byLink: actor.kind === 'machine' }, { note: act.note })];
    }
    case 'remind':
      return forbidden(state, actor, [], true) ?? remind(inquiry, act.kind);
    default:
      return decideByOffice(state, inquiry, act, actor, nowMs);
  }
}

function decideSend(
  state: DeskState,
  id: InquiryId,
  act: Extract<Act, { act: 'send' }>,
  actor: Actor,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, RIGHTS['inquiry-send']);
  if (wrong !== null) return wrong;
  const claim = rowAt(state.claims, act.claim);
  if (claim === undefined || rowAt(state.inquiries, id) !== undefined) return refuse('not-found');
  if (GONE.includes(claim.state)) return refuseClaimGone(claim.state);
  if (act.point !== null && !claim.points.some((point) => point.id === act.point)) {
    return refuse('not-found', {}, 'point');
  }
  if (rowAt(state.bodies, act.body)?.active !== true) return refuse('not-found', {}, 'body');
  const dueMs = dueOf(state, act.dueMs, nowMs);
  if (dueMs === null) return refuse('end-missing', { days: INQUIRY_DAYS_MAX }, 'dueMs');
  const others = rowsOf(state.inquiries).filter((other) => other.claim === claim.id);
  if (others.length >= INQUIRIES_MAX) return refuse('limit-reached', { limit: INQUIRIES_MAX });
  const { point, body, question, contact } = act;
  return [draft('inquiry-sent', { inquiry: id, claim: claim.id, point, body, dueMs }, { question, contact })];
}

/** The deadline asked for, or the office's usual one; null: past, or too far off. */
function dueOf(state: DeskState, askedMs: number | null, nowMs: number): number | null {
  const dueMs = askedMs ?? nowMs + state.dutyPlan.inquiryMin * 60_000;
  return dueMs > nowMs && dueMs <= nowMs + INQUIRY_DAYS_MAX * DAY_MS ? dueMs : null;
}

function decideByOffice(
  state: DeskState,
  inquiry: Inquiry,
  act: Extract<Act, { act: 'ask-again' | 'close' | 'link' }>,
  actor: Actor,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, RIGHTS[act.act === 'close' ? 'inquiry-close' : 'inquiry-send']);
  if (wrong !== null) return wrong;
  const { id, state: held } = inquiry;
  const late = refuseInquiryState(held);
  switch (act.act) {
    case 'link':
      return held === 'sent' ? [draft('inquiry-linked', { inquiry: id })] : late;
    case 'ask-again': {
      if (held !== 'answered' && held !== 'returned') return late;
      if (act.note === '') return refuse('reason-missing', {}, 'note');
      const dueMs = dueOf(state, act.dueMs, nowMs);
      if (dueMs === null) return refuse('end-missing', { days: INQUIRY_DAYS_MAX }, 'dueMs');
      return [draft('inquiry-asked-again', { inquiry: id, dueMs }, { note: act.note })];
    }
    case 'close':
      if (held === 'closed') return late;
      // Closed without an answer, it says why.
      if (held === 'sent' && act.note === '') return refuse('reason-missing', {}, 'note');
      return [draft('inquiry-closed', { inquiry: id }, { note: act.note })];
  }
}

/** Each kind once since it was last asked, and only while it waits. */
function remind(inquiry: Inquiry, kind: Inquiry['reminders'][number]['kind']): readonly EntryDraft[] {
  const isDone = inquiry.state !== 'sent' || inquiry.reminders.some((reminder) => reminder.kind === kind);
  return isDone ? [] : [draft('inquiry-reminded', { inquiry: inquiry.id, kind })];
}

export { applyInquiries } from './apply.ts';
