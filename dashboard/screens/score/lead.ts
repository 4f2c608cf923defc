import type { ScoreView } from '../../../api/contract/index.ts';
import { spanOf } from '../../lib/time.ts';

export type Sum = ScoreView['all'];
export type Row = ScoreView['rows'][number];
export type Span = keyof Sum['medians'];

/** Mirrors the order of the contract: along the chain. */
export const SPANS: readonly Span[] = [
  'post-to-known',
  'known-to-look',
  'known-to-word',
  'known-to-statement',
  'post-to-word',
  'word-to-peak',
  'known-to-close',
];
/** Those that stand large above the tables. */
export const LARGE: readonly Span[] = ['post-to-known', 'known-to-look', 'known-to-word', 'known-to-statement'];

/** A length; one that is negative says so in words. */
export function lengthOf(ms: number, tongue: 'zh' | 'en', earlier: (span: string) => string): string {
  return ms < 0 ? earlier(spanOf(-ms, tongue)) : spanOf(ms, tongue);
}

/** Minutes with one decimal, for a table that is reckoned with. */
export function minutesOf(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms / 6_000) / 10;
}

/** All clocks together: how many of those that are over were kept. */
export function keptOf(sum: Sum): { readonly met: number; readonly all: number } {
  const met = sum.clocks.reduce((total, clock) => total + clock.met, 0);
  return { met, all: met + sum.clocks.reduce((total, clock) => total + clock.missed, 0) };
}
