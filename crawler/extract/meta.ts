import type { PageDocument } from './document.ts';
import { TITLE_CHARS_MAX } from './limits.ts';
import { lineOf, textOf } from './text.ts';

const SPLIT =
  /\s*[|｜_]+\s*|\s+[-–—»‹<>·•]+\s+|-{1,3}(?=[^-]{0,12}(?:网|论坛|新闻|频道|日报|晚报|社区|在线|政府|bbs)[^-]{0,6}$)/i;

/** What software adds to a title: the number of the page, and itself where the title is empty. */
const PAGE_NUMBER = /\s*(?:[-_|(（ ]\s*)?(?:Page ?\d{1,4}|第 ?\d{1,4} ?页)[)）]?$/i;
const MAKER = /^[-–\s]*powered by/i;

/** The first of these metas that the page fills in, by property, name or itemprop. */
export function meta({ $ }: PageDocument, names: readonly string[]): string | null {
  for (const name of names) {
    const content = $(`meta[property="${name}" i], meta[name="${name}" i], meta[itemprop="${name}" i]`)
      .attr('content')
      ?.trim();
    if (content) return content;
  }
  return null;
}

function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** What the `<title>` says without the names of the site and its sections. */
function headTitle(page: PageDocument): string {
  const whole =
    page.$('head title').first().text().replace(/\s+/g, ' ').trim() || page.$('title').first().text().trim();
  const parts = whole.split(SPLIT).filter((part) => part && part.trim() !== '');
  const [first = whole, second = ''] = parts;
  return first.length < 5 && second.length > first.length * 3 ? second.trim() : first.trim();
}

/** The title: a heading that the page's `<title>` repeats, else what the page says to others, else the `<title>` without the site's name. */
export function titleOf(page: PageDocument): string {
  const title = foundTitle(page).replace(PAGE_NUMBER, '').trim();
  return MAKER.test(title) ? '' : title;
}

function foundTitle(page: PageDocument): string {
  const { $ } = page;
  const whole = squeezed($('title').first().text());
  const headings = $('h1, h2, h3, h4, [class*="title" i], [id*="title" i], [id="thread_subject"]')
    .toArray()
    .slice(0, 200);
  let best = '';
  for (const heading of headings) {
    const text = lineOf([heading]).slice(0, TITLE_CHARS_MAX);
    const key = squeezed(text);
    const isRepeated = key.length >= 4 && whole.startsWith(key);
    if (
      isRepeated &&
      (key.length > squeezed(best).length || (heading.name === 'h1' && key.length === squeezed(best).length))
    )
      best = text;
  }
  if (best) return best;
  const ones = $('h1')
    .toArray()
    .map((heading) => lineOf([heading]))
    .filter((text) => text.length > 4);
  const told = meta(page, ['og:title', 'twitter:title', 'ArticleTitle']);
  const only = ones.length === 1 ? (ones[0] ?? '') : '';
  return (only || told || headTitle(page) || ones[0] || '').slice(0, TITLE_CHARS_MAX);
}

const OUTLET_MAX = 40;

/** Which paper or site an article names as its source; else the site's own name; null if neither is told. */
export function outletOf(page: PageDocument): string | null {
  const named = meta(page, ['ContentSource', 'source', 'mediaid', 'article:author:media']);
  if (named && named.length <= OUTLET_MAX && !/^https?:/.test(named)) return named;
  const head = textOf(page.$('body').toArray()).slice(0, 20_000);
  const told = /(?:^|[\s(（|])(?:稿件|文章|信息)?来源[于]?[:：]\s*([^\s|，。,;；:：（）()]{2,24})/m.exec(head)?.[1];
  const site = meta(page, ['og:site_name', 'application-name', 'SiteName']);
  return told ?? (site && site.length <= OUTLET_MAX ? site : null);
}
