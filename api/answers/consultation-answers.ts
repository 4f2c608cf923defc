import { NOTE_CHARS_MAX, refuse, type Refusal, type RequestId } from '../contract/index.ts';
import {
  COUNT_IN_MAX,
  OTHER_GROUP,
  PUBLIC_GROUPS,
  type AnswersAct,
  type AnswersDone,
  type AnswersView,
  type Consultation,
  type ConsultationId,
} from '../contract/consultation.ts';
import type { ConsultationCommand } from '../desk/concerns/command.ts';
import type { Actor } from '../desk/roles.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt } from '../desk/table.ts';
import type { Request } from '../work/inbox.ts';
import type { Parts } from './parts.ts';
import { handledOf } from './receipt-state.ts';

/** What came by the pages of consultations, by consultation, the newest first; those without an answer are left out. Pure. */
export function answersByConsultation(state: DeskState, requests: readonly Request[]): AnswersView[] {
  const all = requests.flatMap((request) => (request.opinion === null ? [] : [{ request, choice: request.opinion }]));
  return [...Map.groupBy(all, ({ choice }) => choice.consultation)]
    .flatMap(([id, mine]) => {
      const held = rowAt(state.consultations, id);
      return held === undefined ? [] : [viewOf(state, held, mine)];
    })
    .toSorted((a, b) => b.no - a.no);
}

type Answer = { readonly request: Request; readonly choice: NonNullable<Request['opinion']> };

function viewOf(state: DeskState, held: Consultation, all: readonly Answer[]): AnswersView {
  const open = all.filter(({ request }) => handledOf(state, request) === null);
  const byGroup = new Map<string, number>();
  const byOption = [...held.options.map(() => 0), 0];
  for (const { choice } of open) {
    const at = optionOf(held, choice.option) ?? held.options.length;
    byOption[at] = (byOption[at] ?? 0) + 1;
    byGroup.set(choice.group, (byGroup.get(choice.group) ?? 0) + 1);
  }
  const { id: consultation, no, title, state: is, options } = held;
  return {
    ...{ consultation, no, title, state: is, options: [...options], waiting: open.length, byOption },
    handled: all.length - open.length,
    byGroup: [...byGroup].map(([group, count]) => ({ group, count })).toSorted((a, b) => b.count - a.count),
    answers: open
      .toSorted((a, b) => a.request.atMs - b.request.atMs)
      .slice(0, COUNT_IN_MAX)
      .map(({ request: { id, atMs, text }, choice }) => {
        return { id, atMs, text, option: optionOf(held, choice.option), group: choice.group };
      }),
  };
}

/** Options do not change once it is open; what says another is none of them. */
function optionOf({ options }: Consultation, option: number | null): number | null {
  return option !== null && option < options.length ? option : null;
}

/** How many answers wait for staff, by consultation. */
export function waitingAnswers(state: DeskState, requests: readonly Request[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const request of requests) {
    if (request.opinion === null || handledOf(state, request) !== null) continue;
    const { consultation } = request.opinion;
    counts.set(consultation, (counts.get(consultation) ?? 0) + 1);
  }
  return counts;
}

/**
 * Counts a batch in or sets it aside, with one command of the desk: what another click, or somebody else, handled before is passed over.
 * Refuses `not-found` for what is no answer to this consultation, and as the desk does.
 */
export function handleAnswers(
  parts: Pick<Parts, 'desk' | 'inbox' | 'onDeskChanged'>,
  id: ConsultationId,
  act: AnswersAct,
  by: Actor,
): AnswersDone | Refusal {
  const held = rowAt(parts.desk.state().consultations, id);
  if (held === undefined) return refuse('not-found');
  const named = [...new Set(act.requests)].map((request) => parts.inbox.find(request));
  const mine = named.filter((request) => request !== null && request.opinion?.consultation === id);
  if (mine.length < named.length) return refuse('not-found', {}, 'requests');
  const open = mine.filter((request) => request !== null && handledOf(parts.desk.state(), request) === null);
  const done: AnswersDone = { done: open.length, before: named.length - open.length };
  if (open.length === 0) return done;
  const command = commandOf(held, act, open as readonly Request[]);
  const refused = parts.desk.command({ do: 'consultation', id, act: command }, by);
  if (refused !== null) return refused;
  parts.onDeskChanged('concern', held.concern ?? id);
  parts.onDeskChanged('request', id);
  return done;
}

type DeskAct = ConsultationCommand['act'];

/** A text that is taken over is an opinion of its own, so that it can be erased alone; the others are sums by option and group. */
function commandOf(held: Consultation, act: AnswersAct, open: readonly Request[]): DeskAct {
  if (act.act === 'set-aside') return { act: 'set-aside', requests: open.map(({ id }) => id), reason: act.reason };
  const named = new Map(act.groups.map(({ written, counted }) => [written, counted]));
  const known: readonly string[] = PUBLIC_GROUPS;
  const texts = new Set<RequestId>(act.texts);
  const rows = open.map((request) => {
    const written = request.opinion?.group ?? OTHER_GROUP;
    const group = named.get(written) ?? (known.includes(written) ? written : OTHER_GROUP);
    const option = optionOf(held, request.opinion?.option ?? null);
    return {
      id: request.id,
      group,
      option,
      summary: texts.has(request.id) ? request.text.slice(0, NOTE_CHARS_MAX) : '',
    };
  });
  const said = rows.filter(({ summary }) => summary !== '').map(({ id, ...row }) => ({ requests: [id], ...row }));
  const silent = Map.groupBy(
    rows.filter(({ summary }) => summary === ''),
    ({ group, option }) => `${option ?? '-'} ${group}`,
  );
  const sums = [...silent.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { group, option } = first;
    return [{ requests: same.map(({ id }) => id), group, option, summary: '' }];
  });
  return { act: 'count-in', opinions: [...sums, ...said] };
}
