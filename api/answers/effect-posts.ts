import { EFFECT_POSTS_MAX, type Claim, type PostId, type Statement } from '../contract/index.ts';
import { fingerprintOf } from '../analysis/fingerprint.ts';
import type { Carried } from '../effect/effect.ts';
import type { PostFilter } from '../posts/port.ts';
import { addressOf } from '../publisher/frame.ts';
import { statementPath } from '../publisher/input.ts';
import { formOf, wholeText } from '../publisher/words.ts';
import { groupsOf } from './claim-spread.ts';
import { ALL_POSTS, DAY_MS, phrasesOf } from './filter.ts';
import type { Parts } from './parts.ts';

export type EffectParts = Pick<Parts, 'posts' | 'desk' | 'tokensOf' | 'lookout' | 'lexicon' | 'claimVoices' | 'now'>;

/** What finding the posts of a claim or a statement needs. */
export type CarryingParts = Pick<Parts, 'posts' | 'desk' | 'tokensOf'>;

/** Variants without a group, whose words are looked for. */
const WORDED_MAX = 10;
/** Statements of one claim whose mentions are looked for; the newest. */
const STATEMENTS_MAX = 12;
const PAGE_POSTS = 500;
/** Words of a sentence that are looked for in their order. */
const SENTENCE_CHARS_MAX = 40;
/** Shorter sentences are found in texts that have nothing to do with it. */
const SENTENCE_CHARS_MIN = 8;

export type Found = { readonly posts: ReadonlyMap<PostId, Carried>; readonly cutMs: number | null };

/** Posts that tell the claim: near-copies of its variants, and by their words those that were typed in. */
export async function repeatFilters(parts: CarryingParts, claim: Claim): Promise<readonly PostFilter[]> {
  const groups = groupsOf(claim);
  const worded = claim.variants.filter(({ group }) => group === null).slice(0, WORDED_MAX);
  const words = await Promise.all(worded.map(({ text }) => wordFilter(parts, text)));
  const copies = groups.length === 0 ? [] : [{ ...ALL_POSTS, groups }];
  return [...copies, ...words.flatMap((filter) => filter ?? [])];
}

/** A short text as it stands; of a longer one the first sentence. */
async function wordFilter(parts: CarryingParts, text: string): Promise<PostFilter | null> {
  const sentence = (
    text.split(/[。！？!?\n]/u).find((part) => part.trim().length >= SENTENCE_CHARS_MIN) ?? text
  ).trim();
  const bare = sentence
    .replace(/["“”「」『』]/gu, ' ')
    .slice(0, SENTENCE_CHARS_MAX)
    .trim();
  if (bare === '') return null;
  return { ...ALL_POSTS, phrases: await phrasesOf(parts, `"${bare}"`) };
}

/** Posts that carry a statement: its title, its official sentence, the address of its page, or a near-copy of its text. */
export async function mentionFilters(
  parts: CarryingParts,
  statements: readonly Statement[],
): Promise<readonly PostFilter[]> {
  const newest = statements.toSorted((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0)).slice(0, STATEMENTS_MAX);
  const filters = await Promise.all(newest.map((statement) => mentionsOfOne(parts, statement)));
  return filters.flat();
}

async function mentionsOfOne(parts: CarryingParts, statement: Statement): Promise<readonly PostFilter[]> {
  const fromMs = statement.publishedMs ?? 0;
  const form = formOf(statement);
  const page = parts.desk.state().publicPage;
  const official = form.fact === '' ? form.lead : form.fact;
  const link = page.url === '' ? '' : addressOf({ page }, statementPath(statement));
  const worded = [form.title, official, link].filter((text) => text.trim().length >= SENTENCE_CHARS_MIN);
  const words = await Promise.all(worded.map((text) => wordFilter(parts, text)));
  const text = wholeText(statement);
  const [tokens = []] = await parts.tokensOf([text]);
  const [copy] = await parts.posts.nearCopies([fingerprintOf(tokens)], fromMs - DAY_MS);
  const [post] = copy === null || copy === undefined ? [] : await parts.posts.get([copy]);
  const copies = post === undefined ? [] : [{ ...ALL_POSTS, groups: [post.group] }];
  return [...words.flatMap((filter) => filter ?? []), ...copies].map((filter) => ({ ...filter, fromMs }));
}

/** All posts of these filters in the time, each once, newest first. Where there are too many the oldest are left out, and said so. */
export async function postsOf(
  { posts }: Pick<Parts, 'posts'>,
  filters: readonly PostFilter[],
  fromMs: number,
  toMs: number,
  most = EFFECT_POSTS_MAX,
): Promise<Found> {
  const found = new Map<PostId, Carried>();
  let cutMs: number | null = null;
  const share = Math.max(PAGE_POSTS, Math.floor(most / Math.max(1, filters.length)));
  for (const filter of filters) {
    const within = { ...filter, fromMs: Math.max(filter.fromMs, fromMs), toMs };
    let cursor: string | null = null;
    let read = 0;
    let oldestMs = toMs;
    do {
      const page = await posts.search(within, {
        sort: 'newest',
        limit: Math.min(PAGE_POSTS, most),
        cursor,
        facets: false,
        stepMs: DAY_MS,
      });
      for (const { id, source, publishedMs } of page.posts) {
        found.set(id, { source, atMs: publishedMs });
        oldestMs = publishedMs;
      }
      read += page.posts.length;
      cursor = page.cursor;
    } while (cursor !== null && read < share);
    if (cursor !== null) cutMs = Math.max(cutMs ?? 0, oldestMs);
  }
  return { posts: found, cutMs };
}
