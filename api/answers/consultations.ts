import { randomUUID } from 'node:crypto';
import { refuse, RIGHTS, type Person, type Refusal, type RouteKey, type Statement } from '../contract/index.ts';
import {
  CONSULTATIONS_SHOWN_MAX,
  ConsultationId,
  type Consultation,
  type ConsultationView,
} from '../contract/consultation.ts';
import type { ConsultationCommand } from '../desk/concerns/command.ts';
import { consultationActs } from '../desk/concerns/consultation.ts';
import { may } from '../desk/roles.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Actor, Handlers } from '../http/handler.ts';
import { addressOf } from '../publisher/frame.ts';
import { consultationPath } from '../publisher/consultation.ts';
import { coversFor } from './concern-cover.ts';
import { handleAnswers, waitingAnswers } from './consultation-answers.ts';
import { byPerson, type Parts } from './parts.ts';
import { actorNamed } from './staff-names.ts';

type Keys = Extract<RouteKey, `${string} /api/consultations${string}`>;

/** 征求意见: what is put up before it is decided. */
export function consultationAnswers(parts: Parts): Pick<Handlers, Keys> {
  const done = (id: ConsultationId, act: ConsultationCommand['act'], actor: Actor): ConsultationView | Refusal => {
    const refused = parts.desk.command({ do: 'consultation', id, act }, byPerson(actor));
    if (refused !== null) return refused;
    const held = rowAt(parts.desk.state().consultations, id);
    if (held === undefined) return refuse('not-found');
    parts.onDeskChanged('concern', held.concern ?? id);
    // What is public of it follows at once.
    parts.publisher.look();
    return viewOf(parts, held, actor.person, waitingAnswers(parts.desk.state(), parts.inbox.list()));
  };
  return {
    'GET /api/consultations': ({ actor }) => {
      const waiting = waitingAnswers(parts.desk.state(), parts.inbox.list());
      return rowsOf(parts.desk.state().consultations)
        .toSorted((a, b) => b.no - a.no)
        .slice(0, CONSULTATIONS_SHOWN_MAX)
        .map((each) => viewOf(parts, each, actor.person, waiting));
    },
    'POST /api/consultations': ({ body, actor }) =>
      done(ConsultationId.parse(`q-${randomUUID().slice(0, 18)}`), { act: 'open', ...body }, actor),
    'POST /api/consultations/{id}/acts': ({ params, body, actor }) => done(params.id, body, actor),
    'POST /api/consultations/{id}/answers': ({ params, body, actor }) =>
      handleAnswers(parts, params.id, body, byPerson(actor)),
  };
}

/** Statements that can be linked: the newest published ones. */
const STATEMENTS_MAX = 30;

function viewOf(
  parts: Parts,
  held: Consultation,
  reader: Person,
  waiting: ReadonlyMap<string, number>,
): ConsultationView {
  const state = parts.desk.state();
  const cover = coversFor(reader);
  const maySay = may(reader.roles, RIGHTS['consultation-change']);
  const byGroup = new Map<string, number>();
  const byOption = [...held.options.map(() => 0), 0];
  for (const { group, option, count } of held.opinions) {
    byGroup.set(group, (byGroup.get(group) ?? 0) + count);
    const at = option ?? held.options.length;
    byOption[at] = (byOption[at] ?? 0) + count;
  }
  const people = [...held.opinions.map(({ by }) => by), ...held.steps.map(({ by }) => by)];
  return {
    ...held,
    opinions: held.opinions.map((each) => ({ ...each, summary: cover(each.summary) })),
    concernNo: held.concern === null ? null : (rowAt(state.concerns, held.concern)?.no ?? null),
    total: byOption.reduce((sum, count) => sum + count, 0),
    byOption,
    byGroup: [...byGroup].map(([group, count]) => ({ group, count })).toSorted((a, b) => b.count - a.count),
    names: Object.fromEntries(people.map((by) => [by, actorNamed(parts, by)])),
    statements: maySay || held.announced !== null || held.answered !== null ? published(state.statements, held) : [],
    page: held.fromMs === null ? '' : addressOf({ page: state.publicPage }, consultationPath(held)),
    waiting: waiting.get(held.id) ?? 0,
    may: maySay ? [...consultationActs(held.state)] : [],
  };
}

function published(
  statements: ReturnType<Parts['desk']['state']>['statements'],
  { announced, answered }: Consultation,
): ConsultationView['statements'] {
  const isLinked = ({ id }: Statement): boolean => id === announced || id === answered;
  return rowsOf(statements)
    .filter(({ publishedMs }) => publishedMs !== null)
    .toSorted((a, b) => Number(isLinked(b)) - Number(isLinked(a)) || (b.publishedMs ?? 0) - (a.publishedMs ?? 0))
    .slice(0, STATEMENTS_MAX)
    .map(({ id, versions }) => ({ id, title: versions.at(-1)?.form.title ?? id }));
}
