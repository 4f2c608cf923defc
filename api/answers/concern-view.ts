import { DESK, type BodyId, type Concern, type Person, type PersonId } from '../contract/index.ts';
import { CONCERN_TASKS_MAX, type ConcernDetail, type ConcernTask } from '../contract/concern-view.ts';
import type { DiaryLine } from '../contract/concern.ts';
import { issueName } from '../desk/briefings/words.ts';
import { actsFor, bodiesOf } from '../desk/concerns/rules.ts';
import { clockOf, responseDueMs } from '../desk/concerns/time.ts';
import { may } from '../desk/roles.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { alertView } from './alert-view.ts';
import { covered, coversFor, textsThrough } from './concern-cover.ts';
import { placeName } from './names.ts';
import type { Parts } from './parts.ts';
import { actorNamed } from './staff-names.ts';

/** One concern as the office sees it. Where it came from in a way that leads to a person is for monitoring staff alone. */
export function concernDetail(parts: Parts, concern: Concern, reader: Person): ConcernDetail {
  const state = parts.desk.state();
  const isDesk = may(reader.roles, DESK);
  const cover = coversFor(reader);
  const { origin, revisits, ...rest } = concern;
  const leadsToNobody =
    origin.from === 'claim' || origin.from === 'alert' || origin.from === 'visit' || origin.from === 'mark';
  const clock = clockOf(state, concern, parts.now());
  return {
    concern: textsThrough(rest, cover),
    origin: isDesk || leadsToNobody ? origin : null,
    from: origin.from,
    originTitle: cover(originTitle(parts, origin)),
    revisits: revisits.map(({ atMs, by, how, satisfaction, note }) => ({
      atMs,
      by,
      how,
      satisfaction,
      note: cover(note),
    })),
    clock,
    overdue: clock?.state === 'over',
    responseDueMs: responseDueMs(state, concern),
    names: namesIn(parts, concern),
    ofBodies: ofBodies(parts, concern),
    contact: concern.body === null ? '' : (rowAt(state.bodies, concern.body)?.contact ?? ''),
    consultations: rowsOf(state.consultations)
      .filter((each) => each.concern === concern.id)
      .toSorted((a, b) => b.no - a.no),
    may: [...actsFor(state, concern, reader.id)],
  };
}

function originTitle(parts: Parts, origin: Concern['origin']): string {
  if (origin.from === 'claim') {
    const claim = rowAt(parts.desk.state().claims, origin.claim);
    const point = claim?.points.find(({ id }) => id === origin.point);
    return [claim?.title, point?.text].filter((text) => text !== undefined).join(' · ');
  }
  if (origin.from === 'mark') {
    const issue = rowAt(parts.desk.state().briefings, origin.briefing);
    return issue === undefined ? '' : issueName(issue);
  }
  if (origin.from !== 'alert') return '';
  const record = parts.raised.get(origin.alert);
  return record === null ? '' : alertView(parts, record).titleZh;
}

function namesIn(parts: Pick<Parts, 'desk'>, concern: Concern): Record<string, string> {
  const { bodies } = parts.desk.state();
  const people = new Set([
    concern.by,
    ...[concern.diary, concern.urges, concern.marks, concern.extensions, concern.revisits].flatMap((lines) =>
      lines.map(({ by }) => by),
    ),
  ]);
  const named = [concern.body, ...concern.others, ...concern.diary.map(({ body }) => body)];
  const names = [...new Set(named.filter((id) => id !== null))].map(
    (id) => [id, rowAt(bodies, id)?.name ?? id] as const,
  );
  return Object.fromEntries([...[...people].map((by) => [by, actorNamed(parts, by)] as const), ...names]);
}

function ofBodies(parts: Pick<Parts, 'desk'>, { diary }: Concern): string[] {
  const { bodies } = parts.desk.state();
  const own = diary.filter(({ by, body }) => body !== null && rowAt(bodies, body)?.people.some((id) => id === by));
  return [...new Set(own.map(({ by }) => by))];
}

type TaskParts = Pick<Parts, 'desk' | 'now' | 'lexicon'>;

/** What a person's departments have to do, or helped with: open first, by deadline, then the newest. */
export function concernTasks(parts: TaskParts, person: PersonId): ConcernTask[] {
  const state = parts.desk.state();
  const own = bodiesOf(state, person);
  const isOwn = ({ body, others }: Concern): boolean => [body, ...others].some((id) => id !== null && own.has(id));
  const rank = (concern: Concern): number => (concern.state === 'assigned' ? 0 : 1);
  return rowsOf(state.concerns)
    .filter(isOwn)
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        (rank(a) === 0 ? (a.dueMs ?? 0) - (b.dueMs ?? 0) : (b.reportedMs ?? 0) - (a.reportedMs ?? 0)),
    )
    .slice(0, CONCERN_TASKS_MAX)
    .map((concern) => concernTask(parts, concern, own, person));
}

/**
 * As a department sees it: the matter with persons and homes covered, and nothing of its origin. Lines of the office's own
 * diary (what was heard, from whom, what those who raised it say) stay with the office.
 */
export function concernTask(
  parts: TaskParts,
  concern: Concern,
  own: ReadonlySet<BodyId>,
  person: PersonId,
): ConcernTask {
  const state = parts.desk.state();
  const nameOf = (id: BodyId | null): string => (id === null ? '' : (rowAt(state.bodies, id)?.name ?? ''));
  const { id, no, dueMs, solved, satisfaction, redone, files } = concern;
  const office = state.settings.office;
  const clock = clockOf(state, concern, parts.now());
  return {
    id,
    no,
    office,
    bodyName: nameOf(concern.body),
    leads: concern.body !== null && own.has(concern.body),
    otherNames: concern.others.map(nameOf),
    title: covered(concern.title),
    text: covered(concern.text),
    places: concern.places.map((place) => placeName(parts, place)),
    state: concern.state,
    dueMs,
    clock,
    responded: concern.respondedMs !== null,
    overdue: clock?.state === 'over',
    extensionAsked: concern.extensionAsked !== null,
    measures: concern.measures.map(covered),
    outcome: covered(concern.outcome),
    solved,
    satisfaction,
    redone,
    files,
    diary: concern.diary.filter(isForDepartment).map(({ atMs, act, text, body }) => ({
      atMs,
      act,
      text: covered(text),
      by: body !== null && FROM_BODY.includes(act) ? nameOf(body) : office,
    })),
    may: [...actsFor(state, concern, person)],
  };
}

/** Lines that a department wrote. */
const FROM_BODY: readonly string[] = ['answer', 'report', 'give-back', 'ask-extension', 'note'];
/** Lines that were said to a department. */
const TO_BODY: readonly string[] = [
  'assign',
  'reassign',
  'extend',
  'refuse-extension',
  'urge',
  'send-back',
  'settle',
  'redo',
  'mark',
  'remind-before',
  'remind-after',
  'remind-escalated',
];

function isForDepartment({ act, body }: DiaryLine): boolean {
  if (act === 'note') return body !== null;
  return TO_BODY.includes(act) || FROM_BODY.includes(act);
}
