import { EVIDENCE_MAX, EvidenceId, FUTURE_SLACK_MS, refuse } from '../../contract/index.ts';
import { draft } from '../entry.ts';
import { rowAt } from '../table.ts';
import type { Case, Decided } from './claims.ts';
import type { ActOf } from './command.ts';
import { aboutOf } from './own.ts';
import { fallingPoint } from './verdict.ts';

/** A piece of evidence. One without a file says in words what it shows. */
export function addEvidence({ state, claim, nowMs, fresh }: Case, act: ActOf<'evidence-add'>): Decided {
  if (claim.evidence.length >= EVIDENCE_MAX) return refuse('limit-reached', { limit: EVIDENCE_MAX });
  const id = EvidenceId.safeParse(fresh);
  if (!id.success || claim.evidence.some((piece) => piece.id === id.data))
    return refuse('bad-input', { what: 'fresh' });
  if (act.obtainedMs > nowMs + FUTURE_SLACK_MS) return refuse('bad-input', { what: 'obtainedMs' }, 'obtainedMs');
  if (act.body !== null && rowAt(state.bodies, act.body) === undefined)
    return refuse('bad-input', { what: 'body' }, 'body');
  if (act.files.length === 0 && act.note === '') return refuse('evidence-empty', {}, 'note');
  const names = Object.fromEntries(act.files.map((file, at) => [`name${at}`, file.name]));
  return [
    draft(
      'evidence-added',
      {
        claim: claim.id,
        id: id.data,
        kind: act.kind,
        body: act.body,
        obtainedMs: act.obtainedMs,
        files: act.files.map(({ sha256, kind, bytes }) => ({ sha256, kind, bytes })),
        rawSha256: act.rawSha256,
        inquiry: act.inquiry,
      },
      { title: act.title, from: act.from, url: act.url ?? '', note: act.note, ...names },
    ),
  ];
}

/** Taken back with a reason, unless a verdict that stands would fall. */
export function withdrawEvidence({ state, claim }: Case, act: ActOf<'evidence-withdraw'>): Decided {
  const piece = claim.evidence.find((each) => each.id === act.evidence);
  if (piece === undefined) return refuse('not-found');
  if (piece.withdrawn !== undefined) return [];
  if (act.note === '') return refuse('reason-missing', {}, 'note');
  const left = claim.evidence.filter((each) => each !== piece);
  const point = fallingPoint(claim.points, left, aboutOf(state, claim.about));
  if (point !== undefined) return refuse('evidence-needed', { point: point.text });
  return [draft('claim-evidence-withdrawn', { claim: claim.id, evidence: act.evidence }, { note: act.note })];
}
