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

/** Which claims stand behind a number of the score: of a month or all, and of what: a length, a clock, all clocks, what was overturned. */
export type Behind = {
  readonly month: string;
  readonly what: 'claims' | 'span' | 'clock' | 'clocks' | 'overturned';
  readonly id: string;
  /** Of clocks: only those that were kept. */
  readonly met: boolean;
};

export type Asked = Partial<Behind> & Pick<Behind, 'what'>;

/** The filters of the address. */
export function filtersOf({ month = '', what, id = '', met = false }: Asked): Readonly<Record<string, string>> {
  return { month, what, id, met: met ? 'yes' : '' };
}

const WHATS = ['claims', 'span', 'clock', 'clocks', 'overturned'] as const;

/** What the address asks for; null: all rows. */
export function behindOf(query: URLSearchParams): Behind | null {
  const what = WHATS.find((each) => each === query.get('what'));
  if (what === undefined) return null;
  return { month: query.get('month') ?? '', what, id: query.get('id') ?? '', met: query.get('met') === 'yes' };
}

const MISSED: readonly Row['clocks'][number]['state'][] = ['missed', 'over'];

/** The rows that a number counts. The sample's count only while there are no others. */
export function rowsBehind({ rows, sample }: Pick<ScoreView, 'rows' | 'sample'>, behind: Behind): readonly Row[] {
  const { month, what, id, met } = behind;
  const isOver = (clock: Row['clocks'][number]): boolean =>
    clock.state === 'met' || (!met && MISSED.includes(clock.state));
  const counts = (row: Row): boolean => {
    if (what === 'span') return SPANS.some((span) => span === id && (row.spans[span] ?? null) !== null);
    if (what === 'clock') return row.clocks.some((clock) => clock.id === id && isOver(clock));
    if (what === 'clocks') return row.clocks.some(isOver);
    return what === 'claims' || row.overturned > 0;
  };
  return rows.filter((row) => row.sample === sample && (month === '' || row.month === month) && counts(row));
}
