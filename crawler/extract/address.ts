import { absolute, type DomElement, type PageDocument } from './document.ts';
import { URL_CHARS_MAX } from './limits.ts';
import { lineOf } from './text.ts';

/** Parameters that lead to another view of the same thread or board. */
const VIEW_KEY =
  /^(?:page|p|start|pid|extra|highlight|ordertype|authorid|uid|desc|orderby|order|digest|lastpost|goto|action|mode|sid|s|from|mobile|filter|threadcount|st|tdsourcetag|dsign|utm_\w+|_t)$/i;

/** How forum software writes the address of a thread, with the part that names the thread. */
const THREAD_PATHS: readonly RegExp[] = [
  /^(.*\/thread-\d+)(?:-\d+)*(\.html?)?$/i,
  /^(.*\/t\/\d+)(?:-\d+)?\/?()$/i,
  /^(.*\/t\/[^/]+\/\d+)(?:\/\d+)?\/?()$/i,
  /^(.*\/(?:threads|topic|topics|discussion|showtopic)\/[^/]+?)(?:\/page[-/]?\d+)?\/?()$/i,
  /^(.*\/(?:post-[a-z]+-\d+|post|topic|t|article|bbs|read|viewtopic|showtopic)[-_/]\d+)(?:[-_]\d+)*(\.(?:s?html?|php|jsp|aspx?))$/i,
];
const THREAD_SCRIPT =
  /\/(?:viewthread|showthread|read|viewtopic|thread|topic|dispbbs|showtopic|article|post)\.(?:php|asp|aspx|jsp)$/i;
const THREAD_KEY = /^(?:tid|t|id|threadid|thread_id|topicid|topic_id|topic)$/i;

/** The address of a thread without page, view and post; null where the address is no thread's by its look. */
export function threadOf(url: string): string | null {
  const parsed = URL.parse(url);
  if (!parsed) return null;
  parsed.hash = '';
  const query = parsed.searchParams;
  const ids = [...query.keys()].filter((key) => THREAD_KEY.test(key));
  const isDiscuz = query.get('mod') === 'viewthread' && query.has('tid');
  const isRouted = /^(?:read|thread|topic)$/i.test(query.get('c') ?? '') && query.has('tid');
  if (isDiscuz || isRouted || (THREAD_SCRIPT.test(parsed.pathname) && ids.length > 0)) {
    for (const key of [...query.keys()]) if (VIEW_KEY.test(key)) query.delete(key);
    return parsed.href;
  }
  for (const pattern of THREAD_PATHS) {
    const match = pattern.exec(parsed.pathname);
    if (!match) continue;
    const isDiscuzStatic = /\/thread-\d+-\d+-\d+\.html?$/i.test(parsed.pathname);
    parsed.pathname = `${match[1] ?? ''}${isDiscuzStatic ? '-1-1' : ''}${match[2] ?? ''}`;
    for (const key of [...query.keys()]) if (VIEW_KEY.test(key)) query.delete(key);
    return parsed.href;
  }
  return null;
}

/** The path and the parameters that stay the same over the pages of one list, board or article. */
export function seriesOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed) return url;
  for (const key of [...parsed.searchParams.keys()]) if (VIEW_KEY.test(key)) parsed.searchParams.delete(key);
  const path = parsed.pathname
    .replace(/(?:[-_]\d{1,4})?(\.(?:s?html?|php|jsp|aspx?))$/i, '$1')
    .replace(/\/(?:page\/\d+|page-?\d+|index(?:[-_]\d+)?(?:\.\w+)?)?$/i, '/')
    .replace(/\/index\.\w+$/i, '/');
  return `${parsed.host}${path}?${parsed.searchParams.toString()}`;
}

/** True where two addresses are pages of one series, the first of which may be written without its number: forum-1.htm, forum-1-2.htm. */
function isSameSeries(a: string, b: string): boolean {
  if (seriesOf(a) === seriesOf(b)) return true;
  const [here, there] = [URL.parse(a), URL.parse(b)];
  const stem = here?.pathname.replace(/\.\w+$/, '') ?? '';
  return (
    stem.length > 1 &&
    here?.host === there?.host &&
    /^[-_]\d{1,4}(?:\.\w+)?$/.test(there?.pathname.startsWith(stem) ? there.pathname.slice(stem.length) : '')
  );
}

/** The address of the next page must be near: same host, and not the page itself. */
function isSibling(candidate: string, url: string | null): boolean {
  const here = url === null ? null : URL.parse(url);
  const there = URL.parse(candidate);
  if (!there || candidate.length > URL_CHARS_MAX) return false;
  return here === null || (there.host === here.host && there.href !== here.href);
}

const NEXT_TEXT = /^(?:[»›>▶→]{1,2}|下一?[页頁]|后一?页|后页|next(?: page)?|次へ|次のページ|다음)[»›>▶→ ]{0,3}$/i;
const OTHER_THING = /下一?(?:篇|条|主题|贴|帖|个|章|则|组|张)|next (?:topic|thread|post|article)/i;

/** The links that say "next page", in the order of the page. */
function nextLinks(page: PageDocument): string[] {
  const { $, base } = page;
  const found: string[] = [];
  const take = (element: DomElement): void => {
    const next = absolute(element.attribs['href'] ?? '', base);
    if (next) found.push(next);
  };
  for (const element of $('link[rel="next"], a[rel="next"]').toArray()) take(element);
  for (const element of $('a[href]').toArray()) {
    const names = `${element.attribs['class'] ?? ''} ${element.attribs['title'] ?? ''}`;
    if (OTHER_THING.test(names)) continue;
    const text = lineOf([element]).slice(0, 30).trim();
    const isNext =
      NEXT_TEXT.test(text) ||
      (/(?:^|[\s_-])(?:nxt|next|pages_next|pagination_next|pageNav-jump--next)(?:$|[\s_-])/i.test(names) &&
        !OTHER_THING.test(text));
    if (isNext) take(element);
  }
  return found;
}

/** The next page of this thread, board, list or article: absolute, or null on the last page. */
export function nextOf(page: PageDocument): string | null {
  const here = page.base;
  const links = nextLinks(page).filter((link) => isSibling(link, absolute(page.url, null) ?? here));
  if (here === null) return links[0] ?? null;
  const thread = threadOf(here);
  if (thread !== null) return links.find((link) => threadOf(link) === thread) ?? null;
  return links.find((link) => isSameSeries(here, link) && threadOf(link) === null) ?? null;
}
