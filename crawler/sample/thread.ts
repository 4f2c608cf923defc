import type { Site, TownPost } from './post.ts';

/** The posts of one address, opening first. */
export interface TownThread {
  readonly serial: number;
  readonly title: string;
  readonly opening: TownPost;
  readonly last: TownPost;
  readonly posts: readonly TownPost[];
}

/** The site's threads whose opening is among the posts, the one with the newest post first. */
export function threadsOf(posts: readonly TownPost[], site: Site): readonly TownThread[] {
  const bySerial = new Map<number, TownPost[]>();
  for (const post of posts) {
    if (post.site !== site) continue;
    const known = bySerial.get(post.thread);
    if (known) known.push(post);
    else bySerial.set(post.thread, [post]);
  }
  const threads: TownThread[] = [];
  for (const [serial, inThread] of bySerial) {
    const ordered = inThread.sort((a, b) => a.floor - b.floor);
    const [opening] = ordered;
    const last = ordered.at(-1);
    if (opening?.floor === 1 && last) threads.push({ serial, title: opening.title, opening, last, posts: ordered });
  }
  return threads.sort((a, b) => b.last.publishedMs - a.last.publishedMs || b.serial - a.serial);
}

/** Page `page` (from 1) of the items, and how many pages there are, at most `pagesMax`. */
export function pageOf<T>(
  items: readonly T[],
  page: number,
  perPage: number,
  pagesMax: number,
): { readonly shown: readonly T[]; readonly pages: number } {
  const pages = Math.max(1, Math.min(pagesMax, Math.ceil(items.length / perPage)));
  return { shown: page >= 1 && page <= pages ? items.slice((page - 1) * perPage, page * perPage) : [], pages };
}
