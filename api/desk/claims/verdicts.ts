import {
  ConcernId,
  EVIDENCE_MAX,
  EvidenceId,
  refuse,
  type Evidence,
  type Inquiry,
  type Point,
} from '../../contract/index.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { rowAt, rowsOf } from '../table.ts';
import { homeOf } from './change.ts';
import type { Case, Decided } from './claims.ts';
import type { ActOf } from './command.ts';
import { aboutOf } from './own.ts';
import { refuseVerdict, standing } from './verdict.ts';

/** Inquiries that one verdict takes up as the record of whom one asked. */
export const ASKED_MAX = 10;

/**
 * A verdict on a point, by a person, with evidence. For `unsupported` the inquiries that were sent count as the record of whom
 * one asked and become evidence with it. True and partly true open a concern, unless that is declined with a reason. A verdict
 * that stands is changed with a note.
 */
export function giveVerdict(given: Case, act: ActOf<'verdict'>): Decided {
  const { state, claim, actor } = given;
  if (actor.kind !== 'person') return refuse('no-permission');
  const point = claim.points.find((each) => each.id === act.point);
  if (point === undefined) return refuse('not-found');
  if (act.version !== undefined && point.changed > act.version) return refuse('claim-changed');
  if (point.verdict !== 'open' && act.note === '') return refuse('reason-missing', {}, 'note');
  if (act.verdict === 'open' && point.verdict === 'open') return [];
  const there = standing(claim.evidence);
  if (act.evidence.some((id) => !there.some((piece) => piece.id === id)))
    return refuse('bad-input', { what: 'evidence' }, 'evidence');
  const asked = act.verdict === 'unsupported' ? askedOf(given, point) : { drafts: [], pieces: [] };
  const pieces = [...there.filter((piece) => act.evidence.includes(piece.id)), ...asked.pieces];
  if (asked.drafts.length > 0 && given.fresh === undefined) return refuse('bad-input', { what: 'fresh' });
  if (claim.evidence.length + asked.drafts.length > EVIDENCE_MAX)
    return refuse('limit-reached', { limit: EVIDENCE_MAX });
  const short = refuseVerdict(act.verdict, pieces, aboutOf(state, claim.about));
  if (short !== null) return short;
  const evidence = act.verdict === 'open' ? [] : [...new Set(pieces.map((piece) => piece.id))];
  const concern = concernOf(given, point, act);
  if ('refused' in concern) return concern;
  const body = { claim: claim.id, point: point.id, verdict: act.verdict, evidence };
  const verdict = draft('claim-verdict-given', body, { note: act.note, ...concern.texts });
  return [...asked.drafts, verdict, ...concern.drafts];
}

type Asked = { readonly drafts: readonly EntryDraft[]; readonly pieces: readonly Evidence[] };

/** The inquiries on this point, or on the whole claim, as evidence; those that are evidence already are not doubled. */
function askedOf({ state, claim, fresh, nowMs }: Case, point: Point): Asked {
  const there = standing(claim.evidence);
  const sent = rowsOf(state.inquiries)
    .filter((inquiry) => inquiry.point === null || inquiry.point === point.id)
    .filter((inquiry) => homeOf(state, inquiry.claim)?.id === claim.id)
    .toSorted((a, b) => a.sentMs - b.sentMs)
    .slice(0, ASKED_MAX);
  const known = there.filter((piece) => sent.some((inquiry) => inquiry.id === piece.inquiry));
  const fresher = sent.filter((inquiry) => !known.some((piece) => piece.inquiry === inquiry.id));
  const made = fresher.map((inquiry, at) => askedPiece(inquiry, EvidenceId.parse(`${fresh ?? 'none'}-a${at}`), nowMs));
  const drafts = made.map((piece, at) => {
    const body = piece.body;
    const from = body === null ? '' : (rowAt(state.bodies, body)?.name ?? body);
    const question = fresher[at]?.question ?? '';
    return draft(
      'evidence-added',
      {
        claim: claim.id,
        id: piece.id,
        kind: 'asked',
        body,
        obtainedMs: piece.obtainedMs,
        files: [],
        rawSha256: null,
        inquiry: piece.inquiry,
      },
      { title: `已询问：${from}`, from, url: '', note: question },
    );
  });
  return { drafts, pieces: [...known, ...made] };
}

function askedPiece(inquiry: Inquiry, id: EvidenceId, nowMs: number): Evidence {
  return {
    id,
    kind: 'asked',
    title: '',
    from: inquiry.body,
    body: inquiry.body,
    obtainedMs: inquiry.sentMs,
    addedMs: nowMs,
    by: 'machine',
    files: [],
    url: null,
    rawSha256: null,
    inquiry: inquiry.id,
    note: '',
  };
}

type OpenedConcern = { readonly drafts: readonly EntryDraft[]; readonly texts: Readonly<Record<string, string>> };

/** What is true is a problem to be solved: an entry of the ledger, once a point. */
function concernOf(
  { claim, fresh }: Case,
  point: Point,
  act: ActOf<'verdict'>,
): OpenedConcern | ReturnType<typeof refuse> {
  const isTrue = act.verdict === 'true' || act.verdict === 'partly';
  if (!isTrue || point.concern !== null) return { drafts: [], texts: {} };
  if (!act.concern.open) {
    if (act.concern.reason === '') return refuse('reason-missing', {}, 'concern.reason');
    return { drafts: [], texts: { declined: act.concern.reason } };
  }
  const id = ConcernId.safeParse(fresh);
  if (!id.success) return refuse('bad-input', { what: 'fresh' });
  const { topics, places, sample } = claim;
  const origin = { from: 'claim', claim: claim.id, point: point.id } as const;
  const opened = draft(
    'concern-opened',
    { concern: id.data, origin, topics, places, sample },
    { title: point.text.slice(0, 80), text: act.note === '' ? point.text : act.note },
  );
  return { drafts: [opened], texts: {} };
}
