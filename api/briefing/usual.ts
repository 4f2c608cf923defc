import type { PaperChart } from '../contract/index.ts';
import type { Span } from './period.ts';

export type Bucket = { readonly atMs: number; readonly count: number };
/** The 10th and 90th of a hundred of the known earlier counts, as counts that occurred. */
export type Usual = { readonly low: number; readonly high: number };

const LOW = 0.1;
const HIGH = 0.9;

/** The usual band of counts; null (unknown) ones are left out, and with fewer than `least` known there is none. */
export function usualOf(counts: readonly (number | null)[], least: number): Usual | null {
  const known = counts.filter((count) => count !== null).toSorted((a, b) => a - b);
  if (known.length === 0 || known.length < least) return null;
  const at = (place: number): number => known[Math.min(known.length - 1, Math.max(0, place))] ?? 0;
  return { low: at(Math.floor(LOW * (known.length - 1))), high: at(Math.ceil(HIGH * (known.length - 1))) };
}

/** The band as two lines of a chart; none where it is nowhere known. */
export function bandLines(bands: readonly (Usual | null)[]): PaperChart['lines'] {
  if (bands.every((band) => band === null)) return [];
  return [
    { name: '平常下限', kind: 'low', values: bands.map((band) => band?.low ?? null) },
    { name: '平常上限', kind: 'high', values: bands.map((band) => band?.high ?? null) },
  ];
}

/** The buckets that lie within a span, added up. */
export function sumIn(buckets: readonly Bucket[], { fromMs, toMs }: Span): number {
  return buckets.reduce((sum, { atMs, count }) => sum + (atMs >= fromMs && atMs < toMs ? count : 0), 0);
}

/**
 * Which earlier spans are known: those that begin after the store's first post and in which anything at all was read. A time in which
 * nothing was read is missing data and not zero.
 */
export function knownSpans(spans: readonly Span[], all: readonly Bucket[], firstMs: number | null): readonly boolean[] {
  return spans.map((span) => firstMs !== null && span.fromMs >= firstMs && sumIn(all, span) > 0);
}
