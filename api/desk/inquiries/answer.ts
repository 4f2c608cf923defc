import { createHash } from 'node:crypto';
import { ANSWERS_MAX, EVIDENCE_MAX, refuse, RIGHTS } from '../../contract/index.ts';
import type { EvidenceId, FileRef, Inquiry, InquiryState, Refusal } from '../../contract/index.ts';
import { maskText } from '../../contract/privacy.ts';
import { homeOf } from '../claims/change.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import { refuseInquiryState } from './words.ts';

/**
 * Null if the actor may speak for the department: one of its people, or the machine for whoever holds the one-time link. Nobody
 * with a terminal does.
 */
export function refuseForBody(state: DeskState, inquiry: Inquiry, actor: Actor): Refusal | null {
  const wrong = forbidden(state, actor, RIGHTS['inquiry-answer'], true);
  if (wrong !== null) return wrong;
  if (actor.kind === 'machine') return null;
  const isOfBody = actor.kind === 'person' && rowAt(state.bodies, inquiry.body)?.people.includes(actor.id) === true;
  if (isOfBody) return null;
  // Which body it went to is not said to another one.
  const zh = '这份核实单由收到它的承办单位办理，您不是该单位的人员。';
  return {
    ...refuse('no-permission'),
    zh,
    en: 'This is for the body that the inquiry was sent to; you are not of it.',
  };
}

export type SignedAnswer = {
  readonly text: string;
  readonly signedBy: string;
  readonly files: readonly FileRef[];
  /** The id that the piece of evidence gets. */
  readonly evidence: EvidenceId;
};

const ANSWERABLE: readonly InquiryState[] = ['sent', 'answered'];

/** An answer, and with it a piece of evidence on the claim. By the link only once; somebody with an account may add to it. */
export function decideAnswer(
  state: DeskState,
  inquiry: Inquiry,
  answer: SignedAnswer,
  actor: Actor,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const wrong = refuseForBody(state, inquiry, actor);
  if (wrong !== null) return wrong;
  const byLink = actor.kind === 'machine';
  if (!ANSWERABLE.includes(inquiry.state) || (byLink && inquiry.state !== 'sent')) {
    return refuseInquiryState(inquiry.state);
  }
  if (inquiry.answers.length >= ANSWERS_MAX) return refuse('limit-reached', { limit: ANSWERS_MAX });
  const claim = homeOf(state, inquiry.claim);
  if (claim?.evidence.some(({ id }) => id === answer.evidence) === true)
    return refuse('bad-input', { what: 'evidence' });
  // A full claim must not keep a department from answering: its word then stands in the inquiry alone.
  const evidence = claim === undefined || claim.evidence.length >= EVIDENCE_MAX ? null : answer.evidence;
  const names = namesOf(answer.files);
  const files = answer.files.map(({ sha256, kind, bytes }) => ({ sha256, kind, bytes }));
  const { text, signedBy } = answer;
  const answered = draft(
    'inquiry-answered',
    { inquiry: inquiry.id, byLink, files, sha256: answerHash(text, signedBy, answer.files), evidence },
    { text, signedBy, ...names },
  );
  if (evidence === null) return [answered];
  const from = rowAt(state.bodies, inquiry.body)?.name ?? '';
  const added = draft(
    'evidence-added',
    {
      claim: inquiry.claim,
      id: evidence,
      kind: 'reply',
      body: inquiry.body,
      obtainedMs: nowMs,
      files,
      rawSha256: null,
      inquiry: inquiry.id,
    },
    { title: `核实单第 ${inquiry.no} 号的答复`, from, url: '', note: `${text}\n（${signedBy}）`, ...names },
  );
  return [answered, added];
}

/** SHA-256 over what was signed, as it is kept (numbers of persons masked), so that it can be checked later. */
export function answerHash(text: string, signedBy: string, files: readonly Pick<FileRef, 'sha256'>[]): string {
  const signed = [maskText(text), maskText(signedBy), ...files.map(({ sha256 }) => sha256)];
  return createHash('sha256').update(JSON.stringify(signed)).digest('hex');
}

function namesOf(files: readonly FileRef[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ name }, at) => [`name${at}`, name]));
}
