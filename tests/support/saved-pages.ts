import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openSite, type Site } from './site.ts';

/** Said by each test that is skipped for want of the saved pages. */
export const NO_PAGES = 'no saved pages and posts beside the project';

const FOLDER = resolve(import.meta.dirname, '../../../shared/data');

/** The folder of saved pages and posts beside the project, or null. */
export function savedFolder(): string | null {
  return existsSync(join(FOLDER, 'README.md')) ? FOLDER : null;
}

/** The rows of a JSONL file. The shape is the caller's word: these files are read by tests alone. */
export function rowsIn<Row>(folder: string, file: string): readonly Row[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
}

/** What one saved page holds. */
export type SavedPage = {
  readonly id: string;
  readonly path: string;
  readonly texts: readonly string[];
};

/** A loopback site that is one source. */
export type SavedSource = {
  readonly name: string;
  readonly kind: 'list' | 'board' | 'feed' | 'rendered';
  readonly url: string;
  readonly pages: readonly SavedPage[];
  readonly site: Site;
};

type Gold = {
  readonly url: string | null;
  readonly title: string | null;
  readonly charset?: string | null;
  readonly software?: string;
  readonly text?: string;
  readonly posts?: readonly { readonly text: string }[];
};
type Raw = { readonly id: string; readonly gold: Gold; readonly bytes: Buffer };
type FeedGold = {
  readonly id: string;
  readonly file: string;
  readonly charset: string;
  readonly entries: readonly { readonly title: string | null }[];
};

/** Articles and threads of one site; few, so that no visit ends before its last page. */
const PAGES_PER_SITE = 12;
const FORUMS: readonly (readonly [string, string])[] = [
  ['carbon-forum', 'http://forum.qinghe.example/'],
  ['mybb', 'http://luntan.qinghe.example/forumdisplay.php?fid=2'],
  ['phpwind', 'http://bbs.qinghe.example/index.php?m=bbs&c=thread&fid=2'],
  ['xiuno-bbs', 'http://www.qinghebbs.example/forum-1.htm'],
];

/** Articles that are read through a browser too: enough for a list page to look like one. */
const RENDERED_PAGES = 9;

/** A few saved articles on a site that is to be read through a browser. */
export async function serveRendered(folder: string): Promise<SavedSource> {
  // Those without an address have scripts that empty the page where they find themselves on a foreign host.
  const raws = rawIn(folder, 'extract')
    .filter(({ gold }) => gold.url !== null)
    .slice(0, RENDERED_PAGES);
  const source = await serveList(raws, 0);
  const pages = source.pages.map((page) => ({ ...page, id: page.id.replace('extract/', 'rendered/') }));
  return { ...source, name: '存档网页经浏览器', kind: 'rendered', pages };
}

/** Serves every saved page on loopback: articles and threads from list pages, forums as boards, feeds each on a site of its own. */
export async function serveSavedPages(folder: string): Promise<readonly SavedSource[]> {
  const threads = rawIn(folder, 'threads');
  const ofForum = (software: string) => (raw: Raw) => raw.gold.software === software && raw.gold.url !== null;
  const isForum = (raw: Raw): boolean =>
    FORUMS.some(([software]) => /\.example\//.test(raw.gold.url ?? '') && ofForum(software)(raw));
  const single = [...rawIn(folder, 'extract'), ...threads.filter((raw) => !isForum(raw))];
  const bunches = Array.from({ length: Math.ceil(single.length / PAGES_PER_SITE) }, (_, i) =>
    single.slice(i * PAGES_PER_SITE, (i + 1) * PAGES_PER_SITE),
  );
  const boards = rawIn(folder, 'boards');
  const forums = FORUMS.map(([software, start]) => ({
    start,
    boards: boards.filter(ofForum(software)),
    threads: threads.filter((raw) => isForum(raw) && ofForum(software)(raw)),
  }));
  return Promise.all([
    ...bunches.map(serveList),
    ...forums.map((forum) => serveForum(forum.start, forum.boards, forum.threads)),
    ...rowsIn<FeedGold>(join(folder, 'feeds'), 'gold.jsonl').map((gold) => serveFeed(join(folder, 'feeds'), gold)),
  ]);
}

function rawIn(folder: string, kind: string): readonly Raw[] {
  return readdirSync(join(folder, kind)).map((name) => ({
    id: `${kind}/${name}`,
    gold: JSON.parse(readFileSync(join(folder, kind, name, 'gold.json'), 'utf8')) as Gold,
    bytes: gunzipSync(readFileSync(join(folder, kind, name, 'page.html.gz'))),
  }));
}

const pageOf = ({ id, gold }: Raw, path: string): SavedPage => ({
  id,
  path,
  texts: gold.text === undefined ? (gold.posts ?? []).map(({ text }) => text) : [gold.text],
});

/** The page's bytes with the links to its own site led to the loopback one. */
function ownLinks(bytes: Buffer, origin: string, site: Site): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(origin, site.origin), 'latin1');
}

