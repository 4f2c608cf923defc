import { load, type CheerioAPI } from 'cheerio';
import { ENTRIES_MAX, type RawEntry, type RawFeed } from './feed-raw.ts';

type Selection = ReturnType<CheerioAPI>;

/** The text of the first child among these names (in small letters, prefixes included) that has one. */
function childText($: CheerioAPI, parent: Selection, names: readonly string[]): string | null {
  for (const name of names)
    for (const child of parent.children().toArray()) {
      if (child.name.toLowerCase() !== name) continue;
      const text = $(child).text().trim();
      if (text !== '') return text;
    }
  return null;
}

function linkOf($: CheerioAPI, parent: Selection): { readonly href: string; readonly base: string | null } | null {
  for (const child of parent.children().toArray()) {
    if (!/^(?:atom:)?link$/i.test(child.name)) continue;
    const rel = $(child).attr('rel') ?? 'alternate';
    const href = $(child).attr('href') ?? $(child).text().trim();
    if (rel === 'alternate' && href !== '') return { href, base: $(child).attr('xml:base') ?? null };
  }
  return null;
}

function entryOf($: CheerioAPI, item: Selection): RawEntry {
  const id = childText($, item, ['guid', 'id', 'atom:id']);
  const link = linkOf($, item);
  return {
    bases: [item.attr('xml:base') ?? null, link?.base ?? null],
    id,
    link: link?.href ?? (id !== null && /^https?:/i.test(id) ? id : null),
    title: childText($, item, ['title', 'atom:title', 'dc:title']),
    date: childText($, item, [
      'pubdate',
      'published',
      'issued',
      'dc:date',
      'dcterms:created',
      'dcterms:issued',
      'updated',
      'modified',
      'dcterms:modified',
    ]),
    body: childText($, item, ['content:encoded', 'content', 'description', 'summary']),
    author: childText($, item, ['author', 'dc:creator']),
  };
}

/**
 * Reads what is there of a feed that is not well-formed (cut off, bare ampersands, tags left open): an entry counts from its
 * opening tag on. Null where there is neither a feed nor an entry.
 */
export function readLoosely(source: string): RawFeed | null {
  if (!/<(?:\w+:)?(?:rss|feed|rdf|channel|item|entry)[\s>]/i.test(source)) return null;
  const $ = load(source, { xml: { decodeEntities: true, recognizeCDATA: true } });
  const items = $('item, entry, atom\\:entry, rss\\:item').toArray().slice(0, ENTRIES_MAX);
  const head = $('channel, feed, atom\\:feed').first();
  if (items.length === 0 && head.length === 0) return null;
  return {
    base: head.attr('xml:base') ?? null,
    title: childText($, head, ['title', 'atom:title']),
    link: linkOf($, head)?.href ?? null,
    entries: items.map((item) => entryOf($, $(item))),
  };
}
