import { openSite, type Site } from '../support/site.ts';

/** Loopback sites of feeds that grow when the test says so. */
export type Feeds = {
  readonly allow: readonly string[];
  /** Adds feeds of `posts` entries each; their addresses. */
  grow(feeds: number, posts: number): readonly string[];
  /** Texts of all entries so far. */
  readonly texts: readonly string[];
  /** Resolves when each of these addresses was read. */
  read(urls: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

const STREETS = ['城东', '河西', '北门', '南湖', '东关', '西苑', '新桥', '老街'];
const MATTERS = [
  '自来水发黄',
  '停电一整夜',
  '垃圾无人清运',
  '路灯不亮',
  '公交改线',
  '供暖不热',
  '学校门口拥堵',
  '菜价上涨',
];

/** A text of over 200 characters (a whole entry, no teaser) that repeats no other. */
export function aText(serial: number): string {
  const street = STREETS[serial % STREETS.length] ?? '';
  const matter = MATTERS[Math.floor(serial / STREETS.length) % MATTERS.length] ?? '';
  const sentences = Array.from(
    { length: 8 },
    (_, at) =>
      `第${serial}件第${at}条：${street}居民反映${matter}已有${(serial * 7 + at * 13) % 97}天，希望说明第${serial * 31 + at}号处理情况。`,
  );
  return sentences.join('');
}

/** `sites`: each is polite for itself, so several are read at once. */
export async function openFeeds(sites: number): Promise<Feeds> {
  const open: Site[] = [];
  for (let at = 0; at < sites; at++) open.push(await openSite());
  const texts: string[] = [];
  const waiting = new Map<string, () => void>();
  let made = 0;
  const reads = new Map<string, Promise<void>>();
  return {
    allow: open.map((site) => site.hostPort),
    texts,
    grow(feeds, posts) {
      return Array.from({ length: feeds }, () => {
        const site = open[made % open.length];
        if (site === undefined) throw new Error('no site');
        const path = `/feed-${(made += 1)}.xml`;
        const url = site.origin + path;
        const items = Array.from({ length: posts }, (_, at) => {
          const text = aText(texts.push('') - 1);
          texts[texts.length - 1] = text;
          return `<item><title>反映</title><guid>${made}-${at}</guid><description>${text}</description></item>`;
        });
        const body = `<rss version="2.0"><channel><title>清河</title>${items.join('')}</channel></rss>`;
        reads.set(url, new Promise((done) => waiting.set(url, done)));
        site.pages.set(path, (_, response) => {
          response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(body);
          waiting.get(url)?.();
        });
        return url;
      });
    },
    async read(urls) {
      await Promise.all(urls.map((url) => reads.get(url)));
    },
    async close() {
      for (const site of open) await site.close();
    },
  };
}
