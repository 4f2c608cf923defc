import type { z } from 'zod';
import type { Concern, Person } from '../contract/index.ts';
import { CONCERNS_SHOWN_MAX, type ConcernList, type ConcernQuery, type ConcernRow } from '../contract/concern-view.ts';
import { countedIn, judge, type RateName } from '../desk/concerns/rates.ts';
import { rowAt } from '../desk/table.ts';
import { coversFor } from './concern-cover.ts';
import { tallyOf, type Clocked, type LedgerTally } from './concern-tally.ts';
import type { Parts } from './parts.ts';

type Query = z.output<typeof ConcernQuery>;
type ViewParts = Pick<Parts, 'desk' | 'now'>;

const LAST_CHARS_MAX = 80;

/** The ledger as the reader may see it: overdue first, then by deadline, what is settled last and newest first. */
export function listConcerns(parts: ViewParts, query: Query, reader: Person): ConcernList {
  const state = parts.desk.state();
  const tally = tallyOf(state, parts.now());
  const found = foundIn(parts, tally, query);
  return {
    concerns: found.slice(0, CONCERNS_SHOWN_MAX).map((each) => rowOf(parts, each, coversFor(reader))),
    total: found.length,
    counts: countsFor(parts, tally, query),
    bodies: [...tally.bodies]
      .map((id) => ({ id, name: rowAt(state.bodies, id)?.name ?? id }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
    topics: [...tally.topics].toSorted((a, b) => a.localeCompare(b)),
    plan: state.ledgerPlan,
  };
}

/** Of each state under the other filters, so that the number on a tab is what the tab then shows. */
function countsFor(parts: ViewParts, tally: LedgerTally, query: Query): ConcernList['counts'] {
  const { body, topic, from, rate } = query;
  if ([body, topic, from, rate].every((filter) => filter === '')) return { ...tally.counts };
  const all = foundIn(parts, tally, { ...query, state: 'all', overdue: '', rated: '' });
  const of = (state: Concern['state']): readonly Clocked[] => all.filter(({ concern }) => concern.state === state);
  const settled = of('settled');
  return {
    new: of('new').length,
    assigned: of('assigned').length,
    reported: of('reported').length,
    settled: settled.length,
    overdue: all.filter(({ rank }) => rank === 0).length,
    unasked: settled.filter(({ concern }) => concern.satisfaction === null).length,
    unhappy: settled.filter(({ concern }) => concern.satisfaction === 'not').length,
  };
}

/** What a query finds, in the order of the ledger. */
export function foundConcerns(parts: ViewParts, query: Query): readonly Clocked[] {
  return foundIn(parts, tallyOf(parts.desk.state(), parts.now()), query);
}

function foundIn(parts: ViewParts, tally: LedgerTally, query: Query): readonly Clocked[] {
  // What is settled is looked through only where it can be found: nothing of it is overdue, all that is rated is settled.
  const isSettled = query.overdue === '' && (query.state === 'all' || query.state === 'settled');
  const looked = isSettled ? [...tally.open, ...tally.settled()] : tally.open;
  const found = looked.filter((each) => matches(each, query));
  return (query.rate === '' ? found : behindRate(parts, found, query.rate, query)).toSorted(byUrgency);
}

/** Judged as the rates judge, so that a number and its rows are the same. */
function behindRate(parts: ViewParts, found: readonly Clocked[], rate: RateName, { part, fromMs, toMs }: Query) {
  const concerns = found.map(({ concern }) => concern);
  const judged = judge(parts.desk.state(), concerns, parts.now());
  const counted = new Set(countedIn(judged, rate, { fromMs, toMs }, part === 'yes').map(({ concern }) => concern.id));
  return found.filter(({ concern }) => counted.has(concern.id));
}

/** What stands for no department and no topic. */
const NONE = '-';

function isOfBody({ body, others }: Concern, wanted: string, leadOnly: boolean): boolean {
  if (wanted === '') return true;
  if (wanted === NONE) return body === null;
  return body === wanted || (!leadOnly && others.some((other) => other === wanted));
}

function matches({ concern, clock }: Clocked, query: Query): boolean {
  const { state, body, topic, from, overdue, rated } = query;
  const isState = state === 'all' || (state === 'open' ? concern.state !== 'settled' : concern.state === state);
  const isRated =
    rated === '' || (concern.state === 'settled' && concern.satisfaction === (rated === 'unasked' ? null : 'not'));
  return (
    isState &&
    isOfBody(concern, body, query.lead === 'yes') &&
    isRated &&
    (topic === '' || (topic === NONE ? concern.topics.length === 0 : concern.topics.includes(topic))) &&
    (from === '' || concern.origin.from === from) &&
    (overdue === '' || clock?.state === 'over')
  );
}

function byUrgency(a: Clocked, b: Clocked): number {
  const order = a.rank - b.rank;
  if (order !== 0) return order;
  if (a.rank === 2) return (b.concern.settledMs ?? 0) - (a.concern.settledMs ?? 0);
  return (a.clock?.endMs ?? Infinity) - (b.clock?.endMs ?? Infinity) || b.concern.no - a.concern.no;
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
