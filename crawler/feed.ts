import type { Reason } from '../api/contract/source.ts';
import { webAddress } from '../api/contract/address.ts';
import { beijingIso, parseTime } from './dates.ts';
import { readLoosely } from './feed-loose.ts';
import type { RawEntry, RawFeed } from './feed-raw.ts';
import { readStrictly } from './feed-strict.ts';
import { plainLine, plainText } from './plain-text.ts';
import { reasonOf } from './reason.ts';

/** Tags inside one another, counted before parsing. Feeds need about ten, an embedded page some dozens. */
const DEPTH_MAX = 500;
/** Tags of one feed: 500 entries of 100 tags, and room. */
const TAGS_MAX = 200_000;
const LINK_WITH_BASE = /<(?:\w+:)?link\s[^<>]{0,300}xml:base\s*=/;
/** Markup of one entry that is read; a post's text is cut at 20,000 characters anyway. */
const BODY_CHARS_MAX = 200_000;

/** One entry. Not masked yet; the author is for the voice alone. */
export type FeedEntry = {
  readonly id: string | null;
  /** Absolute where the feed or its address tells from what. */
  readonly url: string | null;
  readonly title: string;
  readonly publishedMs: number | null;
  readonly text: string;
  readonly author: string | null;
};
export type Feed = { readonly title: string; readonly entries: readonly FeedEntry[] };

/** Times as the product writes them at its edges. */
export function isoOf(ms: number | null): string | null {
  return ms === null ? null : beijingIso(ms);
}

/** True for markup that is nested or repeated beyond any feed: it is not parsed at all. */
function isBomb(source: string): boolean {
  let depth = 0;
  let tags = 0;
  for (const [tag] of source.matchAll(/<(?:!--|!\[CDATA\[|\/?[a-zA-Z][^<>]{0,2000})/g)) {
    if (++tags > TAGS_MAX) return true;
    if (tag.startsWith('<!')) continue;
    depth += tag.startsWith('</') ? -1 : tag.endsWith('/') ? 0 : 1;
    if (depth > DEPTH_MAX) return true;
  }
  return false;
}

function readRaw(source: string): RawFeed | null {
  try {
    // The strict reader forgets the base of a single link.
    return LINK_WITH_BASE.test(source) ? readLoosely(source) : readStrictly(source);
  } catch (error) {
    // Not well-formed, in one of the reader's many ways of saying so: the lenient reader has the last word.
    if (error instanceof Error) return readLoosely(source);
    throw error;
  }
}

function resolved(address: string, ...bases: readonly (string | null)[]): string | null {
  const base = bases.reduce<string | null>(
    (from, to) => (to === null ? from : (webAddress(to, from ?? undefined)?.href ?? from)),
    null,
  );
  if (!URL.canParse(address, base ?? undefined)) return base === null ? address : null;
  return /^(?:https?):/i.test(new URL(address, base ?? undefined).protocol)
    ? new URL(address, base ?? undefined).href
    : null;
}

/** A feed's time is a date: words such as 昨天 are no feed's, and what they would mean depends on when the feed was made. */
function dateOf(date: string | null, nowMs: number): number | null {
  if (date === null || !/\d/.test(date)) return null;
  // Servers with a Chinese locale translate the names inside an RFC 822 date: 星期四, 05 3月 2026 09:30:00 +0800.
  const inOrder = date.replace(/^.*?(\d{1,2})\s+(\d{1,2})月\s+(\d{4})/s, '$3-$2-$1');
  return parseTime(inOrder.replace(/\s+/g, ' ').trim(), nowMs);
}

function entryOf(raw: RawEntry, feed: RawFeed, url: string | null, nowMs: number): FeedEntry {
  const from = url ?? (feed.link !== null && webAddress(feed.link) ? feed.link : null);
  return {
    id: raw.id,
    url: raw.link === null ? null : resolved(raw.link, from, feed.base, ...raw.bases),
    title: plainLine(raw.title ?? ''),
    publishedMs: dateOf(raw.date, nowMs),
    text: plainText((raw.body ?? '').slice(0, BODY_CHARS_MAX)),
    author: raw.author,
  };
}

/**
 * Reads a feed (RSS, Atom, JSON Feed, RDF), broken ones as far as they go. `url` is where it was fetched, null for a file.
 * Entities of a DTD are not expanded. A reason in place of a feed where there is none.
 */
export function parseFeedText(source: string, url: string | null, nowMs: number): Feed | Reason {
  if (isBomb(source)) return reasonOf('page-too-heavy', { seconds: 1 });
  const raw = readRaw(source.trimStart());
  if (!raw) return reasonOf('not-a-feed');
  return { title: plainLine(raw.title ?? ''), entries: raw.entries.map((entry) => entryOf(entry, raw, url, nowMs)) };
}
