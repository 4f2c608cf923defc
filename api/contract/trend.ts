import { z } from 'zod';
import { PaperChart } from './briefing-paper.ts';
import { BriefingRow } from './briefing-view.ts';
import { ClockView } from './clock.ts';
import { Ms } from './id.ts';

export const TrendQuery = z.object({ weeks: z.enum(['8', '13', '26']).default('13') });

/** One chart over weeks with its table; `usual` in words where a band is drawn. The chart's own words are Chinese, as a paper's are. */
export const Trend = z.object({
  chart: PaperChart,
  usual: z.object({ zh: z.string(), en: z.string() }),
  title: z.object({ zh: z.string(), en: z.string() }),
  summary: z.object({ zh: z.string(), en: z.string() }),
});
export type Trend = z.infer<typeof Trend>;

/** Topics, places, the three rates and the lead times by week. */
export const TrendView = z.object({
  fromMs: Ms,
  toMs: Ms,
  /** Weeks that the store and the journal know; fewer than asked for at first. */
  weeks: z.number().int(),
  trends: z.array(Trend),
  sources: z.number().int(),
  posts: z.number().int(),
});
export type TrendView = z.infer<typeof TrendView>;

/** A leader's first screen: the newest released issue, the three clocks that end next, one trend. */
export const LeaderView = z.object({
  issue: BriefingRow.nullable(),
  /** Its 要点. */
  gist: z.array(z.string()),
  promised: z.number().int(),
  clocks: z.array(z.object({ title: z.string(), link: z.string(), clock: ClockView, who: z.string() })),
  trend: Trend.nullable(),
});
export type LeaderView = z.infer<typeof LeaderView>;
export const LEADER_CLOCKS = 3;
