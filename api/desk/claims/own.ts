import { refuse, RIGHTS, VARIANTS_MAX, type Claim, type ClaimId, type Refusal } from '../../contract/index.ts';
import { draft } from '../entry.ts';
import { refusePersonName, type Rules } from '../person-text.ts';
import { may } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import type { Case, Decided } from './claims.ts';
import type { ActOf } from './command.ts';
import { wrongState } from './rules.ts';
import { attached } from './variants.ts';
import { fallingPoint, type About } from './verdict.ts';

/** Whom a claim is about, with the name by which evidence may call it. */
export function aboutOf(state: DeskState, body: Claim['about']): About {
  return body === null ? null : { id: body, name: rowAt(state.bodies, body)?.name ?? body };
}

/** A claim with its first variants. Its title is a statement about a matter, never a person's name. */
export function openClaim(state: DeskState, claim: ClaimId, act: ActOf<'open'>, nowMs: number, rules: Rules): Decided {
  if (rowAt(state.claims, claim) !== undefined) return refuse('bad-input', { what: 'id' }, 'id');
  const wrong = refusePersonName(rules, act.title, 'title') ?? refuseBody(state, act.about);
  if (wrong !== null) return wrong;
  const { origin, topics, places, sample, about } = act;
  const knownMs = Math.min(act.knownMs, nowMs);
  const seenMs = act.variants.map((variant) => variant.firstSeenMs);
  const firstPostMs = earliest(act.firstPostMs === null ? seenMs : [act.firstPostMs, ...seenMs]);
  const body = { claim, origin, knownMs, firstPostMs, topics, places, sample, about };
  const texts = new Set<string>();
  const variants = act.variants
    .filter(({ text }) => !texts.has(text) && texts.add(text).size > 0)
    .slice(0, VARIANTS_MAX)
    .map((variant) => attached(claim, variant));
  return [draft('claim-opened', body, { title: act.title }), ...variants];
}

function earliest(timesMs: readonly number[]): number | null {
  return timesMs.length === 0 ? null : Math.min(...timesMs);
}

function refuseBody(state: DeskState, body: Claim['about']): Refusal | null {
  return body === null || rowAt(state.bodies, body)?.active === true
    ? null
    : refuse('bad-input', { what: 'about' }, 'about');
}

export function editClaim({ state, claim, rules }: Case, act: ActOf<'edit'>): Decided {
  const { title, about, topics, places } = act;
  const clash = refuseClash(state, claim, act);
  if (clash !== null) return clash;
  const wrong = title === undefined || title === claim.title ? null : refusePersonName(rules, title, 'title');
  if (wrong !== null) return wrong;
  if (about !== undefined && about !== claim.about) {
    const unknown = refuseBody(state, about);
    if (unknown !== null) return unknown;
    // Its own word alone never makes a point false: also not by naming it afterwards.
    if (fallingPoint(claim.points, claim.evidence, aboutOf(state, about)) !== undefined)
      return refuse('evidence-short', {}, 'about');
  }
  const body = {
    claim: claim.id,
    ...(about === undefined || about === claim.about ? {} : { about }),
    ...(topics === undefined || same(topics, claim.topics) ? {} : { topics }),
    ...(places === undefined || same(places, claim.places) ? {} : { places }),
  };
  const texts = title === undefined || title === claim.title ? {} : { title };
  if (Object.keys(body).length === 1 && Object.keys(texts).length === 0) return [];
  return [draft('claim-edited', body, texts)];
}

/** A field that was changed by somebody else since it was read is not written over; two who say the same do not clash. */
function refuseClash(state: DeskState, claim: Claim, { title, about, topics, seen }: ActOf<'edit'>): Refusal | null {
  const isNew = (now: unknown, wanted: unknown, read: unknown): boolean =>
    wanted !== undefined && read !== undefined && now !== read && now !== wanted;
  const clash = (field: string, theirs: string): Refusal => refuse('claim-overwritten', { theirs }, field);
  if (isNew(claim.title, title, seen?.title)) return clash('title', claim.title);
  if (isNew(claim.about, about, seen?.about)) return clash('about', aboutOf(state, claim.about)?.name ?? '—');
  const [now, wanted, read] = [claim.topics, topics, seen?.topics].map((each) => each?.join());
  return isNew(now, wanted, read) ? clash('topics', claim.topics.join('、') || '—') : null;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

export function takeClaim({ claim, actor }: Case): Decided {
  if (actor.kind !== 'person') return refuse('no-permission');
  if (claim.holder === actor.id && claim.state !== 'new') return wrongState(claim, 'take');
  return [draft('claim-taken', { claim: claim.id })];
}

export function handOver({ state, claim }: Case, act: ActOf<'hand-over'>): Decided {
  const to = rowAt(state.people, act.to);
  if (to?.active !== true || !may(to.roles, RIGHTS['claim-take'])) return refuse('bad-input', { what: 'to' }, 'to');
  return [draft('claim-handed-over', { claim: claim.id, to: act.to }, { note: act.note })];
}

/** 一般 / 重大 / 特别重大: from 重大 on the clocks of 5 h and 24 h run, from the moment of knowing. */
export function gradeClaim({ claim }: Case, act: ActOf<'grade'>): Decided {
  if (act.grade === claim.grade && claim.gradedMs !== null) return [];
  const lowered = act.grade === 'ordinary' && claim.grade !== 'ordinary';
  if (lowered && act.note === '') return refuse('reason-missing', {}, 'note');
  return [draft('claim-graded', { claim: claim.id, grade: act.grade }, { note: act.note })];
}

/** The choice between an answer now and none. It moves nothing by itself. */
export function chooseResponse({ claim }: Case, act: ActOf<'choose'>): Decided {
  if (act.choice === 'wait' && act.note === '') return refuse('reason-missing', {}, 'note');
  const { choice, reasons } = act;
  return [draft('claim-response-chosen', { claim: claim.id, choice, reasons }, { note: act.note })];
}

/** An earlier answer must be out, and of another claim. */
export function takeUp({ state, claim }: Case, act: ActOf<'take-up'>): Decided {
  const statement = rowAt(state.statements, act.statement);
  const isOut = statement !== undefined && statement.publishedMs !== null;
  if (!isOut || statement.claim === claim.id) return refuse('bad-input', { what: 'statement' }, 'statement');
  if (claim.earlier === act.statement) return [];
  return [draft('claim-earlier-taken', { claim: claim.id, statement: act.statement })];
}
