import type { Statement } from '../contract/index.ts';
import { addressOf, officeName } from './frame.ts';
import { escapeText } from './html.ts';
import { isoMoment } from './moment.ts';
import { statementPath, type SiteInput } from './input.ts';
import { formOf, kindWord, VERDICT_WORDS, wholeText } from './words.ts';

export const FEED_ITEMS_MAX = 50;

/** The same for ever, wherever the folder is copied to. */
function idOf(statement: Statement): string {
  return `urn:firstword:statement:${statement.id}`;
}

/** JSON Feed 1.1. Addresses are whole where the office gave its own; `_firstword` carries what is for machines. */
export function jsonFeed(input: SiteInput): string {
  const { page } = input;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: `核实与回应 · ${officeName(input)}`,
    language: 'zh-CN',
    authors: [{ name: officeName(input) }],
    ...(page.url === '' ? {} : { home_page_url: `${page.url}/index.html`, feed_url: `${page.url}/feed.json` }),
    _firstword: { about: 'ClaimReview of each point lies in the page', journal: input.journal },
    items: input.statements.slice(0, FEED_ITEMS_MAX).map((statement) => ({
      id: idOf(statement),
      url: addressOf(input, statementPath(statement)),
      title: formOf(statement).title,
      content_text: wholeText(statement),
      date_published: isoMoment(statement.publishedMs ?? 0),
      tags: [kindWord(statement)],
      _firstword: {
        kind: statement.kind,
        sha256: statement.versions.at(-1)?.sha256 ?? '',
        corrects: statement.corrects,
        correctedBy: statement.correctedBy,
        points: statement.points.map(({ text, verdict }) => ({ text, verdict, word: VERDICT_WORDS[verdict] })),
      },
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

/** Atom, RFC 4287. */
export function atomFeed(input: SiteInput): string {
  const newest = input.statements[0]?.publishedMs ?? 0;
  const entries = input.statements.slice(0, FEED_ITEMS_MAX).map((statement) => {
    const at = isoMoment(statement.publishedMs ?? 0);
    return `<entry>
<id>${escapeText(idOf(statement))}</id>
<title>${plain(formOf(statement).title)}</title>
<link rel="alternate" type="text/html" href="${escapeText(addressOf(input, statementPath(statement)))}"/>
<published>${at}</published>
<updated>${at}</updated>
<category term="${escapeText(kindWord(statement))}"/>
<content type="text">${plain(wholeText(statement))}</content>
</entry>
`;
  });
  const self = input.page.url === '' ? '' : `<link rel="self" href="${escapeText(`${input.page.url}/feed.xml`)}"/>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>urn:firstword:feed:${escapeText(encodeURIComponent(officeName(input)))}</id>
<title>核实与回应 · ${plain(officeName(input))}</title>
<updated>${isoMoment(newest)}</updated>
<author><name>${plain(officeName(input))}</name></author>
${self}<link rel="alternate" type="text/html" href="${escapeText(addressOf(input, 'index.html'))}"/>
${entries.join('')}</feed>
`;
}

/** XML 1.0 knows no control characters, not even escaped. */
function plain(text: string): string {
  return escapeText(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
}
