import type { BandPoint } from '../../api/contract/index.ts';

/** A stretch of bins above the usual band. */
export type Stretch = { readonly fromMs: number; readonly toMs: number; readonly top: BandPoint };

export type Finding =
  | { readonly kind: 'no-data' }
  | { readonly kind: 'within'; readonly total: number }
  | { readonly kind: 'above'; readonly stretch: Stretch; readonly more: number };

/** Up to this many quiet bins inside a stretch do not end it. */
const PAUSE_BINS = 1;

function stretches(points: readonly BandPoint[], stepMs: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let last = -1;
  points.forEach((point, index) => {
    if (point.count === null || point.count <= point.high) return;
    const open = found.at(-1);
    if (open !== undefined && index - last <= PAUSE_BINS + 1) {
      const top = point.count > (open.top.count ?? 0) ? point : open.top;
      found[found.length - 1] = { fromMs: open.fromMs, toMs: point.atMs + stepMs, top };
    } else {
      found.push({ fromMs: point.atMs, toMs: point.atMs + stepMs, top: point });
    }
    last = index;
  });
  return found;
}

const height = (stretch: Stretch): number => (stretch.top.count ?? 0) - stretch.top.high;

/** What a chart with a band says in one sentence: where it rose highest above the band, or that it did not. */
export function findingOf(points: readonly BandPoint[], stepMs: number): Finding {
  const known = points.filter((point) => point.count !== null);
  if (known.length === 0) return { kind: 'no-data' };
  const all = [...stretches(points, stepMs)].sort((a, b) => height(b) - height(a));
  const [stretch] = all;
  if (stretch === undefined) return { kind: 'within', total: known.reduce((sum, p) => sum + (p.count ?? 0), 0) };
  return { kind: 'above', stretch, more: all.length - 1 };
}

/** Runs of bins without data, as index ranges. */
export function gapsOf(points: readonly BandPoint[]): readonly { readonly from: number; readonly to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  points.forEach((point, index) => {
    if (point.count !== null) return;
    const open = gaps.at(-1);
    if (open !== undefined && open.to === index - 1) open.to = index;
    else gaps.push({ from: index, to: index });
  });
  return gaps;
}
