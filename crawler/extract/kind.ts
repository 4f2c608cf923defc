import { threadOf } from './address.ts';
import { articleText } from './article.ts';
import { absolute, type PageDocument, parsePage } from './document.ts';
import { isExtractRefusal } from './limits.ts';
import { RECIPES } from './recipes.ts';
import { lineOf } from './text.ts';

export type PageKind = 'feed' | 'list' | 'board' | 'article' | 'thread' | 'unknown';

const FORUM_MARK =
  /discuz|phpwind|xiuno|mybb|vbulletin|phpbb|xenforo|invision|discourse|nodebb|flarum|carbon forum|simple machines/i;
const FORUM_URL =
  /(?:^|[/.])(?:bbs|forum|forums|luntan|club|tieba|community)[./]|thread|topic|forumdisplay|forum-\d+|viewforum|\/t\/\d|reply/i;
const BOARD_URL =
  /forumdisplay|forum-\d+|viewforum|[?&]mod=forumdisplay|[?&]fid=\d+(?!.*tid=)|\/forums?\/[^/]+\/?$|\/board\//i;
/** An article has at least so many characters of prose and marks between them (notices are short); a list page has less between its links. */
const ARTICLE_CHARS_MIN = 80;
const ARTICLE_MARKS_MIN = 3;
const LIST_LINKS_MIN = 8;
const BOARD_THREADS_MIN = 3;

/** True where address or software suggest a forum's thread: only then blocks that repeat are read as posts. */
export function looksLikeThread(page: PageDocument): boolean {
  const { $, base } = page;
  if (base !== null && threadOf(base) !== null) return true;
  const made = `${$('meta[name="generator"]').attr('content') ?? ''} ${$('html').attr('id') ?? ''}`;
  const title = $('title').first().text();
  return (
    FORUM_MARK.test(made) ||
    FORUM_URL.test(page.url) ||
    /论坛|社区|BBS|贴吧/i.test(title) ||
    $('[class*="reply" i]').length >= 3
  );
}

function isFeed(html: string, contentType: string | null): boolean {
  if (/(?:rss|atom|feed)\+(?:xml|json)/i.test(contentType ?? '')) return true;
  const head = html.slice(0, 2000).replace(/<!--[\s\S]*?-->/g, '');
  return (
    /<(?:rss|feed|rdf:RDF)[\s>]/i.test(head) || /^\s*\{[\s\S]{0,300}"version"\s*:\s*"https:\/\/jsonfeed\.org/.test(head)
  );
}

/** What kind of source an address is, by its answer. */
export function guessKind(html: string, url: string, contentType: string | null): PageKind {
  if (isFeed(html, contentType)) return 'feed';
  const page = parsePage(html, url);
  if (isExtractRefusal(page)) return 'unknown';
  const { $, base } = page;
  if (RECIPES.some((recipe) => $(recipe.post).find(recipe.body).length > 0)) return 'thread';
  const links = $('a[href]')
    .toArray()
    .map((link) => absolute(link.attribs['href'] ?? '', base))
    .filter((link) => link !== null);
  const threads = new Set(links.map((link) => threadOf(link)).filter((thread) => thread !== null));
  // A list of headlines has length and marks enough for prose; its lines are links, and those of an article are not.
  const headlines = new Set(
    $('a[href]')
      .toArray()
      .map((link) => lineOf([link])),
  );
  const lines = articleText(page, '').split('\n');
  const text = lines.filter((line) => !headlines.has(line.trim())).join('\n');
  if (threads.size >= BOARD_THREADS_MIN && (BOARD_URL.test(url) || looksLikeForum(page)) && text.length < 1500)
    return 'board';
  const marks = text.match(/[，。！？；,.]/g)?.length ?? 0;
  if (text.length >= ARTICLE_CHARS_MIN && marks >= ARTICLE_MARKS_MIN) return 'article';
  return new Set(links).size >= LIST_LINKS_MIN ? 'list' : 'unknown';
}

function looksLikeForum({ $, url }: PageDocument): boolean {
  const made = `${$('meta[name="generator"]').attr('content') ?? ''} ${$('body').text().slice(-3000)}`;
  return FORUM_MARK.test(made) || FORUM_URL.test(url);
}
