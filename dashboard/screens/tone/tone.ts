import type { ToneReply } from '../../../api/contract/index.ts';
import { DAY_MS } from '../../lib/time.ts';

export type ToneName = ToneReply['usual'][number]['tone'];
export const TONES: readonly ToneName[] = ['calm', 'worried', 'angry', 'helpless', 'thankful'];

export const SPANS = ['day', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];
const SPAN_DAYS: Readonly<Record<Span, number>> = { day: 1, week: 7, month: 30 };
export const spanMsOf = (span: Span): number => SPAN_DAYS[span] * DAY_MS;

export const GROUPS = ['all', 'topic', 'place', 'source'] as const;
export type Group = (typeof GROUPS)[number];

/** The tone with the largest share; null where shares are not shown. */
export function leadingOf(sum: ToneReply['sum']): { readonly tone: ToneName; readonly share: number } | null {
  const shown = TONES.flatMap((tone) => {
    const share = sum.shares[tone];
    return share === null ? [] : [{ tone, share }];
  });
  return shown.reduce<(typeof shown)[number] | null>(
    (best, one) => (best === null || one.share > best.share ? one : best),
    null,
  );
}

type Points = Pick<ToneReply, 'points'>['points'];

/** A share of a point is hidden with its small counts: where more than this part of the points hide theirs, counts are drawn. */
const HIDDEN_PART_MAX = 0.25;

/** What the lines are made of, and what the title speaks of. */
export function drawnOf(points: Points): 'shares' | 'counts' {
  const hidden = points.filter(({ shares }) => TONES.some((tone) => (shares[tone] ?? null) === null)).length;
  return points.length > 0 && hidden <= points.length * HIDDEN_PART_MAX ? 'shares' : 'counts';
}

/** The tone with the most posts; null where all counts are hidden. */
export function mostOf(sum: ToneReply['sum']): { readonly tone: ToneName; readonly count: number } | null {
  const shown = TONES.flatMap((tone) => {
    const count = sum.counts[tone] ?? null;
    return count === null ? [] : [{ tone, count }];
  });
  return shown.toSorted((a, b) => b.count - a.count)[0] ?? null;
}

type Band = ToneReply['usual'][number];

/** Compared as they are shown, in whole percents: what reads the same is not "above". */
export function sideOf(share: number | null, band: Band | null): 'within' | 'higher' | 'lower' {
  if (share === null || band === null || band.share === null) return 'within';
  const [now, low, high] = [share, band.low, band.high].map((value) => Math.round(value * 100));
  if (now === undefined || low === undefined || high === undefined) return 'within';
  return now > high ? 'higher' : now < low ? 'lower' : 'within';
}

/** The tone whose share stands highest above its usual band; null where none does. */
export function risenOf(sum: ToneReply['sum'], usual: ToneReply['usual']): (Band & { readonly now: number }) | null {
  const risen = usual.flatMap((band) => {
    const now = sum.shares[band.tone];
    return now === null || sideOf(now, band) !== 'higher' ? [] : [{ ...band, now }];
  });
  const over = (one: (typeof risen)[number]): number => one.now - one.high;
  return risen.reduce<(typeof risen)[number] | null>(
    (best, one) => (best === null || over(one) > over(best) ? one : best),
    null,
  );
}
