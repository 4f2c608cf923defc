import { nextOf, seriesOf } from './address.ts';
import { isOff } from './article.ts';
import { absolute, type DomElement, isElement, type PageDocument, parsePage } from './document.ts';
import { type ExtractRefusal, isExtractRefusal, LINKS_MAX, TITLE_CHARS_MAX } from './limits.ts';
import { isoOf, pageNowMs, stampOf } from './stamp.ts';
import { lineOf, namesOf } from './text.ts';

/** A link to an article as a list page shows it; `publishedAt` is what stands beside it. */
export interface ListLink {
  readonly url: string;
  readonly title: string;
  readonly publishedAt: string | null;
}

export interface ListPage {
  readonly links: readonly ListLink[];
  readonly next: string | null;
}

/** Titles of articles are longer than the names of sections. */
const TITLE_CHARS_MIN = 6;
const ITEM_STEPS_MAX = 5;
const NO_ARTICLE =
  /\.(?:jpe?g|png|gif|css|js|zip|rar|pdf|docx?|xlsx?|mp4|apk)$|\/(?:login|register|search|tag|tags|about|contact)(?:[/.]|$)/i;
const ARTICLE_PATH = /\d{3,}|\/20\d{2}|\.s?html?$|article|content|detail|news\/|\/a\/|[?&]id=/i;

interface Candidate {
  readonly url: string;
  readonly title: string;
  readonly link: DomElement;
  readonly group: string;
}

/** The shape of the place in which a link stands; the links of one list share it. */
function groupOf(link: DomElement): string {
  const steps: string[] = [];
  for (let up: unknown = link, count = 0; count < 4; count++) {
    const element = up as DomElement | null;
    if (!isElement(element)) break;
    steps.push(`${element.name}.${(element.attribs['class'] ?? '').replace(/\d+|\s.*$/g, '')}`);
    up = element.parent;
  }
  return steps.join('<');
}

function isInMenu(link: DomElement): boolean {
  for (let up = link.parent; isElement(up) && up.name !== 'body'; up = up.parent)
    if (
      /^(?:nav|footer|header)$/.test(up.name) ||
      (isOff(up) && /nav|foot|menu|crumb|login|friend|link/i.test(namesOf(up)))
    )
      return true;
  return false;
}

function candidates(page: PageDocument): Candidate[] {
  const here = page.base === null ? null : URL.parse(page.base);
  const found = new Map<string, Candidate>();
  for (const link of page.$('a[href]').toArray()) {
    const url = absolute(link.attribs['href'] ?? '', page.base);
    if (url === null || found.size >= LINKS_MAX * 4) continue;
    const path = URL.parse(url);
    if (!path || path.pathname === '/' || NO_ARTICLE.test(path.pathname) || (here && url === here.href)) continue;
    if (here && path.host.split('.').slice(-2).join('.') !== here.host.split('.').slice(-2).join('.')) continue;
    if (page.base !== null && seriesOf(url) === seriesOf(page.base)) continue;
    const title = (link.attribs['title']?.trim() || lineOf([link])).slice(0, TITLE_CHARS_MAX);
    const known = found.get(url);
    if (title.length < TITLE_CHARS_MIN || (known && known.title.length >= title.length) || isInMenu(link)) continue;
    found.set(url, { url, title, link, group: groupOf(link) });
  }
  return [...found.values()];
}

/** The time that stands beside a link, within the item of its list. */
function timeBeside(page: PageDocument, link: DomElement, links: ReadonlySet<unknown>, nowMs: number): string | null {
  for (
    let up = link.parent, steps = 0;
    isElement(up) && steps < ITEM_STEPS_MAX && up.name !== 'body';
    up = up.parent, steps++
  ) {
    if (
      page
        .$(up)
        .find('a[href]')
        .toArray()
        .some((other) => other !== link && links.has(other))
    )
      return null;
    for (const element of [
      ...page.$(up).find('span, em, i, time, td, p, div, small, font, dd').toArray().slice(0, 40),
      up,
    ]) {
      if (page.$.contains(element, link) || lineOf([element]).length > 60) continue;
      const stamp = stampOf(element, nowMs);
      if (stamp) return isoOf(stamp);
    }
    const rest = lineOf([up]).replace(lineOf([link]), '');
    if (rest.length < 60 && /\d/.test(rest)) {
      const stamp = stampOf(up, nowMs);
      if (stamp) return isoOf(stamp);
    }
  }
  return null;
}

/** The articles that a list page links to, in its order, without doubles. Times need `nowMs`, the moment at which the page was fetched. */
export function extractList(html: string, url: string, nowMs: number | null = null): ListPage | ExtractRefusal {
  const page = parsePage(html, url);
  if (isExtractRefusal(page)) return page;
  const all = candidates(page);
  const sizes = new Map<string, number>();
  for (const one of all) sizes.set(one.group, (sizes.get(one.group) ?? 0) + one.title.length);
  const largest = Math.max(0, ...sizes.values());
  const kept = all.filter(
    (one) => ARTICLE_PATH.test(one.url) && ((sizes.get(one.group) ?? 0) >= largest * 0.2 || one.title.length >= 12),
  );
  const elements = new Set<unknown>(kept.map((one) => one.link));
  const clockMs = nowMs === null ? null : pageNowMs(html, nowMs);
  const links = kept.slice(0, LINKS_MAX).map((one) => ({
    url: one.url,
    title: one.title,
    publishedAt: clockMs === null ? null : timeBeside(page, one.link, elements, clockMs),
  }));
  return { links, next: nextOf(page) };
}
