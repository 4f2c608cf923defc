import { nextOf, threadOf } from './address.ts';
import { absolute, type DomElement, isElement, type PageDocument, parsePage } from './document.ts';
import { type ExtractRefusal, isExtractRefusal, LINKS_MAX, TITLE_CHARS_MAX } from './limits.ts';
import { pageNowMs, stampOf } from './stamp.ts';
import { lineOf } from './text.ts';

/** A thread as a board lists it. `lastMs`: the newest time that its row shows. */
export interface BoardThread {
  readonly url: string;
  readonly title: string;
  readonly lastMs?: number;
}

export interface BoardPage {
  readonly threads: readonly BoardThread[];
  readonly next: string | null;
}

/** A row of a board is found within so many elements above the link. */
const ROW_STEPS_MAX = 8;
/** Links that lead into a thread without being its title: page numbers, "last reply", times. */
const NO_TITLE = /^(?:\d{1,5}|[»›>…\s.]+|last post|最后发表|最后回复|新窗|new|\[?阅读\]?|回复|尾页|末页)$/i;

interface Row {
  title: string;
  readonly links: DomElement[];
}

/** The widest element around a link that holds no link of another thread. */
function rowOf(
  page: PageDocument,
  link: DomElement,
  thread: string,
  threadAt: ReadonlyMap<unknown, string>,
): DomElement {
  let row = link;
  for (
    let up = link.parent, steps = 0;
    isElement(up) && steps < ROW_STEPS_MAX && !/^(?:body|table|ul|ol)$/.test(up.name);
    up = up.parent, steps++
  ) {
    const others = page
      .$(up)
      .find('a[href]')
      .toArray()
      .some((other) => (threadAt.get(other) ?? thread) !== thread);
    if (others) break;
    row = up;
  }
  return row;
}

function newestIn(page: PageDocument, row: DomElement, nowMs: number): number | null {
  let newest: number | null = null;
  for (const element of page.$(row).find('span, em, td, a, cite, p, div, time, small, abbr').toArray().slice(0, 80)) {
    const text = lineOf([element]);
    if (text.length > 60) continue;
    const stamp = stampOf(element, nowMs);
    if (stamp && stamp.ms <= nowMs && (newest === null || stamp.ms > newest)) newest = stamp.ms;
  }
  return newest;
}

/** The threads that a board lists, in its order, without doubles; `lastMs` needs `nowMs`, the moment at which the page was fetched. */
export function extractBoard(html: string, url: string, nowMs: number | null = null): BoardPage | ExtractRefusal {
  const page = parsePage(html, url);
  if (isExtractRefusal(page)) return page;
  const clockMs = nowMs === null ? null : pageNowMs(html, nowMs);
  const rows = new Map<string, Row>();
  const threadAt = new Map<unknown, string>();
  for (const link of page.$('a[href]').toArray()) {
    const target = absolute(link.attribs['href'] ?? '', page.base);
    const thread = target === null ? null : threadOf(target);
    if (thread === null || (page.base !== null && URL.parse(thread)?.host !== URL.parse(page.base)?.host)) continue;
    threadAt.set(link, thread);
    const text = lineOf([link]).slice(0, TITLE_CHARS_MAX);
    const row = rows.get(thread);
    const title = NO_TITLE.test(text) ? '' : text;
    if (row) {
      row.links.push(link);
      if (row.title === '') row.title = title;
    } else if (rows.size < LINKS_MAX) rows.set(thread, { title, links: [link] });
  }
  const threads = [...rows]
    .filter(([, row]) => row.title !== '')
    .map(([thread, row]): BoardThread => {
      const [link] = row.links;
      const lastMs = link && clockMs !== null ? newestIn(page, rowOf(page, link, thread, threadAt), clockMs) : null;
      return { url: thread, title: row.title, ...(lastMs === null ? {} : { lastMs }) };
    });
  return { threads, next: nextOf(page) };
}
