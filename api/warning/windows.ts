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

/** Band of a slot back from now: the first width that holds it. */
const BANDS = Uint8Array.from({ length: WIDEST }, (_, back) => WIDTHS.findIndex((width) => back < width));

/** One count a width. `nowSlot` is the newest slot; posts of `ignored` sources are left out. */
export function countWindows(
  series: SeriesState,
  nowSlot: number,
  ignored: ReadonlySet<number>,
): readonly WindowCount[] {
  const voices = new Float64Array(WIDTHS.length);
  /** For each source its voices by band. */
  const sources: number[] = [];
  const bands: Float64Array[] = [];
  for (const post of series.recents) {
    const back = nowSlot - post.slot;
    if (post.superseded || post.teachesOnly || back < 0 || back >= WIDEST) continue;
    if (ignored.size > 0 && ignored.has(post.source)) continue;
    let at = sources.indexOf(post.source);
    if (at < 0) {
      at = sources.push(post.source) - 1;
      bands.push(new Float64Array(WIDTHS.length));
    }
    const band = BANDS[back] ?? 0;
    voices[band] = (voices[band] ?? 0) + post.weight;
    const own = bands[at];
    if (own !== undefined) own[band] = (own[band] ?? 0) + post.weight;
  }
  return countsOf(voices, bands);
}

/** Sums the bands up to windows. */
function countsOf(voices: Float64Array, bands: readonly Float64Array[]): readonly WindowCount[] {
  const counts: WindowCount[] = [];
  let all = 0;
  for (let width = 0; width < WIDTHS.length; width += 1) {
    all += voices[width] ?? 0;
    let loudest = 0;
    let sources = 0;
    for (const own of bands) {
      const sum = (own[width] ?? 0) + (width > 0 ? (own[width - 1] ?? 0) : 0);
      own[width] = sum;
      if (sum > 0) sources += 1;
      if (sum > loudest) loudest = sum;
    }
    counts.push({ voices: all, elsewhere: all - loudest, sources });
  }
  return counts;
}

/** What one window holds, for the reason. */
export type WindowContent = {
  /** Posts by source, loudest first. */
  readonly bySource: readonly (readonly [source: number, count: number])[];
  readonly posts: number;
  /** Posts of the text that was pasted most. */
  readonly pasted: number;
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
  const posts = series.recents.filter(
    (r) => !r.teachesOnly && r.slot <= nowSlot && r.slot > nowSlot - width && !ignored.has(r.source),
  );
  const bySource = new Map<number, number>();
  const byGroup = new Map<number, { count: number; weight: number }>();
  let total = 0;
  for (const post of posts) {
    const count = post.count * post.weight;
    total += count;
    bySource.set(post.source, (bySource.get(post.source) ?? 0) + count);
    const group = byGroup.get(post.group) ?? { count: 0, weight: post.weight };
    group.count += count;
    byGroup.set(post.group, group);
  }
  let pasted = 0;
  let texts = 0;
  for (const { count, weight } of byGroup.values()) {
    pasted = Math.max(pasted, count);
    texts += weight;
  }
  return {
    bySource: [...bySource].sort((a, b) => b[1] - a[1]),
    posts: total,
    pasted,
    copies: Math.max(0, total - texts),
    signature: [...new Set(posts.map((post) => post.post))].sort((a, b) => a - b).slice(0, SIGNATURE_MAX),
  };
}
