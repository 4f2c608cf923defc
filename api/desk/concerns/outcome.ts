import { refuse } from '../../contract/index.ts';
import { draft, type EntryDraft } from '../entry.ts';
import type { ActOf } from './command.ts';
import type { Case, Decided } from './concerns.ts';
import { filesOf, refuseFiles } from './department.ts';
import { dueOf, refuseFull } from './office.ts';
import { ownBody } from './rules.ts';

/** 退回补办: the report does not do; the department has it again. */
export function sendBack({ state, concern, nowMs }: Case, act: ActOf<'send-back'>): Decided {
  if (act.note === '') return refuse('reason-missing', {}, 'note');
  const dueMs = dueOf(state, act.dueMs, nowMs);
  if (dueMs === null) return refuse('due-wrong', {}, 'dueMs');
  return [draft('concern-sent-back', { concern: concern.id, dueMs }, { note: act.note })];
}

/** 办结: only with an outcome in words, and whether the problem is solved. */
export function settle({ concern }: Case, act: ActOf<'settle'>): Decided {
  if (act.outcome === '') return refuse('outcome-missing', {}, 'outcome');
  const full = refuseFiles(concern.files, act.files);
  if (full !== null) return full;
  const { files, names } = filesOf(act.files);
  const { outcome, publicAnswer, solved } = act;
  return [draft('concern-settled', { concern: concern.id, solved, files }, { outcome, publicAnswer, ...names })];
}

export function revisit({ concern }: Case, { how, satisfaction, note }: ActOf<'revisit'>): Decided {
  const full = refuseFull(concern);
  return full ?? [draft('concern-revisited', { concern: concern.id, how, satisfaction }, { note })];
}

/** A citizen's word by the receipt. The same word once more changes nothing. */
export function satisfied({ concern }: Case, { request, satisfaction, note }: ActOf<'satisfied'>): Decided {
  const last = concern.revisits.findLast((each) => each.request === request);
  const isSame = last?.satisfaction === satisfaction && last.atMs >= (concern.settledMs ?? 0) && note === last.note;
  if (isSame) return [];
  const full = refuseFull(concern);
  return full ?? [draft('concern-satisfaction', { concern: concern.id, request, satisfaction }, { note })];
}

/** 重办: it was settled and is not. The department has it again, and it is counted. */
export function redo({ state, concern, nowMs }: Case, act: ActOf<'redo'>): Decided {
  if (act.note === '') return refuse('reason-missing', {}, 'note');
  const dueMs = dueOf(state, act.dueMs, nowMs);
  if (dueMs === null) return refuse('due-wrong', {}, 'dueMs');
  return [draft('concern-redone', { concern: concern.id, dueMs }, { note: act.note })];
}

export function mark({ concern, actor }: Case, { text }: ActOf<'mark'>): Decided {
  // A mark is a person's, signed.
  if (actor.kind !== 'person') return refuse('no-permission');
  if (text === '') return refuse('reason-missing', {}, 'text');
  return refuseFull(concern) ?? [draft('concern-marked', { concern: concern.id }, { text })];
}

export function note({ state, concern, actor }: Case, { text }: ActOf<'note'>): Decided {
  if (text === '') return refuse('reason-missing', {}, 'text');
  const body = actor.kind === 'person' ? ownBody(state, concern, 'note', actor.id) : null;
  return refuseFull(concern) ?? [draft('concern-noted', { concern: concern.id, body }, { text })];
}

/** Each kind once for each deadline. */
export function remind({ concern }: Case, { kind }: ActOf<'remind'>): readonly EntryDraft[] {
  const { dueMs } = concern;
  const isDone = concern.reminded.some((each) => each.kind === kind && each.dueMs === dueMs);
  return dueMs === null || isDone ? [] : [draft('concern-reminded', { concern: concern.id, kind, dueMs })];
}
