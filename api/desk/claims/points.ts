import { PointId, POINTS_MAX, refuse, type Point, type Refusal } from '../../contract/index.ts';
import { draft } from '../entry.ts';
import type { Case, Decided } from './claims.ts';
import type { ActOf } from './command.ts';

export function addPoint({ claim, fresh }: Case, act: ActOf<'point-add'>): Decided {
  if (claim.points.length >= POINTS_MAX) return refuse('limit-reached', { limit: POINTS_MAX });
  const id = PointId.safeParse(fresh);
  if (!id.success || claim.points.some((point) => point.id === id.data)) return refuse('bad-input', { what: 'fresh' });
  if (claim.points.some((point) => point.text === act.text)) return [];
  return [draft('claim-point-added', { claim: claim.id, point: id.data }, { text: act.text })];
}

export function editPoint(given: Case, act: ActOf<'point-edit'>): Decided {
  const point = openPoint(given, act.point);
  if ('refused' in point) return point;
  if (point.text === act.text) return [];
  return [draft('claim-point-edited', { claim: given.claim.id, point: act.point }, { text: act.text })];
}

/** A point that never had a verdict can go; one that had is part of the record. */
export function removePoint(given: Case, act: ActOf<'point-remove'>): Decided {
  const point = openPoint(given, act.point);
  if ('refused' in point) return point;
  if (point.given.length > 0 && act.note === '') return refuse('reason-missing', {}, 'note');
  return [draft('claim-point-removed', { claim: given.claim.id, point: act.point }, { note: act.note })];
}

function openPoint({ claim }: Case, id: Point['id']): Point | Refusal {
  const point = claim.points.find((each) => each.id === id);
  if (point === undefined) return refuse('not-found');
  return point.verdict === 'open' ? point : refuse('point-closed');
}
