import { z } from 'zod';
import { BinMs, BodyId, ClaimId, ConcernId, Ms, PostId, StatementId } from './id.ts';
import { Criteria } from './search.ts';

/** 日报, 周报, 月报, 专报. */
export const BriefingKind = z.enum(['daily', 'weekly', 'monthly', 'special']);
export type BriefingKind = z.infer<typeof BriefingKind>;

/** What a special report is about. */
export const BriefingAbout = z.discriminatedUnion('of', [
  z.object({ of: z.literal('claim'), claim: ClaimId }),
  z.object({ of: z.literal('concern'), concern: ConcernId }),
]);
export type BriefingAbout = z.infer<typeof BriefingAbout>;

/**
 * Rows of the desk that are counted: in the state at the issue's end, or by what happened in its period. Each rule is one function
 * (`api/briefing/desk-rule.ts`), and the list behind the number is what it gives.
 */
export const DeskRule = z.enum([
  'alerts-raised',
  'alerts-open',
  'alerts-false',
  'claims-opened',
  'claims-open',
  'claims-unanswered',
  'claims-answered',
  'claims-closed',
  'verdicts-overturned',
  'statements-published',
  'inquiries-open',
  'inquiries-overdue',
  'concerns-opened',
  'concerns-open',
  'concerns-overdue',
  'concerns-settled',
  'response-part',
  'response-whole',
  'solved-part',
  'solved-whole',
  'satisfied-part',
  'satisfied-whole',
  'clocks-kept',
  'clocks-missed',
  'sources-all',
  'sources-read',
  'sources-silent',
]);
export type DeskRule = z.infer<typeof DeskRule>;

const span = { fromMs: Ms, toMs: Ms };

/** What a number was counted by. Counted again over the same store and journal it gives the same. */
export const FigureQuery = z.discriminatedUnion('of', [
  /** Posts; opens as a search. */
  z.object({ of: z.literal('posts'), criteria: Criteria }),
  /** Posts of the groups that a claim's variants are. */
  z.object({ of: z.literal('claim-posts'), claim: ClaimId, ...span }),
  /** Distinct voices over those; under 5 shown as "<5". */
  z.object({ of: z.literal('voices'), criteria: Criteria }),
  /** The end of the usual band: the 10th or 90th of a hundred of the same span in earlier periods. */
  z.object({ of: z.literal('usual'), criteria: Criteria, end: z.enum(['low', 'high']), periods: z.number().int() }),
  z.object({ of: z.literal('effect'), statement: StatementId, what: z.enum(['repeats', 'mentions']), ...span }),
  /** Rows of the desk. `body`: of one department. */
  z.object({ of: z.literal('desk'), rule: DeskRule, body: BodyId.nullable(), ...span }),
]);
export type FigureQuery = z.infer<typeof FigureQuery>;

/** A number of the issue. `value` is the true one, save of voices under 5 (null). `shown` is what is printed. */
export const Figure = z.object({ value: z.number().nullable(), shown: z.string(), query: FigureQuery });
export type Figure = z.infer<typeof Figure>;

/** How a piece of text is set. The verdicts each have their sign; `late` is overdue. */
export const SpanMark = z.enum([
  'strong',
  'late',
  'soft',
  'level-1',
  'level-2',
  'level-3',
  'level-4',
  'true',
  'partly-true',
  'false',
  'unsupported',
  'open',
]);
export type SpanMark = z.infer<typeof SpanMark>;

/** A piece of text; `figure` is an index into the issue's figures whose `shown` it is. */
export const PaperSpan = z.object({
  text: z.string(),
  figure: z.number().int().optional(),
  mark: SpanMark.optional(),
});
export type PaperSpan = z.infer<typeof PaperSpan>;

export const PaperSection = z.enum([
  'promised',
  'gist',
  'due',
  'hot',
  'rumors',
  'course',
  'effect',
  'ledger',
  'marks',
  'judgement',
  'method',
  'gaps',
  'trace',
]);
export type PaperSection = z.infer<typeof PaperSection>;

