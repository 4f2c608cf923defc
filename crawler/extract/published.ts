import { parseStamp, type Stamp } from '../dates.ts';
import type { DomElement, PageDocument } from './document.ts';
import { meta } from './meta.ts';
import { isoOf, stampOf } from './stamp.ts';
import { lineOf, namesOf, textOf } from './text.ts';

const DATE_METAS = [
  'article:published_time',
  'og:article:published_time',
  'bt:pubDate',
  'datePublished',
  'PubDate',
  'publishdate',
  'publish-date',
  'publish_date',
  'og:published_time',
  'og:release_date',
  'weibo: article:create_at',
  'apub:time',
  'dc.date.issued',
  'dc.date',
  'date',
  'sailthru.date',
  'parsely-pub-date',
  'article.published',
  'cXenseParse:recs:publishtime',
];
const DATE_NAMES = /date|time|pub|publish|info|source|from|meta|laiyuan|shijian|byline|stamp|author/i;
const CUE = /(?:发布|发表|发稿|更新|时间|日期|来源|posted|published|updated)/i;
/** A line that shows a date near the title is short. */
const DATE_LINE_MAX = 120;

function jsonLdDate(page: PageDocument, nowMs: number): Stamp | null {
  for (const script of page.$('script[type="application/ld+json"]').toArray().slice(0, 10)) {
    const text = page.$(script).text().slice(0, 100_000);
    const found =
      /"datePublished"\s*:\s*"([^"]{8,40})"/.exec(text)?.[1] ?? /"pubDate"\s*:\s*"([^"]{8,40})"/.exec(text)?.[1];
    const stamp = found === undefined ? null : parseStamp(found, nowMs);
    if (stamp) return stamp;
  }
  return null;
}

function urlDate(url: string): string | null {
  const match = /[/_t-](20\d{2}|19\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?=[/_.-])/.exec(url);
  return match ? `${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}` : null;
}

/** The date shown by an element that names itself so, in the order of the page; one with a clock or a cue word before one without. */
function shownDate(page: PageDocument, nowMs: number): Stamp | null {
  const { $ } = page;
  const named = $('time, [class], [id]')
    .toArray()
    .filter((element) => element.name === 'time' || DATE_NAMES.test(namesOf(element)));
  let day: Stamp | null = null;
  for (const element of named.slice(0, 600)) {
    if (isInList(element)) continue;
    const text = lineOf([element]);
    if (text.length > DATE_LINE_MAX) continue;
    const stamp = stampOf(element, nowMs);
    if (!stamp) continue;
    if (!stamp.isDay || CUE.test(text)) return stamp;
    day ??= stamp;
  }
  return day;
}

function isInList(element: DomElement): boolean {
  for (let up = element.parent, steps = 0; up && steps < 6; up = up.parent, steps++) {
    if (
      'attribs' in up &&
      (/^(?:nav|footer|aside)$/.test(up.name) ||
        /comment|related|recommend|sidebar|hot|rank/i.test(`${up.attribs['class'] ?? ''} ${up.attribs['id'] ?? ''}`))
    )
      return true;
  }
  return false;
}

/** The first line of the page that shows a date, with a clock before one without. */
function lineDate(page: PageDocument, nowMs: number): Stamp | null {
  let day: Stamp | null = null;
  for (const line of textOf(page.$('body').toArray()).split('\n').slice(0, 400)) {
    if (line.length > DATE_LINE_MAX || !/\d{4}[-/.年]\d{1,2}|\d月\d|前/.test(line)) continue;
    const stamp = parseStamp(line, nowMs);
    if (stamp && (!stamp.isDay || CUE.test(line))) return stamp;
    day ??= stamp;
  }
  return day;
}

/** When an article says it was published: ISO 8601 with offset, or null. */
export function publishedOf(page: PageDocument, nowMs: number): string | null {
  const told = meta(page, DATE_METAS);
  const fromMeta = told === null ? null : parseStamp(told, nowMs);
  const { $ } = page;
  const marked = $('[itemprop="datePublished"], time[pubdate], time[datetime]').toArray();
  const inScript = scriptDate(page, nowMs);
  const stamp =
    fromMeta ??
    jsonLdDate(page, nowMs) ??
    first(marked, (element) => stampOf(element, nowMs)) ??
    inScript ??
    shownDate(page, nowMs) ??
    lineDate(page, nowMs);
  const day = stamp ? null : urlDate(page.base ?? page.url);
  return isoOf(stamp ?? (day === null ? null : parseStamp(day, nowMs)));
}

/** Some portals write the time by a script: `var publish_time = "…"`, `var ct = "1567…"`. */
function scriptDate(page: PageDocument, nowMs: number): Stamp | null {
  for (const script of page.$('script:not([src])').toArray().slice(0, 60)) {
    const text = page.$(script).text().slice(0, 200_000);
    const found =
      /\b(?:publish_?time|pub_?time|pubdate|publishDate|oriCreateTime|ct)["']?\s*[=:]\s*["']([^"'\n]{8,40})["']/i.exec(
        text,
      )?.[1];
    const stamp = found === undefined ? null : parseStamp(found, nowMs);
    if (stamp) return stamp;
  }
  return null;
}

function first<In, Out>(items: readonly In[], read: (item: In) => Out | null): Out | null {
  for (const item of items) {
    const value = read(item);
    if (value !== null) return value;
  }
  return null;
}
