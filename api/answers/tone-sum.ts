import { SMALL_COUNT, TONES, type Tone, type ToneReply } from '../contract/index.ts';

export type Counts = Readonly<Record<Tone, number>>;
export type Sum = ToneReply['sum'];

/**
 * Counts as they may be shown: a tone under 5 is hidden, and so is everything where the total is under 5. The total and the shown
 * counts give the sum of the hidden ones away, but not which tone has which count, as long as these differ. Where they would all be
 * equal, the next larger count is hidden with them (each tone that has it, or their order would tell); where there is none, all is.
 */
export function sumOf(counts: Counts): Sum {
  const total = TONES.reduce((sum, tone) => sum + counts[tone], 0);
  const hidden = hiddenOf(counts);
  if (total < SMALL_COUNT || hidden === null)
    return { total: null, counts: each(() => null), shares: each(() => null) };
  return {
    total,
    counts: each((tone) => (hidden.has(counts[tone]) ? null : counts[tone])),
    shares: each((tone) => (hidden.has(counts[tone]) ? null : Math.round((counts[tone] / total) * 1_000) / 1_000)),
  };
}

/** The counts that are not shown; null where nothing may be. */
function hiddenOf(counts: Counts): ReadonlySet<number> | null {
  const apart = [...new Set(TONES.map((tone) => counts[tone]))].filter((count) => count > 0).toSorted((a, b) => a - b);
  const small = apart.filter((count) => count < SMALL_COUNT);
  if (small.length !== 1) return new Set(small);
  return apart.length === 1 ? null : new Set(apart.slice(0, 2));
}

function each<T>(of: (tone: Tone) => T): Record<Tone, T> {
  return {
    calm: of('calm'),
    worried: of('worried'),
    angry: of('angry'),
    helpless: of('helpless'),
    thankful: of('thankful'),
  };
}

/** 10 % and 90 % quantiles of a tone's daily share, and its share over all days. Days under 20 posts say little and are left out. */
export function shareBand(days: readonly Counts[], tone: Tone): { low: number; high: number; share: number | null } {
  const DAY_POSTS_MIN = 20;
  const totals = days.map((day) => ({ all: TONES.reduce((sum, each_) => sum + day[each_], 0), one: day[tone] }));
  const shares = totals
    .filter(({ all }) => all >= DAY_POSTS_MIN)
    .map(({ all, one }) => one / all)
    .toSorted((a, b) => a - b);
  if (shares.length === 0) return { low: 0, high: 0, share: null };
  const at = (q: number): number => shares[Math.min(shares.length - 1, Math.floor(q * shares.length))] ?? 0;
  const all = totals.reduce((sum, day) => sum + day.all, 0);
  const one = totals.reduce((sum, day) => sum + day.one, 0);
  const round = (value: number): number => Math.round(value * 1_000) / 1_000;
  return { low: round(at(0.1)), high: round(at(0.9)), share: round(one / all) };
}
