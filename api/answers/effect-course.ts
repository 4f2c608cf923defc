import type { Claim, PostId, Statement } from '../contract/index.ts';
import { statementsOf } from '../desk/clocks/clocks-of.ts';
import type { Carried } from '../effect/effect.ts';
import type { Moment } from '../effect/finding.ts';
import { mentionFilters, postsOf, repeatFilters, type EffectParts } from './effect-posts.ts';
import { DAY_MS, HOUR_MS } from './filter.ts';

/** A statement is looked at from a day before it to three days after it; a claim over a month at most. */
const BEFORE_MS = DAY_MS;
const AFTER_MS = 3 * DAY_MS;
const COURSE_MS_MAX = 30 * DAY_MS;
/** After the last statement a claim's course is drawn for so long. */
const TAIL_MS = 14 * DAY_MS;

/** What is looked at: from when to when, around which moment, with which statements. */
export type Course = {
  readonly claim: Claim | null;
  readonly statements: readonly Statement[];
  readonly moment: Moment | null;
  readonly fromMs: number;
  readonly toMs: number;
  /** Statements whose mentions are counted. */
  readonly of: readonly Statement[];
};

export function statementCourse(parts: EffectParts, statement: Statement, claim: Claim | null, outMs: number): Course {
  const nowMs = parts.now();
  const toMs = Math.max(outMs, Math.min(nowMs, outMs + AFTER_MS));
  const firstMs = claim === null ? outMs : firstOf(claim);
  // A window before the moment is always within it, so that nothing before reads as nothing and not as unknown.
  const roomMs = Math.max(HOUR_MS, (toMs - outMs) / 6);
  const fromMs = Math.min(outMs - roomMs, Math.max(firstMs, outMs - BEFORE_MS));
  const moment = { atMs: outMs, kind: statement.kind };
  const statements = claim === null ? [statement] : publishedOf(parts, claim);
  return { claim, statements, moment, fromMs, toMs, of: [statement] };
}

export function claimCourse(parts: EffectParts, claim: Claim): Course {
  const nowMs = parts.now();
  const statements = publishedOf(parts, claim);
  const [first] = statements;
  const outMs = first?.publishedMs ?? null;
  const lastMs = statements.at(-1)?.publishedMs ?? nowMs;
  const toMs = Math.min(nowMs, Math.max(lastMs, claim.knownMs) + TAIL_MS);
  const roomMs = outMs === null ? HOUR_MS : Math.max(HOUR_MS, (toMs - outMs) / 6);
  const fromMs = Math.max(Math.min(firstOf(claim), (outMs ?? toMs) - roomMs), toMs - COURSE_MS_MAX);
  const moment = first === undefined || outMs === null ? null : { atMs: outMs, kind: first.kind };
  return { claim, statements, moment, fromMs, toMs, of: statements };
}

/** Published ones that answer the claim, oldest first. */
function publishedOf({ desk }: EffectParts, claim: Claim): readonly Statement[] {
  return statementsOf(desk.state(), claim)
    .filter(({ publishedMs }) => publishedMs !== null)
    .toSorted((a, b) => (a.publishedMs ?? 0) - (b.publishedMs ?? 0));
}

function firstOf(claim: Claim): number {
  return Math.min(claim.firstPostMs ?? claim.knownMs, claim.knownMs, ...claim.variants.map((each) => each.firstSeenMs));
}

/** The posts of a course. A post that mentions a statement repeats no claim, nor does one that a person set aside. */
export type Gathered = {
  readonly repeats: ReadonlyMap<PostId, Carried>;
  readonly mentions: ReadonlyMap<PostId, Carried>;
  /** From where on all were read. */
  readonly fromMs: number;
  readonly cut: boolean;
};

export async function gather(parts: EffectParts, { claim, of, fromMs: wantedMs, toMs }: Course): Promise<Gathered> {
  const told = claim === null ? [] : await repeatFilters(parts, claim);
  const repeated = await postsOf(parts, told, wantedMs, toMs);
  const mentioned = await postsOf(parts, await mentionFilters(parts, of), wantedMs, toMs);
  const cutMs = Math.max(repeated.cutMs ?? 0, mentioned.cutMs ?? 0);
  const fromMs = Math.max(wantedMs, cutMs);
  // A rebuttal repeats the rumor once: who passes on the statement does not pass on the claim.
  const dismissed = new Set(claim?.dismissedPosts);
  const isRepeat = ([id, { atMs }]: readonly [PostId, Carried]): boolean =>
    !mentioned.posts.has(id) && !dismissed.has(id) && atMs >= fromMs;
  return {
    repeats: new Map([...repeated.posts].filter(isRepeat)),
    mentions: new Map([...mentioned.posts].filter(([, { atMs }]) => atMs >= fromMs)),
    fromMs,
    cut: cutMs > wantedMs,
  };
}
