import { refuse, RIGHTS, type Concern, type ConcernId, type Refusal } from '../../contract/index.ts';
import { CONCERN_DAYS_MAX, CONCERNS_MAX, DIARY_FREE_MAX, type LedgerPlan } from '../../contract/concern.ts';
import { homeOf } from '../claims/change.ts';
import { draft } from '../entry.ts';
import { refusePersonName, type Rules } from '../person-text.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt, rowsOf } from '../table.ts';
import type { ActOf, ImportRow } from './command.ts';
import type { Case, Decided } from './concerns.ts';
import { refuseRole, wrongRole } from './rules.ts';
import { DAY_MS, workingDaysAfter } from './time.ts';

type Opening = {
  readonly state: DeskState;
  readonly id: ConcernId;
  readonly actor: Actor;
  readonly nowMs: number;
  readonly rules: Rules;
};

/** A problem that is to be solved. Its title is a matter, never a person's name. One point of a claim has one concern. */
export function openConcern({ state, id, nowMs, rules }: Opening, act: ActOf<'open'>): Decided {
  if (rowAt(state.concerns, id) !== undefined) return refuse('bad-input', { what: 'id' }, 'id');
  if (state.concerns.size >= CONCERNS_MAX) return refuse('limit-reached', { limit: CONCERNS_MAX });
  const wrong = refusePersonName(rules, act.title, 'title') ?? refuseOrigin(state, act);
  if (wrong !== null) return wrong;
  const { origin, topics, places, sample } = act;
  const heardMs = act.heardMs === null ? null : Math.min(act.heardMs, nowMs);
  return [
    draft(
      'concern-opened',
      { concern: id, origin, topics, places, sample, heardMs },
      { title: act.title, text: act.text },
    ),
  ];
}

function refuseOrigin(state: DeskState, { origin }: ActOf<'open'>): Refusal | null {
  switch (origin.from) {
    case 'claim': {
      const claim = homeOf(state, origin.claim);
      if (claim === undefined) return refuse('not-found', {}, 'origin');
      if (origin.point === null) return null;
      const point = claim.points.find(({ id }) => id === origin.point);
      if (point === undefined) return refuse('not-found', {}, 'origin');
      const there = point.concern === null ? undefined : rowAt(state.concerns, point.concern);
      return there === undefined ? null : refuse('concern-there', { no: there.no });
    }
    case '12345':
    case 'mark':
      // By an import alone, and by a mark on an issue: there it is looked at.
      return refuse('bad-input', { what: 'origin' }, 'origin');
    case 'request': {
      const { request } = origin;
      const there = rowsOf(state.concerns).find(
        (each) => each.origin.from === 'request' && each.origin.request === request,
      );
      return there === undefined ? null : refuse('concern-there', { no: there.no });
    }
    default:
      return null;
  }
}

/** Rows of a 12345 list whose number the ledger does not have yet. The same list a second time adds nothing. */
export function importConcerns(state: DeskState, rows: readonly ImportRow[], actor: Actor): Decided {
  const wrong = refuseRole(state, actor, 'open', null);
  if (wrong !== null) return wrong;
  const there = knownNumbers(state);
  const fresh = rows.filter(({ number }) => !there.has(number) && there.add(number).size > 0);
  if (state.concerns.size + fresh.length > CONCERNS_MAX) return refuse('limit-reached', { limit: CONCERNS_MAX });
  return fresh.map(({ id, number, title, text, topics, places, heardMs }) =>
    draft(
      'concern-opened',
      { concern: id, origin: { from: '12345', number }, topics, places, sample: false, heardMs },
      { title, text },
    ),
  );
}

/** The 12345 numbers that the ledger has. */
export function knownNumbers(state: Pick<DeskState, 'concerns'>): Set<string> {
  return new Set(rowsOf(state.concerns).flatMap(({ origin }) => (origin.from === '12345' ? [origin.number] : [])));
}

export function planLedger(state: DeskState, plan: LedgerPlan, actor: Actor): Decided {
  const wrong = forbidden(state, actor, RIGHTS['duty-change']);
  if (wrong !== null) return wrong;
  return JSON.stringify(plan) === JSON.stringify(state.ledgerPlan) ? [] : [draft('ledger-planned', { plan })];
}