const typeOf = ({ charset }: Gold): string => (charset ? `text/html; charset=${charset}` : 'text/html');

/** A list page made for the test, which links to pages of many sites, under their own paths where those differ. */
async function serveList(raws: readonly Raw[], number: number): Promise<SavedSource> {
  const site = await openSite();
  const pages = raws.map((raw, i) => {
    const url = raw.gold.url === null ? null : new URL(raw.gold.url);
    const own = url === null ? '' : url.pathname + url.search;
    const path = url === null || url.pathname === '/' || site.pages.has(own) ? `/article/${1000 + i}.html` : own;
    const body = url === null ? raw.bytes : ownLinks(raw.bytes, url.origin, site);
    site.pages.set(path, { type: typeOf(raw.gold), body });
    return pageOf(raw, path);
  });
  const links = raws.map((raw, i) => {
    const title = (raw.gold.title ?? '').length < 6 ? `第 ${i + 1} 篇存档网页的全文` : (raw.gold.title ?? '');
    return `<li><a href="${escaped(pages[i]?.path ?? '')}">${escaped(title)}</a></li>`;
  });
  site.pages.set('/list.html', `<!doctype html><title>存档网页</title><ul class="list">${links.join('\n')}</ul>`);
  return { name: `存档列表${number + 1}`, kind: 'list', url: `${site.origin}/list.html`, pages, site };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A forum as its software served it: boards and threads under their own addresses. */
async function serveForum(start: string, boards: readonly Raw[], threads: readonly Raw[]): Promise<SavedSource> {
  const { origin } = new URL(start);
  const site = await openSite();
  const pathOf = (raw: Raw): string => (raw.gold.url ?? '').slice(origin.length);
  for (const raw of [...boards, ...threads])
    site.pages.set(pathOf(raw), { type: typeOf(raw.gold), body: ownLinks(raw.bytes, origin, site) });
  const pages = threads.map((raw) => pageOf(raw, pathOf(raw)));
  return { name: `存档论坛${start.length}`, kind: 'board', url: start.replace(origin, site.origin), pages, site };
}

/** Addresses that a feed links to, not the names of its vocabularies. */
const FEED_LINK = /(?<!xmlns(?::[\w.-]+)?\s*=\s*["'])https?:\/\/(?!jsonfeed\.org)(?=[^\s"'<])/g;

/** A feed on a site of its own. Its links lead to that site too, which has no articles: entries stand by themselves. */
async function serveFeed(folder: string, gold: FeedGold): Promise<SavedSource> {
  const site = await openSite();
  const bytes = gunzipSync(readFileSync(join(folder, gold.file)));
  const wide = gold.charset.startsWith('utf-16');
  const swapped = gold.charset === 'utf-16be' ? Buffer.from(bytes).swap16() : bytes;
  const text = swapped.toString(wide ? 'utf16le' : 'latin1').replace(FEED_LINK, `${site.origin}/`);
  const body = Buffer.from(text, wide ? 'utf16le' : 'latin1');
  const path = gold.file.includes('.json') ? '/feed.json' : '/feed.xml';
  const type = path === '/feed.json' ? 'application/feed+json' : 'application/xml';
  site.pages.set(path, { type, body: gold.charset === 'utf-16be' ? body.swap16() : body });
  const texts = gold.entries.map(({ title }) => title ?? '').filter((title) => title !== '');
  const pages = [{ id: `feeds/${gold.id}`, path, texts }];
  return { name: `存档订阅 ${gold.id.slice(0, 6)}`, kind: 'feed', url: `${site.origin}${path}`, pages, site };
}