/** A typical post of a finding: masked, and without any person's name. */
export const TypicalPost = z.object({ post: PostId, source: z.string(), publishedMs: Ms, text: z.string() });
export type TypicalPost = z.infer<typeof TypicalPost>;

/**
 * One thing that the issue says. `key` stays the same from issue to issue (`claim:c1`, `hot:topic:water|place:3`). A row of the
 * section's table has as many cells as it has columns; a sentence has one.
 */
export const Finding = z.object({
  key: z.string().max(160),
  cells: z.array(z.array(PaperSpan)),
  /** Where it lies at the desk: `/claims/c1`. */
  link: z.string().nullable(),
  /** Not in the issue before. */
  fresh: z.boolean(),
  posts: z.array(TypicalPost),
});
export type Finding = z.infer<typeof Finding>;

export const Section = z.object({
  id: PaperSection,
  title: z.string(),
  /** Headings of the table; none: sentences. */
  columns: z.array(z.string()),
  /** Which of them are numbers. */
  numeric: z.array(z.number().int()),
  findings: z.array(Finding),
  /** What stands there when there is nothing. */
  empty: z.string(),
});
export type Section = z.infer<typeof Section>;

/** A chart: its finding is its title. At most 5 lines; null is missing data and is drawn as a gap. */
export const PaperChart = z.object({
  id: z.string(),
  section: PaperSection,
  title: z.string(),
  summary: z.string(),
  unit: z.string(),
  bins: z.array(z.object({ atMs: BinMs, label: z.string() })),
  lines: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['line', 'bar', 'low', 'high']),
      values: z.array(z.number().nullable()),
    }),
  ),
  /** Moments that are marked: a statement. */
  marks: z.array(z.object({ bin: z.number().int(), label: z.string() })),
});
export type PaperChart = z.infer<typeof PaperChart>;

/** What was not there when the issue was made; it is completed when it is back. */
export const Lacking = z.object({ what: z.enum(['store', 'sources', 'history', 'voices']), why: z.string() });
export type Lacking = z.infer<typeof Lacking>;

/** Something with a deadline that this issue names; the next one says whether it was done. */
export const PromiseMade = z.object({ key: z.string(), text: z.string(), dueMs: Ms });
export type PromiseMade = z.infer<typeof PromiseMade>;

/** The issue as the machine made it: the same store, journal and settings give the same bytes. */
export const MadeIssue = z.object({
  form: z.literal(1),
  kind: BriefingKind,
  about: BriefingAbout.nullable(),
  /** 清河县社情民意日报. */
  title: z.string(),
  office: z.string(),
  year: z.number().int(),
  no: z.number().int(),
  /** The day it is dated, 北京时间, and the period that it tells of. */
  dateText: z.string(),
  periodText: z.string(),
  ...span,
  /** The journal's last entry that it rests on. */
  head: z.object({ n: z.number().int(), hash: z.string() }),
  sections: z.array(Section),
  figures: z.array(Figure),
  charts: z.array(PaperChart),
  promises: z.array(PromiseMade),
  lacking: z.array(Lacking),
  /** Only the sample town's posts are in it. */
  sample: z.boolean(),
});
export type MadeIssue = z.infer<typeof MadeIssue>;

/**
 * The issue as it is read: what the machine made, with what people did to it. Every form (screen, PDF, Word, text) is this.
 * What was left out is in the section `trace`, with its reason.
 */
export const Paper = MadeIssue.extend({
  state: z.enum(['draft', 'submitted', 'released']),
  /** 内部. */
  classed: z.string(),
  /** 报, 送: whom it goes to. */
  reportsTo: z.string(),
  copiesTo: z.string(),
  releasedText: z.string(),
  /** Comments of staff, by the finding's key. */
  comments: z.array(z.object({ key: z.string(), text: z.string(), by: z.string() })),
});
export type Paper = z.infer<typeof Paper>;

export const GIST_MAX = 5;
export const HOT_MAX = 5;
export const TYPICAL_MAX = 3;
/** Rows of one section; what is over is said in a sentence with its number. */
export const SECTION_ROWS_MAX = 40;
export const CHART_LINES_MAX = 5;
export const FIGURES_MAX = 2_000;