export function editConcern({ concern }: Case, act: ActOf<'edit'>, rules: Rules): Decided {
  const title = act.title === undefined || act.title === concern.title ? {} : { title: act.title };
  const text = act.text === undefined || act.text === concern.text ? {} : { text: act.text };
  const wrong = title.title === undefined ? null : refusePersonName(rules, title.title, 'title');
  if (wrong !== null) return wrong;
  const { topics, places } = act;
  const labels = { ...(topics === undefined ? {} : { topics }), ...(places === undefined ? {} : { places }) };
  const texts = { ...title, ...text };
  if (Object.keys(labels).length + Object.keys(texts).length === 0) return [];
  return [draft('concern-edited', { concern: concern.id, ...labels }, texts)];
}

/** The deadline that was asked for, or the usual length from now; null: past, or too far off. */
export function dueOf(state: DeskState, askedMs: number | null, nowMs: number): number | null {
  const dueMs = askedMs ?? workingDaysAfter(state, nowMs, state.ledgerPlan.dueDays);
  return dueMs > nowMs && dueMs <= nowMs + CONCERN_DAYS_MAX * DAY_MS ? dueMs : null;
}

/**
 * 转办; while it is with another department, 改派 with a reason. The same department once more changes those that help, and not the
 * deadline: that is an extension, which others grant.
 */
export function assign({ state, concern, nowMs }: Case, act: ActOf<'assign'>): Decided {
  const others = [...new Set(act.others)].filter((body) => body !== act.body);
  const bodies = [act.body, ...others].map((body) => rowAt(state.bodies, body));
  if (bodies.some((body) => body === undefined)) return refuse('not-found', {}, 'body');
  if (bodies.some((body) => body?.active !== true)) return refuse('body-inactive', {}, 'body');
  const isWith = concern.state === 'assigned';
  if (isWith && act.note === '') return refuse('reason-missing', {}, 'note');
  const keptMs = isWith && concern.body === act.body ? concern.dueMs : null;
  if (keptMs !== null && act.dueMs !== null && act.dueMs !== keptMs) return wrongRole(state, 'extend');
  const dueMs = keptMs ?? dueOf(state, act.dueMs, nowMs);
  if (dueMs === null) return refuse('due-wrong', {}, 'dueMs');
  return [draft('concern-assigned', { concern: concern.id, body: act.body, others, dueMs }, { note: act.note })];
}

/** 延期 ends later than the deadline that stands. */
export function refuseLater(concern: Concern, toMs: number, nowMs: number): Refusal | null {
  const isLater = toMs > nowMs && toMs > (concern.dueMs ?? 0) && toMs <= nowMs + CONCERN_DAYS_MAX * DAY_MS;
  return isLater ? null : refuse('due-wrong', {}, 'toMs');
}

export function extend({ concern, nowMs }: Case, { toMs, note }: ActOf<'extend'>): Decided {
  if (note === '') return refuse('reason-missing', {}, 'note');
  return refuseLater(concern, toMs, nowMs) ?? [draft('concern-extended', { concern: concern.id, toMs }, { note })];
}

export function refuseExtension({ concern }: Case, { note }: ActOf<'refuse-extension'>): Decided {
  if (concern.extensionAsked === null) return refuse('extension-none');
  if (note === '') return refuse('reason-missing', {}, 'note');
  return [draft('concern-extension-refused', { concern: concern.id }, { note })];
}

export function urge({ concern }: Case, { text }: ActOf<'urge'>): Decided {
  if (text === '') return refuse('reason-missing', {}, 'text');
  return refuseFull(concern) ?? [draft('concern-urged', { concern: concern.id }, { text })];
}

/** Null while the diary has room for what can be written any number of times. */
export function refuseFull(concern: Concern): Refusal | null {
  return concern.diary.length < DIARY_FREE_MAX ? null : refuse('limit-reached', { limit: DIARY_FREE_MAX });
}
