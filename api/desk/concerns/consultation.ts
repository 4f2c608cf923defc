import { refuse, RIGHTS, type Refusal } from '../../contract/index.ts';
import {
  CONSULTATION_DAYS_MAX,
  CONSULTATIONS_MAX,
  OPINIONS_MAX,
  type Consultation,
  type ConsultationDraft,
  type ConsultationState,
} from '../../contract/consultation.ts';
import { listed } from '../claims/words.ts';
import { draft } from '../entry.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import type { ConsultationCommand, DeskConsultationAct } from './command.ts';
import type { Decided } from './concerns.ts';
import { DAY_MS } from './time.ts';
import { CONSULTATION_ACTS, CONSULTATION_STATES, ROLE_WORDS } from './words.ts';

type ActName = DeskConsultationAct['act'];
type ActOf<Name extends ActName> = Extract<DeskConsultationAct, { act: Name }>;

/** In which states each act can be done. */
export const CONSULTATION_FROM: Readonly<Record<ActName, readonly ConsultationState[]>> = {
  open: [],
  edit: ['draft'],
  start: ['draft'],
  'consultation-answer': ['open', 'closed'],
  // What came in time is still counted after the end.
  'count-in': ['open', 'closed'],
  'set-aside': ['open', 'closed', 'concluded', 'withdrawn'],
  close: ['open'],
  conclude: ['closed'],
  withdraw: ['draft', 'open', 'closed'],
  link: ['open', 'closed', 'concluded'],
};
const NAMED: readonly ActName[] = ['edit', 'start', 'consultation-answer', 'close', 'conclude', 'withdraw', 'link'];

export function consultationActs(state: ConsultationState): readonly ActName[] {
  return NAMED.filter((name) => CONSULTATION_FROM[name].includes(state));
}

/** 征求意见, from the draft to what was taken over. What is closed still takes what staff had collected by then. */
export function decideConsultation(
  state: DeskState,
  { id, act }: ConsultationCommand,
  actor: Actor,
  nowMs: number,
): Decided {
  const wrong = forbidden(state, actor, RIGHTS['consultation-change']);
  if (wrong !== null) return wrong;
  const held = rowAt(state.consultations, id);
  if (act.act === 'open') return open(state, id, act, nowMs);
  if (held === undefined) return refuse('not-found');
  if (!CONSULTATION_FROM[act.act].includes(held.state)) return wrongState(held, act.act);
  return decideAct(state, held, act, nowMs);
}

function wrongState(held: Consultation, name: ActName): Refusal {
  const [stateZh, stateEn] = CONSULTATION_STATES[held.state];
  const [actZh, actEn] = CONSULTATION_ACTS[name];
  const can = consultationActs(held.state).map((each) => CONSULTATION_ACTS[each]);
  const [canZh, canEn] = can.length === 0 ? ['只能查看', 'reading only'] : listed(can);
  const [whoZh, whoEn] = listed(RIGHTS['consultation-change'].map((role) => ROLE_WORDS[role]));
  return refuse('consultation-state', { stateZh, stateEn, actZh, actEn, canZh, canEn, whoZh, whoEn });
}

function refusePeriod(untilMs: number, nowMs: number): Refusal | null {
  return untilMs > nowMs && untilMs <= nowMs + CONSULTATION_DAYS_MAX * DAY_MS
    ? null
    : refuse('due-wrong', {}, 'untilMs');
}

function open(state: DeskState, id: Consultation['id'], act: ActOf<'open'>, nowMs: number): Decided {
  if (rowAt(state.consultations, id) !== undefined) return refuse('bad-input', { what: 'id' }, 'id');
  if (state.consultations.size >= CONSULTATIONS_MAX) return refuse('limit-reached', { limit: CONSULTATIONS_MAX });
  if (act.concern !== null && rowAt(state.concerns, act.concern) === undefined)
    return refuse('not-found', {}, 'concern');
  const wrong = refusePeriod(act.untilMs, nowMs);
  return wrong ?? [drafted(id, act, { concern: act.concern })];
}

function drafted(
  consultation: Consultation['id'],
  { title, question, whom, options, untilMs }: Omit<ConsultationDraft, 'concern'>,
  more: { readonly concern?: ConsultationDraft['concern'] } = {},
) {
  const texts = Object.fromEntries(options.map((option, at) => [`option${at}`, option]));
  const body = { consultation, options: options.length, untilMs, ...more };
  return draft('consultation-drafted', body, { title, question, whom, ...texts });
}

