import { ClaimId, EVIDENCE_MAX, POINTS_MAX, refuse, type Claim } from '../../contract/index.ts';
import { draft } from '../entry.ts';
import { refusePersonName } from '../person-text.ts';
import { rowAt } from '../table.ts';
import type { Case, Decided } from './claims.ts';
import type { ActOf } from './command.ts';
import { joinClaims } from './joined.ts';
import { aboutOf } from './own.ts';
import { canBeDone, wrongState } from './rules.ts';
import { fallingPoint } from './verdict.ts';

/** One claim goes into another, with variants, points and evidence; it stays readable itself. */
export function mergeClaim({ state, claim, nowMs }: Case, act: ActOf<'merge'>): Decided {
  const into = rowAt(state.claims, act.into);
  if (into === undefined || into.id === claim.id) return refuse('bad-input', { what: 'into' }, 'into');
  if (into.sample !== claim.sample) return refuse('sample-mixed', {}, 'into');
  if (!canBeDone('split', into.state)) return wrongState(into, 'merge');
  if (into.points.length + claim.points.length > POINTS_MAX) return refuse('limit-reached', { limit: POINTS_MAX });
  if (into.evidence.length + claim.evidence.length > EVIDENCE_MAX)
    return refuse('limit-reached', { limit: EVIDENCE_MAX });
  // Looked at as it will be: a piece that both have and one took back is taken back, and whom it is about is settled.
  const joined = joinClaims(into, claim, nowMs);
  if (fallingPoint(joined.points, joined.evidence, aboutOf(state, joined.about)) !== undefined)
    return refuse('evidence-short', {}, 'into');
  return [draft('claim-merged', { claim: claim.id, into: into.id }, { note: act.note })];
}

/** Points and variants leave for a claim of their own; the evidence that the points name is in both. */
export function splitClaim({ state, claim, fresh, rules }: Case, act: ActOf<'split'>): Decided {
  const into = ClaimId.safeParse(fresh);
  if (!into.success || rowAt(state.claims, into.data) !== undefined) return refuse('bad-input', { what: 'fresh' });
  const wrong = refusePersonName(rules, act.title, 'title');
  if (wrong !== null) return wrong;
  if (act.points.length + act.variants.length === 0) return refuse('bad-input', { what: 'points' }, 'points');
  if (!holdsAll(claim, act)) return refuse('not-found');
  const { points, variants } = act;
  return [
    draft('claim-split', { claim: claim.id, into: into.data, points, variants }, { title: act.title, note: act.note }),
  ];
}

function holdsAll(claim: Claim, act: ActOf<'split'>): boolean {
  return (
    act.points.every((id) => claim.points.some((point) => point.id === id)) &&
    act.variants.every((id) => claim.variants.some((variant) => variant.id === id))
  );
}
