import { setImmediate as othersTurn } from 'node:timers/promises';
import type { ErasureFound, Post, PostId } from '../contract/index.ts';
import { coverExcerpt, maskText } from '../contract/privacy.ts';
import type { Entry } from '../journal/journal.ts';
import { SCAN_POSTS_MAX } from '../posts/port.ts';
import type { Request } from '../work/inbox.ts';
import { filesWith } from './erasure-files.ts';
import { plainWords } from './erasure-words.ts';
import { ALL_POSTS, DAY_MS, phrasesOf } from './filter.ts';
import { sourceName } from './names.ts';
import type { Parts } from './parts.ts';

export const TRACES_MAX = 50;
/** Shares of the whole look; the rest is for files. */
const POSTS_SHARE = 0.5;
const TEXTS_SHARE = 0.3;
/** A look through everything ends after that, and says that it was not whole. */
const LOOK_MS_MAX = 5 * 60_000;
export const JOURNAL_PAGE = 500;
const EXCERPT_CHARS = 200;

/**
 * Entries whose words stay. A statement is a public document of the office: it was signed under the hash of its words, and what is
 * wrong in it is put right by a correction that says so. Staff and the office's own contacts are theirs.
 */
export const KEPT_KINDS: readonly string[] = [
  'statement-saved',
  'statement-released',
  'statement-published',
  'person-added',
  'channel-kept',
  'public-page-changed',
];

/** Where some words stand, or what lies at an address: posts, texts that the journal refers to, files, and what citizens wrote. */
export async function findTraces(
  parts: Parts,
  request: Request,
  text: string,
  report: (share: number) => void,
): Promise<ErasureFound> {
  const endMs = parts.now() + LOOK_MS_MAX;
  const posts = /^https?:\/\//i.test(text)
    ? await postsAt(parts, text, endMs, (share) => report(share * POSTS_SHARE))
    : await postsWith(parts, text);
  report(POSTS_SHARE);
  const made = new Set(posts.found.map(({ id }) => id));
  const texts = await textsWith(parts, text, made, endMs, (share) => report(POSTS_SHARE + share * TEXTS_SHARE));
  const files = await filesWith(parts, text, TRACES_MAX, endMs);
  const requests = requestsWith(parts, request, text);
  return {
    posts: posts.found.map((post) => ({
      id: post.id,
      title: coverExcerpt(post.title),
      text: excerptOf(post.text, text),
      source: sourceName(parts, post.source),
      seenMs: post.seenMs,
    })),
    texts: texts.found.slice(0, TRACES_MAX),
    kept: texts.kept.slice(0, TRACES_MAX),
    files: files.found,
    unreadFiles: files.unread,
    requests: requests.slice(0, TRACES_MAX),
    more: posts.more || texts.more || files.more || requests.length > TRACES_MAX,
  };
}

type Found = { readonly found: readonly Post[]; readonly more: boolean };

async function postsWith(parts: Parts, text: string): Promise<Found> {
  const phrases = await phrasesOf(parts, `"${text.replace(/["“”]/g, ' ')}"`);
  const options = { sort: 'newest', limit: TRACES_MAX, cursor: null, facets: false, stepMs: DAY_MS } as const;
  const { posts, total } = await parts.posts.search({ ...ALL_POSTS, phrases }, options);
  return { found: posts, more: total > posts.length };
}

/** No index goes by addresses: the store is read through, a page at a time. */
async function postsAt(parts: Parts, address: string, endMs: number, report: (share: number) => void): Promise<Found> {
  const found: Post[] = [];
  const all = Math.max(1, (await parts.posts.stats()).posts);
  let read = 0;
  for (let mark = ''; ;) {
    const page = await parts.posts.scan(mark, SCAN_POSTS_MAX);
    read += page.posts.length;
    report(read / all);
    found.push(...page.posts.filter(({ url }) => url?.startsWith(address) === true));
    const isFull = found.length > TRACES_MAX || parts.now() > endMs;
    if (page.posts.length === 0) return { found, more: false };
    if (isFull) return { found: found.slice(0, TRACES_MAX), more: true };
    mark = page.mark;
  }
}

type Texts = { readonly found: ErasureFound['texts']; readonly kept: ErasureFound['kept']; readonly more: boolean };

/** Texts that hold the words, and those that were made of a post that does: a variant is cut short, a concern put in other words. */
async function textsWith(
  parts: Parts,
  text: string,
  posts: ReadonlySet<PostId>,
  endMs: number,
  report: (share: number) => void,
): Promise<Texts> {
  const wanted = plainWords(text);
  const found: ErasureFound['texts'] = [];
  const kept: ErasureFound['kept'] = [];
  for (let n = 1; ; n += JOURNAL_PAGE) {
    const page = parts.journal.read(n, JOURNAL_PAGE);
    for (const entry of page) {
      const isMadeOf = posts.has(postOf(entry));
      for (const [name, held] of Object.entries(entry.texts)) {
        const ref = entry.refs[name];
        if (held === null || held === '' || ref === undefined) continue;
        if (!isMadeOf && !plainWords(held).includes(wanted)) continue;
        const row = { what: `${entry.kind}.${name}`, text: excerptOf(held, text), atMs: entry.atMs };
        if (KEPT_KINDS.includes(entry.kind)) kept.push(row);
        else found.push({ ref, ...row });
      }
    }
    if (page.length < JOURNAL_PAGE) return { found, kept, more: found.length > TRACES_MAX };
    if (found.length > TRACES_MAX || parts.now() > endMs) return { found, kept, more: true };
    report(n / Math.max(1, parts.journal.head().n));
    await othersTurn();
  }
}

/** The post that an entry was made of; '' for none. */
function postOf({ body }: Entry): PostId {
  const origin = body['origin'];
  const from = typeof origin === 'object' && origin !== null && 'post' in origin ? origin.post : body['post'];
  return (typeof from === 'string' ? from : '') as PostId;
}

/** The request's own words lead: they often hold what is to be erased. */
function requestsWith(parts: Pick<Parts, 'inbox'>, own: Request, text: string): ErasureFound['requests'] {
  const wanted = plainWords(text);
  const holds = (each: Request): boolean =>
    plainWords(`${each.text}\n${each.where}\n${each.opinion?.group ?? ''}`).includes(wanted);
  const others = parts.inbox.list().filter((each) => each.id !== own.id && holds(each));
  return [own, ...others]
    .filter((each) => each.text !== '')
    .map((each) => ({ id: each.id, kind: each.kind, text: excerptOf(each.text, text), atMs: each.atMs }));
}

function excerptOf(whole: string, part: string): string {
  const at = Math.max(0, whole.indexOf(part) - EXCERPT_CHARS / 4);
  return coverExcerpt(maskText(whole.slice(at, at + EXCERPT_CHARS)));
}
