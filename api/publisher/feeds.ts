import type { Statement } from '../contract/index.ts';
import { consultationPath, type PublicConsultation } from './consultation.ts';
import { addressOf, officeName } from './frame.ts';
import { escapeText } from './html.ts';
import { isoMoment, words } from './moment.ts';
import { statementPath, type SiteInput } from './input.ts';
import { formOf, kindWord, VERDICT_WORDS, wholeText } from './words.ts';

export const FEED_ITEMS_MAX = 50;

type Item = {
  /** The same for ever, wherever the folder is copied to. */
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly atMs: number;
  readonly tag: string;
  /** For machines. */
  readonly more: Readonly<Record<string, unknown>>;
};

/** Statements, and consultations that opened, were concluded or withdrawn; newest first. */
function itemsOf({ statements, consultations }: SiteInput): readonly Item[] {
  const all = [...statements.slice(0, FEED_ITEMS_MAX).map(ofStatement), ...consultations.flatMap(ofConsultation)];
  return all.toSorted((a, b) => b.atMs - a.atMs).slice(0, FEED_ITEMS_MAX);
}

function ofStatement(statement: Statement): Item {
  return {
    id: `urn:firstword:statement:${statement.id}`,
    path: statementPath(statement),
    title: formOf(statement).title,
    text: wholeText(statement),
    atMs: statement.publishedMs ?? 0,
    tag: kindWord(statement),
    more: {
      kind: statement.kind,
      sha256: statement.versions.at(-1)?.sha256 ?? '',
      corrects: statement.corrects,
      correctedBy: statement.correctedBy,
      points: statement.points.map(({ text, verdict }) => ({ text, verdict, word: VERDICT_WORDS[verdict] })),
    },
  };
}

function ofConsultation(held: PublicConsultation): readonly Item[] {
  const item = (step: string, title: string, text: string, atMs: number): Item => ({
    id: `urn:firstword:consultation:${held.id}:${step}`,
    path: consultationPath(held),
    ...{ title: `${title}：${held.title}`, text, atMs },
    tag: '征求意见',
    more: { kind: 'consultation', phase: held.phase },
  });
  if (held.phase === 'withdrawn') return [item('withdrawn', '征求意见已撤回', held.reason, held.sinceMs)];
  const asked = [held.question, ...held.options, `截止：${words(held.untilMs)}（北京时间）`].join('\n');
  const opened = item('opened', '征求意见', asked, held.fromMs);
  return held.phase === 'concluded'
    ? [item('concluded', '征求意见的结果', held.decision, held.sinceMs), opened]
    : [opened];
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
    items: itemsOf(input).map(({ id, path, title, text, atMs, tag, more }) => ({
      id,
      url: addressOf(input, path),
      title,
      content_text: text,
      date_published: isoMoment(atMs),
      tags: [tag],
      _firstword: more,
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

/** Atom, RFC 4287. */
export function atomFeed(input: SiteInput): string {
  const items = itemsOf(input);
  const newest = items[0]?.atMs ?? 0;
  const entries = items.map(({ id, path, title, text, atMs, tag }) => {
    const at = isoMoment(atMs);
    return `<entry>
<id>${escapeText(id)}</id>
<title>${plain(title)}</title>
<link rel="alternate" type="text/html" href="${escapeText(addressOf(input, path))}"/>
<published>${at}</published>
<updated>${at}</updated>
<category term="${escapeText(tag)}"/>
<content type="text">${plain(text)}</content>
</entry>
`;
  });
  const self = input.page.url === '' ? '' : `<link rel="self" href="${escapeText(`${input.page.url}/feed.xml`)}"/>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>urn:firstword:feed:${escapeText(encodeURIComponent(officeName(input).toWellFormed()))}</id>
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
