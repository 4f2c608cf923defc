import { refuse, type BodyId, type FileRef, type Refusal } from '../../contract/index.ts';
import { CONCERN_FILES_MAX } from '../../contract/concern.ts';
import { draft } from '../entry.ts';
import type { ActOf, DeskConcernActName } from './command.ts';
import type { Case, Decided } from './concerns.ts';
import { refuseFull, refuseLater } from './office.ts';
import { CONCERN_RULES, ownBody, partOf } from './rules.ts';

/**
 * The department that speaks: the actor's own, else the one for which staff write it down (the one in charge where they name
 * none). Refuses `body-missing` for one that the concern is not with, or that only helps where the one in charge is asked.
 */
function speaker(
  { state, concern, actor }: Case,
  name: DeskConcernActName,
  named: BodyId | null,
): { readonly body: BodyId } | Refusal {
  const own = actor.kind === 'person' ? ownBody(state, concern, name, actor.id) : null;
  const body = own ?? named ?? concern.body;
  if (body === null) return refuse('body-missing', {}, 'body');
  const part = partOf(concern, body);
  const isWrong = part === 'no' || (part === 'any' && CONCERN_RULES[name].department !== 'any');
  return isWrong ? refuse('body-missing', {}, 'body') : { body };
}

/** The files of an entry, and their names among its texts. */
export function filesOf(files: readonly FileRef[]) {
  return {
    files: files.map(({ sha256, kind, bytes }) => ({ sha256, kind, bytes })),
    names: Object.fromEntries(files.map(({ name }, at) => [`name${at}`, name])),
  };
}

export function refuseFiles(held: readonly FileRef[], more: readonly FileRef[]): Refusal | null {
  return held.length + more.length <= CONCERN_FILES_MAX ? null : refuse('limit-reached', { limit: CONCERN_FILES_MAX });
}

/** What was done so far. The first one is the department's first word. */
export function answer(given: Case, act: ActOf<'answer'>): Decided {
  const { concern } = given;
  const spoken = speaker(given, 'answer', act.body);
  if ('refused' in spoken) return spoken;
  const full = refuseFull(concern) ?? refuseFiles(concern.files, act.files);
  if (full !== null) return full;
  const { files, names } = filesOf(act.files);
  return [draft('concern-answered', { concern: concern.id, ...spoken, files }, { text: act.text, ...names })];
}

/** What came of it, as the department sees it; the office settles it or sends it back. */
export function report(given: Case, act: ActOf<'report'>): Decided {
  const { concern } = given;
  const spoken = speaker(given, 'report', act.body);
  if ('refused' in spoken) return spoken;
  const full = refuseFiles(concern.files, act.files);
  if (full !== null) return full;
  const { files, names } = filesOf(act.files);
  const { solved, outcome } = act;
  return [draft('concern-reported', { concern: concern.id, ...spoken, solved, files }, { outcome, ...names })];
}

export function giveBack(given: Case, act: ActOf<'give-back'>): Decided {
  if (act.note === '') return refuse('reason-missing', {}, 'note');
  const spoken = speaker(given, 'give-back', act.body);
  if ('refused' in spoken) return spoken;
  return [draft('concern-returned', { concern: given.concern.id, ...spoken }, { note: act.note })];
}

export function askExtension(given: Case, act: ActOf<'ask-extension'>): Decided {
  const { concern, nowMs } = given;
  if (act.note === '') return refuse('reason-missing', {}, 'note');
  const spoken = speaker(given, 'ask-extension', act.body);
  if ('refused' in spoken) return spoken;
  const wrong = refuseLater(concern, act.toMs, nowMs) ?? refuseFull(concern);
  if (wrong !== null) return wrong;
  return [draft('concern-extension-asked', { concern: concern.id, ...spoken, toMs: act.toMs }, { note: act.note })];
}