function decideAct(
  state: DeskState,
  held: Consultation,
  act: Exclude<DeskConsultationAct, { act: 'open' }>,
  nowMs: number,
): Decided {
  const { id: consultation } = held;
  switch (act.act) {
    case 'edit':
      return refusePeriod(act.untilMs, nowMs) ?? [drafted(consultation, act)];
    case 'start':
      return refusePeriod(held.untilMs, nowMs) ?? [draft('consultation-started', { consultation })];
    case 'consultation-answer':
      return answered(held, act);
    case 'count-in':
      return countedIn(state, held, act);
    case 'set-aside': {
      const open = act.requests.filter((id) => rowAt(state.handled, id) === undefined);
      if (open.length === 0) return refuse('wrong-state', { state: 'answered' });
      return [...new Set(open)].map((request) => draft('request-declined', { request }, { answer: act.reason }));
    }
    case 'close':
      if (nowMs < held.untilMs && act.note === '') return refuse('reason-missing', {}, 'note');
      return [draft('consultation-closed', { consultation }, { note: act.note })];
    case 'conclude': {
      if (act.decision === '') return refuse('reason-missing', {}, 'decision');
      const texts = act.taken.flatMap(({ what, why }, at) => [
        [`what${at}`, what] as const,
        [`why${at}`, why] as const,
      ]);
      const taken = act.taken.map((each) => ({ taken: each.taken }));
      const said = { decision: act.decision, ...Object.fromEntries(texts) };
      return [draft('consultation-concluded', { consultation, taken }, said)];
    }
    case 'withdraw':
      if (act.note === '') return refuse('reason-missing', {}, 'note');
      return [draft('consultation-withdrawn', { consultation }, { note: act.note })];
    case 'link': {
      const statement = rowAt(state.statements, act.statement);
      if (statement === undefined) return refuse('not-found', {}, 'statement');
      if (statement.publishedMs === null) return refuse('statement-not-out', {}, 'statement');
      return [draft('consultation-linked', { consultation, statement: act.statement, as: act.as })];
    }
  }
}

function answered(held: Consultation, act: ActOf<'consultation-answer'>): Decided {
  const { option, count, group, summary } = act;
  const wrong = refuseOpinions(held, [option]);
  if (wrong !== null) return wrong;
  return [draft('consultation-answered', { consultation: held.id, option, count, via: 'staff' }, { group, summary })];
}

function refuseOpinions(held: Consultation, fresh: readonly (number | null)[]): Refusal | null {
  if (held.opinions.length + fresh.length > OPINIONS_MAX) return refuse('limit-reached', { limit: OPINIONS_MAX });
  const isWrong = fresh.some((option) => option !== null && option >= held.options.length);
  return isWrong ? refuse('bad-input', { what: 'option' }, 'option') : null;
}

/**
 * The count and the receipts are one piece of the journal: no request is counted that is not answered with it, and one that is answered
 * is not counted again. Those that were handled meanwhile are passed over; refuses `wrong-state` where all were.
 */
function countedIn(state: DeskState, held: Consultation, act: ActOf<'count-in'>): Decided {
  const seen = new Set<string>();
  const opinions = act.opinions.flatMap((opinion) => {
    const requests = opinion.requests.filter((id) => {
      const isFresh = !seen.has(id) && rowAt(state.handled, id)?.state !== 'answered';
      seen.add(id);
      return isFresh;
    });
    return requests.length === 0 ? [] : [{ ...opinion, requests }];
  });
  if (opinions.length === 0) return refuse('wrong-state', { state: 'answered' });
  const wrong = refuseOpinions(
    held,
    opinions.map(({ option }) => option),
  );
  if (wrong !== null) return wrong;
  const answer = `您的意见已计入“${held.title}”征求意见。截止后会说明采纳了什么、为什么。`;
  const counted = opinions.map(({ requests, option, group, summary }) => {
    const body = { consultation: held.id, option, count: requests.length, via: 'inbox' as const, requests };
    return draft('consultation-answered', body, { group, summary });
  });
  const receipts = opinions.flatMap(({ requests }) =>
    requests.map((request) => draft('request-answered', { request, statement: held.announced }, { answer })),
  );
  return [...counted, ...receipts];
}
