import { z } from 'zod';
import { AlertId, Ms, PersonId } from './id.ts';
import { NOTE_CHARS_MAX } from './limit.ts';
import { PostView } from './post.ts';

export const LevelName = z.enum(['blue', 'yellow', 'orange', 'red']);
export const AlertState = z.enum(['new', 'acknowledged', 'snoozed', 'closed', 'false-alarm']);
export type AlertState = z.infer<typeof AlertState>;

/** A number that may not be shown exactly: `null` reads "<5". */
export const GuardedCount = z.number().int().nullable();

/** A spike as it is shown. `zh` and `en` are the reason in one sentence. */
export const SpikeView = z.object({
  series: z.string(),
  level: LevelName,
  score: z.number(),
  fromMs: Ms,
  toMs: Ms,
  count: z.number(),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  ratio: z.number(),
  voices: GuardedCount,
  sources: z.array(z.object({ source: z.string(), name: z.string(), count: z.number() })),
  loudestShare: z.number(),
  copiesShare: z.number(),
  coverage: z.number(),
  historyDays: z.number(),
  zh: z.string(),
  en: z.string(),
});
export type SpikeView = z.infer<typeof SpikeView>;

export const TimelineItem = z.object({
  atMs: Ms,
  /** `machine` or a person of the office. */
  by: z.string(),
  act: z.enum([
    'raised',
    'level',
    'recovered',
    'take',
    'hand-over',
    'snooze',
    'snooze-ended',
    'false-alarm',
    'close',
    'reopen',
    'note',
  ]),
  note: z.string(),
});
export type TimelineItem = z.infer<typeof TimelineItem>;

export const AlertView = z.object({
  id: AlertId,
  level: LevelName,
  peak: LevelName,
  state: AlertState,
  /** What it is about, made from the series: place and topic. */
  titleZh: z.string(),
  titleEn: z.string(),
  series: z.array(z.string()),
  topics: z.array(z.string()),
  places: z.array(z.string()),
  raisedMs: Ms,
  firstPostMs: Ms,
  updatedMs: Ms,
  /** When the counts were back within the usual band, or null. */
  recoveredMs: Ms.nullable(),
  holder: PersonId.nullable(),
  holderName: z.string().nullable(),
  snoozedUntilMs: Ms.nullable(),
  spike: SpikeView,
  sample: z.boolean(),
});
export type AlertView = z.infer<typeof AlertView>;

export const BandPoint = z.object({
  atMs: Ms,
  /** Null where the sources were silent: no data is not zero. */
  count: z.number().nullable(),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
});
export type BandPoint = z.infer<typeof BandPoint>;

export const Term = z.object({ term: z.string(), count: z.number(), usual: z.number(), ratio: z.number() });
export type Term = z.infer<typeof Term>;

export const AlertDetail = z.object({
  alert: AlertView,
  spikes: z.array(SpikeView),
  chart: z.object({ stepMs: z.number(), points: z.array(BandPoint) }),
  /** In the order in which sources first carried it. */
  spread: z.array(z.object({ source: z.string(), name: z.string(), firstMs: Ms, count: z.number() })),
  copies: z.array(z.object({ group: z.string(), excerpt: z.string(), count: z.number(), sources: z.number() })),
  terms: z.array(Term),
  samples: z.array(PostView),
  timeline: z.array(TimelineItem),
});
export type AlertDetail = z.infer<typeof AlertDetail>;

const note = z.string().trim().max(NOTE_CHARS_MAX);
export const AlertAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('take') }),
  z.object({ act: z.literal('hand-over'), to: PersonId, note: note.default('') }),
  z.object({ act: z.literal('snooze'), untilMs: Ms, note: note.default('') }),
  z.object({ act: z.literal('false-alarm'), note: note.min(1) }),
  z.object({ act: z.literal('close'), note: note.default('') }),
  z.object({ act: z.literal('reopen'), note: note.default('') }),
]);
export type AlertAct = z.infer<typeof AlertAct>;
