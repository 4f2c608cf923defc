import type { Claim, ClaimState } from '../../contract/index.ts';
import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { nextNo } from '../sample-rows.ts';
import { rowAt, withRow } from '../table.ts';
import { changeClaim, homeOf, moved } from './change.ts';
import { applyEvidence, applyPoints } from './rows.ts';
import { joinClaims, splitOff, withoutSplit } from './joined.ts';

/** The state after an entry that is about a claim: its own, or one of a statement, an inquiry or a concern. */
export function applyClaims(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'claim-opened':
      return opened(state, fact, entry);
    case 'claim-merged':
      return merged(state, fact.body, entry);
    case 'claim-split':
      return split(state, fact.body, entry);
    case 'statement-published': {
      const claim = rowAt(state.statements, fact.body.statement)?.claim ?? null;
      return claim === null ? state : changeClaim(state, claim, (held) => answered(held, entry));
    }
    case 'inquiry-sent':
      return changeClaim(state, fact.body.claim, (held) =>
        held.state === 'new' ? moved(held, 'checking', entry) : held,
      );
    case 'concern-opened': {
      const { origin, concern } = fact.body;
      if (origin.from !== 'claim' || origin.point === null) return state;
      const wanted = origin.point;
      return changeClaim(state, origin.claim, (held) => ({
        ...held,
        points: held.points.map((point) => (point.id === wanted ? { ...point, concern } : point)),
      }));
    }
    default:
      return applyOwn(applyEvidence(applyPoints(state, fact, entry), fact, entry), fact, entry);
  }
}

/** What only changes the claim's head. */
function applyOwn(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'claim-edited': {
      const { claim, ...change } = fact.body;
      const title = 'title' in entry.texts ? { title: textOf(entry, 'title') } : {};
      return changeClaim(state, claim, (held) => ({ ...held, ...defined(change), ...title }));
    }
    case 'claim-taken':
      return changeClaim(state, fact.body.claim, (held) => {
        const holder = rowAt(state.people, entry.actor)?.id ?? null;
        return { ...(held.state === 'new' ? moved(held, 'checking', entry) : held), holder };
      });
    case 'claim-handed-over':
      return changeClaim(state, fact.body.claim, (held) => ({ ...held, holder: fact.body.to }));
    case 'claim-moved':
      return changeClaim(state, fact.body.claim, (held) => ({
        ...moved(held, fact.body.to, entry),
        lookAgainMs: fact.body.lookAgainMs,
        passedTo: fact.body.to === 'passed-on' ? textOf(entry, 'passedTo') : held.passedTo,
      }));
    case 'claim-graded':
      return changeClaim(state, fact.body.claim, (held) => ({
        ...held,
        grade: fact.body.grade,
        gradedMs: entry.atMs,
      }));
    case 'claim-response-chosen': {
      const { claim, choice, reasons } = fact.body;
      const chosen = { choice, reasons, note: textOf(entry, 'note'), atMs: entry.atMs, by: entry.actor };
      return changeClaim(state, claim, (held) => ({ ...held, choice: chosen }));
    }
    case 'claim-earlier-taken':
      return changeClaim(state, fact.body.claim, (held) => ({
        ...held,
        earlier: fact.body.statement,
        earlierMs: held.earlierMs ?? entry.atMs,
      }));
    default:
      return state;
  }
}

type Opened = Extract<Fact, { kind: 'claim-opened' }>;

function opened(state: DeskState, { body }: Opened, entry: FoldEntry): DeskState {
  const { claim: id, origin, knownMs, firstPostMs, topics, places, sample, about = null } = body;
  const claim: Claim = {
    id,
    no: nextNo(state, 'claims'),
    version: 1,
    title: textOf(entry, 'title'),
    about,
    topics,
    places,
    origin,
    state: 'new',
    steps: [{ state: 'new', atMs: entry.atMs, by: entry.actor, note: '' }],
    holder: null,
    knownMs,
    openedMs: entry.atMs,
    firstPostMs,
    grade: 'ordinary',
    gradedMs: null,
    lookAgainMs: null,
    passedTo: '',
    mergedInto: null,
    splitFrom: null,
    variants: [],
    dismissedPosts: [],
    points: [],
    evidence: [],
    choice: null,
    reports: [],
    pauses: [],
    acknowledged: {},
    earlier: null,
    sample,
  };
  return { ...state, claims: withRow(state.claims, id, claim) };
}

function merged(
  state: DeskState,
  { claim, into }: Extract<Fact, { kind: 'claim-merged' }>['body'],
  entry: FoldEntry,
): DeskState {
  const from = rowAt(state.claims, claim);
  const home = homeOf(state, into);
  if (from === undefined || home === undefined || home.id === claim) return state;
  const joined = changeClaim(state, home.id, (held) => joinClaims(held, from, entry.atMs));
  return changeClaim(joined, claim, (held) => ({ ...moved(held, 'merged', entry), mergedInto: home.id }), false);
}

function split(state: DeskState, body: Extract<Fact, { kind: 'claim-split' }>['body'], entry: FoldEntry): DeskState {
  const from = homeOf(state, body.claim);
  if (from === undefined) return state;
  const fresh = splitOff(from, body, nextNo(state, 'claims'), entry);
  const left = changeClaim(state, from.id, (held) => withoutSplit(held, body));
  return { ...left, claims: withRow(left.claims, fresh.id, fresh) };
}

/** A statement is out: the claim is answered. A closed one stays closed (a correction), an answered one answered. */
function answered(held: Claim, entry: FoldEntry): Claim {
  const done: readonly ClaimState[] = ['answered', 'closed', 'merged'];
  return done.includes(held.state) ? held : moved(held, 'answered', entry);
}

/** Without the keys that are not there: an absent one changes nothing. */
function defined<T extends object>(change: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
