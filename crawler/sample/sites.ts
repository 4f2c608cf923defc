/** The sample town on loopback: four small sites, drawn from one pure model of the town. */
import type { Answer } from './answer.ts';
import { DAY_MS } from './calendar.ts';
import { BOARD_PATH, forumAnswer } from './forum.ts';
import { LIST_PATH, newsAnswer } from './news.ts';
import { FEED_PATH, portalAnswer } from './portal.ts';
import type { Site, TownPost } from './post.ts';
import { SITE_NAMES } from './post.ts';
import { openSite } from './serve.ts';
import { townPosts } from './town.ts';
import { WALL_PATH, wallAnswer } from './wall.ts';

export interface SampleSource {
  readonly kind: 'feed' | 'list' | 'board' | 'rendered';
  readonly name: string;
  readonly url: string;
  readonly everyMin: 1;
}

export interface SampleSites {
  readonly sources: readonly SampleSource[];
  /** Exact host:port pairs that the crawler must be allowed to visit. */
  readonly allow: readonly string[];
  close(): Promise<void>;
}

export interface SampleOptions {
  readonly nowMs: () => number;
  /** When the town was first started: its rumor breaks out two minutes later, or sooner by as much as it is faster. */
  readonly startedMs: number;
  readonly host: '127.0.0.1';
  /** How much faster than life the rumor runs; in a drill. */
  readonly speed?: number;
  /** Ports in the order of the sources, so that a restart finds the same addresses; any free one where none is given. */
  readonly ports?: readonly number[];
}

/** Pages show this much of the past. */
const SHOWN_MS = 3 * DAY_MS;

type Render = (url: URL, posts: readonly TownPost[], nowMs: number, origin: string) => Answer;

const PLAN: readonly {
  readonly site: Site;
  readonly kind: SampleSource['kind'];
  readonly path: string;
  readonly render: Render;
}[] = [
  {
    site: 'portal',
    kind: 'feed',
    path: FEED_PATH,
    render: (url, posts, _, origin) => portalAnswer(url.pathname, posts, origin),
  },
  { site: 'news', kind: 'list', path: LIST_PATH, render: (url, posts) => newsAnswer(url.pathname, posts) },
  {
    site: 'forum',
    kind: 'board',
    path: BOARD_PATH,
    render: (url, posts, nowMs) => forumAnswer(url.pathname, posts, nowMs),
  },
  {
    site: 'notices',
    kind: 'rendered',
    path: WALL_PATH,
    render: (url, posts) => wallAnswer(url.pathname, Number(url.searchParams.get('page') ?? 1), posts),
  },
];

/**
 * Opens the four sites. Nothing is kept: a page is the town at the moment of the request. A given port that is taken is replaced
 * by a free one.
 */
export async function startSampleSites(options: SampleOptions): Promise<SampleSites> {
  const { nowMs, startedMs, host, ports = [], speed = 1 } = options;
  const postsAt = latest((second) => townPosts(second * 1000 - SHOWN_MS, second * 1000 + 1, startedMs, speed));
  const open = await Promise.all(
    PLAN.map(async ({ render }, at) => {
      const respond = (url: URL, origin: string): Answer => {
        const now = nowMs();
        return render(url, postsAt(Math.floor(now / 1000)), now, origin);
      };
      const port = ports[at] ?? 0;
      return openSite(host, port, respond).catch((error: unknown) => {
        if (port === 0) throw error;
        return openSite(host, 0, respond);
      });
    }),
  );
  return {
    sources: PLAN.map(({ site, kind, path }, at) => ({
      kind,
      name: SITE_NAMES[site],
      url: `${open[at]?.origin ?? ''}${path}`,
      everyMin: 1,
    })),
    allow: open.map((site) => site.pair),
    close: async () => {
      await Promise.all(open.map((site) => site.close()));
    },
  };
}

/** Remembers the last answer: a visit asks for many pages within one second. */
function latest<T>(make: (key: number) => T): (key: number) => T {
  let known: { readonly key: number; readonly value: T } | null = null;
  return (key) => {
    if (known?.key !== key) known = { key, value: make(key) };
    return known.value;
  };
}
