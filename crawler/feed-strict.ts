import { parseFeed } from 'feedsmith';
import { webAddress } from '../api/contract/address.ts';
import { ENTRIES_MAX, type RawFeed } from './feed-raw.ts';

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
const first = (...values: readonly unknown[]): string | null =>
  values.map((value) => text(value)).find((value) => value !== null) ?? null;

type Link = {
  readonly href?: string | undefined;
  readonly rel?: string | undefined;
  readonly type?: string | undefined;
};

/** The page that an Atom element stands for. */
function pageLink(links: readonly Link[] | undefined): string | null {
  return first(linkElement(links)?.href);
}

function linkElement(links: readonly Link[] | undefined): Link | undefined {
  const own = (links ?? []).filter(
    ({ rel, href }) => (rel === undefined || rel === 'alternate') && text(href) !== null,
  );
  return own.find(({ type }) => !type || /html/.test(type)) ?? own[0];
}

/** The author's name of an element whose shape differs from format to format. */
function nameIn(author: unknown): string | null {
  if (Array.isArray(author)) return nameIn(author[0]);
  if (typeof author === 'object' && author !== null && 'name' in author) return text(author.name);
  return text(author);
}

/** Reads a well-formed feed of any format. Throws where it is none (feedsmith's DetectError, MalformedError, ParseError). */
export function readStrictly(source: string): RawFeed {
  const read = parseFeed(source, { maxItems: ENTRIES_MAX });
  switch (read.format) {
    case 'rss':
      return fromRss(read.feed);
    case 'atom':
      return fromAtom(read.feed);
    case 'rdf':
      return fromRdf(read.feed);
    case 'json':
      return fromJson(read.feed);
  }
}

type Read<F extends ReturnType<typeof parseFeed<string>>['format']> = Extract<
  ReturnType<typeof parseFeed<string>>,
  { format: F }
>['feed'];

function fromRss(feed: Read<'rss'>): RawFeed {
  return {
    title: text(feed.title),
    link: first(feed.link, pageLink(feed.atom?.links)),
    base: null,
    entries: (feed.items ?? []).map((item) => ({
      bases: [],
      id: text(item.guid?.value),
      link: first(
        item.link,
        pageLink(item.atom?.links),
        item.guid?.isPermaLink === false ? null : webAddress(item.guid?.value ?? '')?.href,
      ),
      title: first(item.title, item.dc?.titles?.[0], item.media?.title?.value),
      date: first(
        item.pubDate,
        item.dc?.dates?.[0],
        item.dcterms?.issued?.[0],
        item.dcterms?.created?.[0],
        item.dcterms?.modified?.[0],
        item.atom?.published,
        item.atom?.updated,
      ),
      body: longer(item.content?.encoded, item.description),
      author: first(nameIn(item.authors), item.dc?.creators?.[0]),
    })),
  };
}

function fromAtom(feed: Read<'atom'>): RawFeed {
  return {
    title: text(feed.title?.value),
    link: pageLink(feed.links),
    base: feed.xml?.base ?? null,
    entries: (feed.entries ?? []).map((entry) => ({
      bases: [entry.xml?.base ?? null],
      id: text(entry.id),
      link: pageLink(entry.links),
      title: text(entry.title?.value),
      date: first(entry.published, entry.updated, entry.dc?.dates?.[0]),
      body: longer(entry.content?.value, entry.summary?.value),
      author: nameIn(entry.authors),
    })),
  };
}

function fromRdf(feed: Read<'rdf'>): RawFeed {
  return {
    title: text(feed.title),
    link: text(feed.link),
    base: feed.xml?.base ?? null,
    entries: (feed.items ?? []).map((item) => ({
      bases: [],
      id: text(item.rdf?.about),
      link: first(item.link, item.rdf?.about),
      title: first(item.title, item.dc?.titles?.[0]),
      date: first(item.dc?.dates?.[0], item.dcterms?.issued?.[0]),
      body: longer(item.content?.encoded, item.description),
      author: text(item.dc?.creators?.[0]),
    })),
  };
}

function fromJson(feed: Read<'json'>): RawFeed {
  return {
    title: text(feed.title),
    link: text(feed.home_page_url),
    base: null,
    entries: (feed.items ?? []).map((item) => ({
      bases: [],
      id: text(item.id),
      link: first(item.url, item.external_url),
      title: text(item.title),
      date: first(item.date_published, item.date_modified),
      body: longer(item.content_html ?? item.content_text, item.summary),
      author: nameIn(item.authors),
    })),
  };
}

function longer(a: unknown, b: unknown): string | null {
  const [one, other] = [text(a), text(b)];
  return (one?.length ?? 0) >= (other?.length ?? 0) ? one : other;
}
