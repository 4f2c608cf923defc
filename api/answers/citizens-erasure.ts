import { setImmediate as othersTurn } from 'node:timers/promises';
import { coverExcerpt, maskText } from '../contract/privacy.ts';
import type { Erased, ErasureFound, ErasureOrder, Post, Refusal } from '../contract/index.ts';
import type { z } from 'zod';
import type { Actor } from '../desk/roles.ts';
import { addErasures, erasuresPath } from '../journal/erasures.ts';
import { SCAN_POSTS_MAX } from '../posts/port.ts';
import type { Request } from '../work/inbox.ts';
import { ALL_POSTS, DAY_MS, phrasesOf } from './filter.ts';
import { sourceName } from './names.ts';
import type { Parts } from './parts.ts';

export const TRACES_MAX = 50;
/** A look through everything ends after that, and says that it was not whole. */
const LOOK_MS_MAX = 20_000;
const JOURNAL_PAGE = 500;
const EXCERPT_CHARS = 200;

/** Where some words stand, or what lies at an address: posts of the store, and texts that the journal refers to. */
export async function findTraces(parts: Parts, text: string): Promise<ErasureFound> {
  const posts = /^https?:\/\//i.test(text) ? await postsAt(parts, text) : await postsWith(parts, text);
  const texts = await textsWith(parts, text);
  return {
    posts: posts.found.map((post) => ({
      id: post.id,
      title: coverExcerpt(post.title),
      text: excerptOf(post.text, text),
      source: sourceName(parts, post.source),
      seenMs: post.seenMs,
    })),
    texts: texts.found,
    more: posts.more || texts.more,
  };
}

type Traces<T> = { readonly found: T[]; readonly more: boolean };

async function postsWith(parts: Parts, text: string): Promise<Traces<Post>> {
  const phrases = await phrasesOf(parts, `"${text.replace(/["“”]/g, ' ')}"`);
  const options = { sort: 'newest', limit: TRACES_MAX, cursor: null, facets: false, stepMs: DAY_MS } as const;
  const { posts, total } = await parts.posts.search({ ...ALL_POSTS, phrases }, options);
  return { found: [...posts], more: total > posts.length };
}

/** No index goes by addresses: the store is read through, a page at a time. */
async function postsAt(parts: Parts, address: string): Promise<Traces<Post>> {
  const endMs = parts.now() + LOOK_MS_MAX;
  const found: Post[] = [];
  for (let mark = ''; ;) {
    const page = await parts.posts.scan(mark, SCAN_POSTS_MAX);
    found.push(...page.posts.filter(({ url }) => url?.startsWith(address) === true));
    const isFull = found.length > TRACES_MAX || parts.now() > endMs;
    if (page.posts.length === 0) return { found, more: false };
    if (isFull) return { found: found.slice(0, TRACES_MAX), more: true };
    mark = page.mark;
  }
}

async function textsWith(parts: Parts, text: string): Promise<Traces<ErasureFound['texts'][number]>> {
  const endMs = parts.now() + LOOK_MS_MAX;
  const found: ErasureFound['texts'] = [];
  for (let n = 1; ; n += JOURNAL_PAGE) {
    const page = parts.journal.read(n, JOURNAL_PAGE);
    for (const { atMs, kind, texts, refs } of page) {
      for (const [name, kept] of Object.entries(texts)) {
        const ref = refs[name];
        if (kept === null || ref === undefined || !kept.includes(text)) continue;
        found.push({ ref, what: `${kind}.${name}`, text: excerptOf(kept, text), atMs });
      }
    }
    if (page.length < JOURNAL_PAGE) return { found: found.slice(0, TRACES_MAX), more: found.length > TRACES_MAX };
    if (found.length > TRACES_MAX || parts.now() > endMs) return { found: found.slice(0, TRACES_MAX), more: true };
    await othersTurn();
  }
}

function excerptOf(whole: string, part: string): string {
  const at = Math.max(0, whole.indexOf(part) - EXCERPT_CHARS / 4);
  return coverExcerpt(maskText(whole.slice(at, at + EXCERPT_CHARS)));
}

/**
 * Erases for good. The list outside the backups first, so that a crash between the two forgets nothing and a restored backup
 * erases again; then the store, the journal's texts and the state that was made of them; then the act itself, as numbers.
 */
export async function erase(
  parts: Parts,
  request: Request,
  order: z.infer<typeof ErasureOrder>,
  by: Actor,
): Promise<z.infer<typeof Erased> | Refusal> {
  const { id, kind } = request;
  const act = { act: 'erase', posts: order.posts.length, texts: order.texts.length } as const;
  const refused = parts.desk.command({ do: 'request', id, kind, act }, by);
  if (refused !== null) return refused;
  const atMs = parts.now();
  addErasures(erasuresPath(parts.config.dataDir), [
    ...order.posts.map((post) => ({ what: 'post', id: post, atMs }) as const),
    ...order.texts.map((ref) => ({ what: 'content', id: ref, atMs }) as const),
  ]);
  const posts = order.posts.length === 0 ? 0 : await parts.posts.erase(order.posts);
  const texts = order.texts.filter((ref) => parts.journal.erase(ref)).length;
  if (texts > 0) parts.desk.foldAnew();
  return { posts, texts };
}
