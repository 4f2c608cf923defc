import { SMALL_COUNT, TONES, type Tone, type ToneReply } from '../contract/index.ts';

export type Counts = Readonly<Record<Tone, number>>;
export type Sum = ToneReply['sum'];

/**
 * Counts as they may be shown: a total under 5 hides everything; a tone under 5 is hidden, and so is the total where it would give
 * a single hidden tone away by subtraction. Shares are rounded to 5 % steps' worth of safety only where all counts are shown.
 */
export function sumOf(counts: Counts): Sum {
  const total = TONES.reduce((sum, tone) => sum + counts[tone], 0);
  const hidden = TONES.filter((tone) => counts[tone] > 0 && counts[tone] < SMALL_COUNT);
  if (total < SMALL_COUNT) return { total: null, counts: each(() => null), shares: each(() => null) };
  // One hidden tone could be worked out from the total: the next smallest is hidden with it.
  const alone = hidden.length === 1 ? smallestOther(counts, hidden[0]) : null;
  const isHidden = (tone: Tone): boolean => hidden.includes(tone) || tone === alone;
  return {
    total,
    counts: each((tone) => (isHidden(tone) ? null : counts[tone])),
    shares: each((tone) => (isHidden(tone) ? null : Math.round((counts[tone] / total) * 1_000) / 1_000)),
  };
}

function smallestOther(counts: Counts, hidden: Tone | undefined): Tone | null {
  const others = TONES.filter((tone) => tone !== hidden && counts[tone] > 0);
  return others.toSorted((a, b) => counts[a] - counts[b])[0] ?? null;
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
