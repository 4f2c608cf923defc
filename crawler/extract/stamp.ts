import { beijingIso, parseStamp, type Stamp } from '../dates.ts';
import { childrenOf, type DomElement, type DomNode, isElement } from './document.ts';

/** Attributes in which sites keep the exact time beside a relative one. */
const EXACT = [
  'datetime',
  'date',
  'data-time',
  'data-timestamp',
  'data-date',
  'data-dateline',
  'data-utc',
  'title',
  'content',
  'data-original-title',
];
/** A time stands in a short text; longer ones are cut by the reader of dates. */
const TEXT_MAX = 300;

/** The text of an element in which each part that carries an exact date as an attribute is replaced by that. */
function exactText(node: DomNode, nowMs: number): string {
  if (node.type === 'text') return node.data;
  if (!isElement(node) || /^(?:script|style)$/.test(node.name)) return '';
  for (const name of EXACT) {
    const value = node.attribs[name];
    if (value && /\d{2}/.test(value) && value.length < 60 && parseStamp(value, nowMs)) return ` ${value} `;
  }
  let text = '';
  for (const child of childrenOf(node)) {
    text += exactText(child, nowMs);
    if (text.length > TEXT_MAX) break;
  }
  return text;
}

/** The time that an element shows, its own attributes before its text. */
export function stampOf(element: DomElement, nowMs: number): Stamp | null {
  return parseStamp(exactText(element, nowMs), nowMs);
}

/** A stamp as ISO 8601 in Beijing time (a day is its midnight there); null stays null. */
export function isoOf(stamp: Stamp | null): string | null {
  return stamp && beijingIso(stamp.ms);
}

const PAGE_CLOCK =
  /(?:GMT ?\+ ?8[^\n]{0,6}|当前时间[是为：: ]*|现在时间[是为：: ]*|现在是[：: ]*|服务器时间[：: ]*)(\d{4}[-/年]\d{1,2}[-/月]\d{1,2}[^\n]{0,12}|\d{1,2}[-/]\d{1,2}[-/]\d{4}[^\n]{0,12})/;

/** The moment at which the page was written by its own clock (forums print it in their foot), at most `nowMs`. Relative times count from it. */
export function pageNowMs(html: string, nowMs: number): number {
  const tail = html
    .slice(-20_000)
    .replace(/<[^>]{0,500}>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/ +/g, ' ');
  const found = PAGE_CLOCK.exec(tail)?.[1];
  const stamp = found === undefined ? null : parseStamp(found, nowMs);
  return stamp && !stamp.isDay && stamp.ms <= nowMs ? stamp.ms : nowMs;
}
