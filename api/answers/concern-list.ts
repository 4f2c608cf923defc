import type { z } from 'zod';
import type { Concern, Person } from '../contract/index.ts';
import { CONCERNS_SHOWN_MAX, type ConcernList, type ConcernQuery, type ConcernRow } from '../contract/concern-view.ts';
import { clockOf } from '../desk/concerns/time.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { coversFor } from './concern-cover.ts';
import type { Parts } from './parts.ts';

type Query = z.output<typeof ConcernQuery>;
type ViewParts = Pick<Parts, 'desk' | 'now'>;
type Clocked = { readonly concern: Concern; readonly clock: ReturnType<typeof clockOf> };

const LAST_CHARS_MAX = 80;

/** The ledger as the reader may see it: overdue first, then by deadline, what is settled last and newest first. */
export function listConcerns(parts: ViewParts, query: Query, reader: Person): ConcernList {
  const state = parts.desk.state();
  const all = clocked(parts);
  const found = all.filter((each) => matches(each, query)).toSorted(byUrgency);
  const bodies = new Set(all.flatMap(({ concern }) => (concern.body === null ? [] : [concern.body])));
  return {
    concerns: found.slice(0, CONCERNS_SHOWN_MAX).map((each) => rowOf(parts, each, coversFor(reader))),
    total: found.length,
    counts: countsOf(all),
    bodies: [...bodies]
      .map((id) => ({ id, name: rowAt(state.bodies, id)?.name ?? id }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
    topics: [...new Set(all.flatMap(({ concern }) => concern.topics))].toSorted((a, b) => a.localeCompare(b)),
    plan: state.ledgerPlan,
  };
}

/** What a query finds, in the order of the ledger. */
export function foundConcerns(parts: ViewParts, query: Query): readonly Clocked[] {
  return clocked(parts)
    .filter((each) => matches(each, query))
    .toSorted(byUrgency);
}

function clocked(parts: ViewParts): readonly Clocked[] {
  const state = parts.desk.state();
  const nowMs = parts.now();
  return rowsOf(state.concerns).map((concern) => ({ concern, clock: clockOf(state, concern, nowMs) }));
}

function matches({ concern, clock }: Clocked, query: Query): boolean {
  const { state, body, topic, from, overdue, rated } = query;
  const isState = state === 'all' || (state === 'open' ? concern.state !== 'settled' : concern.state === state);
  const isBody = body === '' || concern.body === body || concern.others.some((other) => other === body);
  const isRated =
    rated === '' || (concern.state === 'settled' && concern.satisfaction === (rated === 'unasked' ? null : 'not'));
  return (
    isState &&
    isBody &&
    isRated &&
    (topic === '' || concern.topics.includes(topic)) &&
    (from === '' || concern.origin.from === from) &&
    (overdue === '' || clock?.state === 'over')
  );
}

const rank = ({ concern, clock }: Clocked): number =>
  concern.state === 'settled' ? 2 : clock?.state === 'over' ? 0 : 1;

function byUrgency(a: Clocked, b: Clocked): number {
  const order = rank(a) - rank(b);
  if (order !== 0) return order;
  if (rank(a) === 2) return (b.concern.settledMs ?? 0) - (a.concern.settledMs ?? 0);
  return (a.clock?.endMs ?? Infinity) - (b.clock?.endMs ?? Infinity) || b.concern.no - a.concern.no;
}

function countsOf(all: readonly Clocked[]): Record<string, number> {
  const counts = { new: 0, assigned: 0, reported: 0, settled: 0, overdue: 0, unasked: 0, unhappy: 0 };
  for (const { concern, clock } of all) {
    counts[concern.state] += 1;
    if (clock?.state === 'over') counts.overdue += 1;
    if (concern.state === 'settled' && concern.satisfaction === null) counts.unasked += 1;
    if (concern.state === 'settled' && concern.satisfaction === 'not') counts.unhappy += 1;
  }
  return counts;
}

function rowOf(parts: ViewParts, { concern, clock }: Clocked, cover: (text: string) => string): ConcernRow {
  const { bodies } = parts.desk.state();
  const nameOf = (id: string): string => rowAt(bodies, id)?.name ?? id;
  const last = concern.diary.findLast(({ text }) => text !== '');
  return {
    id: concern.id,
    no: concern.no,
    title: cover(concern.title),
    topics: concern.topics,
    places: concern.places,
    from: concern.origin.from,
    state: concern.state,
    openedMs: concern.openedMs,
    bodyName: concern.body === null ? '' : nameOf(concern.body),
    otherNames: concern.others.map(nameOf),
    clock,
    overdue: clock?.state === 'over',
    lastMs: concern.diary.at(-1)?.atMs ?? concern.openedMs,
    lastText: last === undefined ? '' : [...cover(saidBy(last))].slice(0, LAST_CHARS_MAX).join(''),
    solved: concern.state === 'settled' || concern.state === 'reported' ? concern.solved : null,
    satisfaction: concern.satisfaction,
    urges: concern.urges.length,
    redone: concern.redone,
    extensionAsked: concern.extensionAsked !== null,
    marked: concern.marks.length > 0,
    sample: concern.sample,
  };
}

/** A revisit's line holds its word alone, which has a column of its own. */
function saidBy({ act, text }: Concern['diary'][number]): string {
  return act === 'revisit' || act === 'satisfied' ? '' : text;
}
