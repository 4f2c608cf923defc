import { createHash } from 'node:crypto';
import type { Claim, ClaimDetail, ClaimId, ClaimRow, Person, Role, Variant } from '../contract/index.ts';
import { DESK, FileHash } from '../contract/index.ts';
import { coverExcerpt } from '../contract/privacy.ts';
import type { MaskedText } from '../contract/text.ts';
import { clocksOf, statementsOf } from '../desk/clocks/clocks-of.ts';
import { actsFor } from '../desk/claims/rules.ts';
import { responseSheet } from '../desk/claims/sheet.ts';
import { overallVerdict, overturnedCount } from '../desk/claims/verdict.ts';
import { may } from '../desk/roles.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { earlierAnswers } from './claim-earlier.ts';
import { groupsOf, NO_COUNTS, recentCounts, unlessAway } from './claim-spread.ts';
import { textOfPost } from './claim-watch.ts';
import type { Parts } from './parts.ts';
import { EXCERPT_CHARS_MAX } from './post-view.ts';

/** Proposals on the screen at a time. */
export const PROPOSALS_SHOWN_MAX = 5;
const CLAIMS_LISTED_MAX = 200;

type ViewParts = Pick<Parts, 'posts' | 'desk' | 'now' | 'claimProposals' | 'claimVoices' | 'lexicon'>;

/** Rows of the board; posts of all their variants are counted in one call. */
export async function claimRows(parts: ViewParts, claims: readonly Claim[]): Promise<ClaimRow[]> {
  const state = parts.desk.state();
  const sizes = await unlessAway(parts.posts.groupSizes([...new Set(claims.flatMap(groupsOf))]));
  return claims.map((claim) => claimRow(state, claim, sizes, parts.now()));
}

function claimRow(state: DeskState, claim: Claim, sizes: Sizes | null, nowMs: number): ClaimRow {
  const { id, no, title, topics, places, grade, knownMs, firstPostMs, lookAgainMs, passedTo, sample } = claim;
  return {
    id,
    no,
    title,
    state: claim.state,
    sinceMs: claim.steps.at(-1)?.atMs ?? claim.openedMs,
    holder: claim.holder,
    holderName: claim.holder === null ? null : (rowAt(state.people, claim.holder)?.name ?? null),
    overall: overallVerdict(claim.points),
    verdicts: claim.points.map((point) => point.verdict),
    topics,
    places,
    grade,
    knownMs,
    firstPostMs,
    lookAgainMs,
    passedTo,
    variants: claim.variants.length,
    mentions: sizes === null ? null : mentionsOf(claim, sizes),
    clocks: [...clocksOf(claim, statementsOf(state, claim), state, nowMs)],
    alert: claim.origin.from === 'alert' ? claim.origin.alert : null,
    sample,
  };
}

type Sizes = ReadonlyMap<string, number>;

function mentionsOf(claim: Claim, sizes: Sizes): number {
  return groupsOf(claim).reduce((sum, group) => sum + (sizes.get(group) ?? 0), 0);
}

/** One claim for one reader. Those who are not of the desk read excerpts that are covered, and no address. */
export async function claimDetail(parts: ViewParts, claim: Claim, reader: Person): Promise<ClaimDetail> {
  const state = parts.desk.state();
  const sizes = await unlessAway(parts.posts.groupSizes(groupsOf(claim)));
  const mentions = sizes === null ? null : mentionsOf(claim, sizes);
  const recent = await unlessAway(recentCounts(parts, claim));
  const ofDesk = may(reader.roles, DESK);
  const sourcesWatched = rowsOf(state.sources).length;
  return {
    claim: ofDesk ? claim : covered(claim),
    overall: overallVerdict(claim.points),
    overturned: overturnedCount(claim.points),
    names: namesIn(state, claim),
    clocks: [...clocksOf(claim, statementsOf(state, claim), state, parts.now())],
    merged: rowsOf(state.claims)
      .filter((other) => other.mergedInto === claim.id)
      .map(shortOf)
      .toSorted((a, b) => a.no - b.no)
      .slice(0, CLAIMS_LISTED_MAX),
    into: claim.mergedInto === null ? null : shortAt(state, claim.mergedInto),
    counts: Object.fromEntries(
      claim.variants.map(({ id, group }) => [id, group === null ? 0 : (sizes?.get(group) ?? 0)]),
    ),
    textHashes: textHashesOf(claim),
    mentions,
    earlier: [...(await earlierAnswers(state, claim))],
    proposals: ofDesk ? ((await unlessAway(proposalsOf(parts, claim))) ?? []) : [],
    asked: inquiriesOf(state, claim).map(({ no, sentMs, sentBy, body }) => ({
      ...{ no, atMs: sentMs, by: sentBy },
      body: rowAt(state.bodies, body)?.name ?? '',
    })),
    published: statementsOf(state, claim)
      .flatMap(({ no, publishedMs, kind }) => (publishedMs === null ? [] : [{ no, atMs: publishedMs, kind }]))
      .slice(0, CLAIMS_LISTED_MAX),
    sheet: responseSheet(claim, { ...(recent ?? NO_COUNTS), mentions: mentions ?? 0, sourcesWatched }),
    may: mayOf(reader.roles, claim),
  };
}

