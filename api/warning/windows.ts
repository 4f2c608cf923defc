/** Counts of a series in eight windows that end now, in event time. */
import type { SeriesState } from './series.ts';

/** Widths in 5-minute slots: 5 minutes to 10 hours 40. */
export const WIDTHS: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128];
export const WIDEST = 128;

export type WindowCount = {
  /** Distinct voices, each counted once whatever it repeats. */
  readonly voices: number;
  /** Distinct voices without the source that has most of them. */
  readonly elsewhere: number;
  readonly sources: number;
};

/** Posts that may raise something, newest slot first. */
function scorable(series: SeriesState, nowSlot: number, ignored: ReadonlySet<number>): SeriesState['recents'] {
  const found = series.recents.filter(
    (r) => !r.teachesOnly && r.slot <= nowSlot && r.slot > nowSlot - WIDEST && !ignored.has(r.source),
  );
  return found.sort((a, b) => b.slot - a.slot);
}

/** One count a width. `nowSlot` is the newest slot; posts of `ignored` sources are left out. */
export function countWindows(
  series: SeriesState,
  nowSlot: number,
  ignored: ReadonlySet<number>,
): readonly WindowCount[] {
  const posts = scorable(series, nowSlot, ignored);
  const scale = 2 ** series.thinning;
  const voices = new Set<number>();
  const bySource = new Map<number, number>();
  const counts: WindowCount[] = [];
  let next = 0;
  let loudest = 0;
  for (const width of WIDTHS) {
    for (; next < posts.length; next += 1) {
      const post = posts[next];
      if (post === undefined || post.slot <= nowSlot - width) break;
      if (voices.has(post.voice)) continue;
      voices.add(post.voice);
      const own = (bySource.get(post.source) ?? 0) + 1;
      bySource.set(post.source, own);
      loudest = Math.max(loudest, own);
    }
    counts.push({ voices: voices.size * scale, elsewhere: (voices.size - loudest) * scale, sources: bySource.size });
  }
  return counts;
}

/** What one window holds, for the reason. */
export type WindowContent = {
  /** Posts by source, loudest first. */
  readonly bySource: readonly (readonly [source: number, count: number])[];
  readonly posts: number;
  /** Posts of the text that was pasted most, and by how many voices. */
  readonly pasted: number;
  readonly pastedVoices: number;
  /** Posts that repeat another's text. */
  readonly copies: number;
  /** The least hashes of the posts, at most `SIGNATURE_MAX`: two windows that share posts share these. */
  readonly signature: readonly number[];
};

export const SIGNATURE_MAX = 64;

export function readWindow(
  series: SeriesState,
  nowSlot: number,
  width: number,
  ignored: ReadonlySet<number>,
): WindowContent {
  const posts = scorable(series, nowSlot, ignored).filter((r) => r.slot > nowSlot - width);
  const bySource = new Map<number, number>();
  const byGroup = new Map<number, { count: number; voices: Set<number> }>();
  let total = 0;
  for (const post of posts) {
    total += post.count;
    bySource.set(post.source, (bySource.get(post.source) ?? 0) + post.count);
    const group = byGroup.get(post.group) ?? { count: 0, voices: new Set<number>() };
    group.count += post.count;
    group.voices.add(post.voice);
    byGroup.set(post.group, group);
  }
  const pasted = [...byGroup.values()].sort((a, b) => b.count - a.count)[0];
  const scale = 2 ** series.thinning;
  return {
    bySource: [...bySource].map(([id, n]) => [id, n * scale] as const).sort((a, b) => b[1] - a[1]),
    posts: total * scale,
    pasted: (pasted?.count ?? 0) * scale,
    pastedVoices: (pasted?.voices.size ?? 0) * scale,
    copies: (total - byGroup.size) * scale,
    signature: [...new Set(posts.map((post) => post.post))].sort((a, b) => a - b).slice(0, SIGNATURE_MAX),
  };
}
