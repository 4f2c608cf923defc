/** The four sites of the town, by the part that they play. */
export type Site = 'portal' | 'news' | 'forum' | 'notices';

export const SITE_NAMES: Readonly<Record<Site, string>> = {
  portal: '清河在线',
  news: '清河新闻网',
  forum: '清河论坛',
  notices: '柳树镇便民信息',
};

/** One text of the town. Posts of a thread share `site`, `thread` and `title`; floor 1 opens it. */
export interface TownPost {
  readonly site: Site;
  /** Serial number, unique within the site for good. */
  readonly thread: number;
  readonly floor: number;
  readonly title: string;
  /** Paragraphs are parted by a line feed. */
  readonly text: string;
  /** A poster's invented name, or the body that speaks. */
  readonly author: string;
  readonly publishedMs: number;
  /** `official` is written by a body or the paper, all else by people. */
  readonly kind: 'official' | 'letter' | 'post' | 'reply';
  /** What it is about, for tests: the id of a topic of the town. */
  readonly topic: string;
}

/** Serial numbers of one day; 0 to 199 are the ordinary texts, the rest belongs to outbreaks. */
export const DAY_SERIALS = 3000;

/** By time, then by the order of the sites' own numbers, so that equal times stand in one order. */
export function byTime(a: TownPost, b: TownPost): number {
  return a.publishedMs - b.publishedMs || a.thread - b.thread || a.floor - b.floor || a.site.localeCompare(b.site);
}