function inquiriesOf(state: DeskState, { id }: Claim) {
  return rowsOf(state.inquiries)
    .filter(({ claim }) => claim === id)
    .slice(0, CLAIMS_LISTED_MAX);
}

/** `attach` is one act of the desk; on the wire it comes by post or by text. */
function mayOf(roles: readonly Role[], claim: Claim): string[] {
  return actsFor(roles, claim.state).flatMap((name) =>
    name === 'attach' ? ['attach-post', 'attach-text'] : [name as string],
  );
}

async function proposalsOf(parts: ViewParts, claim: Claim): Promise<ClaimDetail['proposals']> {
  const waiting = parts.claimProposals.of(claim).slice(0, PROPOSALS_SHOWN_MAX);
  const posts = await parts.posts.get(waiting.map(({ post }) => post));
  const sizes = await parts.posts.groupSizes(posts.map(({ group }) => group));
  return waiting.flatMap(({ post: id, score, firstSeenMs }) => {
    const post = posts.find((each) => each.id === id);
    if (post === undefined) return [];
    return [{ post: id, excerpt: textOfPost(post), count: sizes.get(post.group) ?? 1, score, firstSeenMs }];
  });
}

/** Made when it is asked for: the journal keeps no hash of words that can be erased, for short ones could be guessed from it. */
function textHashesOf({ evidence }: Claim): ClaimDetail['textHashes'] {
  const worded = evidence.filter(({ note }) => note !== '');
  return Object.fromEntries(
    worded.map(({ id, note }) => [id, FileHash.parse(createHash('sha256').update(note).digest('hex'))]),
  );
}

function covered(claim: Claim): Claim {
  return {
    ...claim,
    variants: claim.variants.map((variant): Variant => ({ ...variant, post: null, text: coveredText(variant.text) })),
    evidence: claim.evidence.map((piece) => ({ ...piece, url: null })),
  };
}

/** The edge: texts of variants were masked when they were attached. */
function coveredText(text: string): string {
  const shown = [...coverExcerpt(text as MaskedText)];
  return shown.length <= EXCERPT_CHARS_MAX ? shown.join('') : `${shown.slice(0, EXCERPT_CHARS_MAX).join('')}…`;
}

/** Names of those whom the claim names by id: people of the office and bodies. */
function namesIn(state: DeskState, claim: Claim): Record<string, string> {
  const ids = new Set([
    claim.holder,
    claim.about,
    claim.choice?.by,
    ...claim.steps.map(({ by }) => by),
    ...claim.variants.map(({ by }) => by),
    ...claim.points.flatMap(({ by, given }) => [by, ...given.map((each) => each.by)]),
    ...claim.evidence.flatMap(({ by, body, withdrawn }) => [by, body, withdrawn?.by]),
    ...claim.reports.map(({ by }) => by),
    ...claim.pauses.map(({ by }) => by),
    ...inquiriesOf(state, claim).map(({ sentBy }) => sentBy),
  ]);
  const named = [...ids].flatMap((id) => {
    if (id === null || id === undefined) return [];
    const name = rowAt(state.people, id)?.name ?? rowAt(state.bodies, id.replace(/^body:/, ''))?.name;
    return name === undefined ? [] : [[id, name] as const];
  });
  return Object.fromEntries(named);
}

type Short = { readonly id: ClaimId; readonly no: number; readonly title: string };

function shortOf({ id, no, title }: Claim): Short {
  return { id, no, title };
}

function shortAt(state: DeskState, id: ClaimId): Short | null {
  const claim = rowAt(state.claims, id);
  return claim === undefined ? null : shortOf(claim);
}
