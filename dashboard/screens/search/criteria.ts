import { DAY_MS } from '../../lib/time.ts';

/** The lists of a search, as the address keeps them: `topics=a,b`. */
export const LISTS = ['topics', 'places', 'markers', 'sources', 'kinds'] as const;
export type List = (typeof LISTS)[number];

export const RANGES = ['day', 'week', 'month', 'all'] as const;
export type Range = (typeof RANGES)[number];
const RANGE_DAYS: Readonly<Record<Range, number>> = { day: 1, week: 7, month: 30, all: 0 };

export type Wanted = { readonly [L in List]: string[] } & {
  readonly text: string;
  readonly group: string;
  readonly fromMs: number;
  readonly toMs: number;
};

const listOf = (text: string | null): string[] => (text ?? '').split(',').filter((id) => id !== '');
const msOf = (text: string | null): number => (/^\d{1,16}$/.test(text ?? '') ? Number(text) : 0);

export const rangeOf = (query: URLSearchParams): Range => {
  const asked = query.get('range');
  return RANGES.find((range) => range === asked) ?? 'all';
};

/** The address → what is looked for. `range` counts back from now; `from` and `to` are fixed. */
export function wantedOf(query: URLSearchParams, nowMs: number): Wanted {
  const days = RANGE_DAYS[rangeOf(query)];
  return {
    text: (query.get('q') ?? '').trim(),
    topics: listOf(query.get('topics')),
    places: listOf(query.get('places')),
    markers: listOf(query.get('markers')),
    sources: listOf(query.get('sources')),
    kinds: listOf(query.get('kinds')),
    group: query.get('group') ?? '',
    fromMs: days === 0 ? msOf(query.get('from')) : nowMs - days * DAY_MS,
    toMs: days === 0 ? msOf(query.get('to')) : 0,
  };
}

/** The address's filters for criteria that were kept. */
export function filtersOf(wanted: Wanted): Readonly<Record<string, string>> {
  const lists = Object.fromEntries(LISTS.map((list) => [list, wanted[list].join(',')]));
  const ms = (value: number): string => (value === 0 ? '' : String(value));
  return { q: wanted.text, ...lists, group: wanted.group, from: ms(wanted.fromMs), to: ms(wanted.toMs) };
}

/** Adds or takes away one id of a list. */
export const toggled = (ids: readonly string[], id: string): string =>
  (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]).join(',');
