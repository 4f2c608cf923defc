import type { Overview, Post } from '../contract/index.ts';
import type { LiveNews } from '../live/live.ts';
import { HOUR_MS } from './filter.ts';
import type { Parts } from './parts.ts';
import { postView } from './post-view.ts';

export type Ticker = { add(posts: readonly Post[]): void; close(): void };

/** Screens hear of new posts at most so often, however many come. */
export const TICK_MS = 200;
const NEWEST_MAX = 5;
/** An overview older than this is no base to count on from. */
const BASE_MS_MAX = 30_000;
/** Posts that wait for the next overview to count them. */
const WAITING_MAX = 20_000;

type TickerParts = Pick<Parts, 'posts' | 'lexicon' | 'desk' | 'now' | 'overview'>;
type Counted = { readonly hourMs: number; readonly storedMs: number };

/** Gathers what was stored into one live event: how many, the newest few, and the bars of the chart that grew. */
export function createTicker(
  parts: TickerParts,
  publish: (news: LiveNews) => void,
  onError: (error: unknown) => void,
): Ticker {
  let waiting: Post[] = [];
  let accepted = 0;
  let counted: Counted[] = [];
  let busy = false;
  let last: Overview | null = null;
  const timer = setInterval(() => {
    if (accepted === 0 || busy) return;
    busy = true;
    void flush()
      .catch(onError)
      .finally(() => {
        busy = false;
      });
  }, TICK_MS);

  async function flush(): Promise<void> {
    const [posts, count] = [waiting, accepted];
    waiting = [];
    accepted = 0;
    const base = await recentOverview();
    counted = counted.filter((each) => each.storedMs >= base.nowMs);
    const grown = Map.groupBy(counted, (each) => each.hourMs);
    const bars = new Map(base.chart.points.map((point) => [point.atMs, point.count ?? 0]));
    publish({
      kind: 'posts',
      nowMs: parts.now(),
      accepted: count,
      posts24h: base.posts24h + counted.length,
      newest: posts.map((post) => postView(parts, post, 1, true)),
      counts: [...grown].map(([atMs, each]) => ({ atMs, count: (bars.get(atMs) ?? 0) + each.length })),
    });
  }

  /** The last overview while it is young, so that news does not wait for the next one to be made; that is asked for meanwhile. */
  async function recentOverview(): Promise<Overview> {
    const made = parts.overview();
    const kept = made.then((overview) => (last = overview));
    if (last === null || parts.now() - last.nowMs > BASE_MS_MAX) return kept;
    kept.catch(onError);
    return last;
  }

  return {
    add(posts) {
      const nowMs = parts.now();
      const live = posts.filter((post) => nowMs - post.publishedMs < 24 * HOUR_MS);
      accepted += live.length;
      waiting = [...live, ...waiting].toSorted((a, b) => b.publishedMs - a.publishedMs).slice(0, NEWEST_MAX);
      const hours = live.map((post) => ({ hourMs: Math.floor(post.publishedMs / HOUR_MS) * HOUR_MS, storedMs: nowMs }));
      counted = [...counted, ...hours].slice(-WAITING_MAX);
    },
    close: () => clearInterval(timer),
  };
}
