import type { Reply } from '../../../lib/api.ts';
import { bandOf, exactOf } from '../../../lib/number.ts';
import { DAY_MS } from '../../../lib/time.ts';

export type View = Reply<'GET /api/trends'>;
export type Trend = View['trends'][number];

export const SPANS = ['8', '13', '26'] as const;
export type Span = (typeof SPANS)[number];
const USUAL_SPAN: Span = '13';

/** How many weeks the address asks for. One that was typed wrong shows a quarter of a year. */
export function spanOf(address: URLSearchParams): Span {
  return SPANS.find((span) => span === address.get('weeks')) ?? USUAL_SPAN;
}

/** In the order of the page. */
export const GROUPS = ['all', 'topic', 'place', 'rate', 'lead'] as const;
export type Group = (typeof GROUPS)[number];

/** `topic:water` belongs to the topics. */
export const groupOf = ({ chart }: Pick<Trend, 'chart'>): Group =>
  GROUPS.find((group) => group === chart.id.split(':')[0]) ?? 'all';

export type Grouped = { readonly group: Group; readonly trends: readonly Trend[] };

/** Groups that have none are left out. */
export function grouped(trends: readonly Trend[]): readonly Grouped[] {
  return GROUPS.map((group) => ({ group, trends: trends.filter((trend) => groupOf(trend) === group) })).filter(
    (each) => each.trends.length > 0,
  );
}

type Values = readonly (number | null)[];

/** What is counted, and the ends of its usual band; null where it is not known. */
export type Lines = { readonly counts: Values; readonly low: Values; readonly high: Values };

export function linesOf({ chart }: Pick<Trend, 'chart'>): Lines {
  const of = (kind: 'bar' | 'low' | 'high'): Values =>
    chart.lines.find((line) => line.kind === kind)?.values ?? chart.bins.map(() => null);
  return { counts: of('bar'), low: of('low'), high: of('high') };
}

/** Nothing is known of any week. */
export const isBlank = (trends: readonly Trend[]): boolean =>
  trends.every((trend) => linesOf(trend).counts.every((count) => count === null));

const WEEK_MS = 7 * DAY_MS;
export const weekEnd = (fromMs: number): number => fromMs + WEEK_MS;

/** Where the posts of a span are: of a topic, of a place, or all; null for what is no count of posts. */
export function postsOf(id: string, fromMs: number, toMs: number): string | null {
  const [group = '', thing = ''] = id.split(':');
  const span = `from=${fromMs}&to=${toMs}`;
  if (group === 'all') return `/search?${span}`;
  return group === 'topic' || group === 'place' ? `/search?${group}s=${encodeURIComponent(thing)}&${span}` : null;
}

export type TooltipWords = { readonly count: string; readonly band: string; readonly gap: string };

/** One week in words. */
export function tooltipOf(lines: Lines, at: number, words: TooltipWords): string[] {
  const [count, low, high] = [lines.counts[at] ?? null, lines.low[at] ?? null, lines.high[at] ?? null];
  const said = count === null ? words.gap : `${words.count} ${exactOf(count)}`;
  return low === null || high === null ? [said] : [said, `${words.band} ${bandOf(low, high)}`];
}
