import { z } from 'zod';
import { ClockView } from './clock.ts';
import { Concern, ConcernOrigin, ConcernState, DiaryLine, LedgerPlan, Satisfaction } from './concern.ts';
import { Consultation } from './consultation.ts';
import { FileRef } from './file.ts';
import { BodyId, ConcernId, Ms } from './id.ts';

export const CONCERNS_SHOWN_MAX = 300;
export const CONCERN_TASKS_MAX = 200;

export const ConcernFrom = z.enum(['claim', 'alert', 'post', 'request', 'visit', '12345', 'mark']);
export type ConcernFrom = z.infer<typeof ConcernFrom>;

/** The state that is asked for: one of the ledger, or `open` (not settled) or `all`. */
export const ConcernQuery = z.object({
  state: z.union([ConcernState, z.literal('open'), z.literal('all')]).default('open'),
  /** `-`: no department, no topic. */
  body: z.string().max(64).default(''),
  topic: z.string().max(80).default(''),
  from: z.union([ConcernFrom, z.literal('')]).default(''),
  overdue: z.enum(['yes', '']).default(''),
  /** Of what is settled: nobody was heard yet, or somebody is not satisfied. */
  rated: z.enum(['unasked', 'not', '']).default(''),
  /** The rows behind a rate of the time from `fromMs` to `toMs`: all that it counts, or with `part` those that kept it. */
  rate: z.enum(['response', 'solved', 'satisfied', 'opened', '']).default(''),
  part: z.enum(['yes', '']).default(''),
  /** Only what `body` answers for itself, as the rates count it; not where it is one of the others. */
  lead: z.enum(['yes', '']).default(''),
  fromMs: z.coerce.number().int().min(0).default(0),
  toMs: z.coerce.number().int().min(0).default(0),
});
export type ConcernQuery = z.infer<typeof ConcernQuery>;

export const ConcernRow = z.object({
  id: ConcernId,
  no: z.number().int(),
  title: z.string(),
  topics: z.array(z.string()),
  places: z.array(z.string()),
  from: ConcernFrom,
  state: ConcernState,
  openedMs: Ms,
  bodyName: z.string(),
  otherNames: z.array(z.string()),
  clock: ClockView.nullable(),
  overdue: z.boolean(),
  /** The last line of the diary. */
  lastMs: Ms,
  lastText: z.string(),
  solved: z.boolean().nullable(),
  satisfaction: Satisfaction.nullable(),
  urges: z.number().int(),
  redone: z.number().int(),
  extensionAsked: z.boolean(),
  marked: z.boolean(),
  sample: z.boolean(),
});
export type ConcernRow = z.infer<typeof ConcernRow>;

export const ConcernList = z.object({
  concerns: z.array(ConcernRow),
  /** How many match; more than are listed where the list is cut. */
  total: z.number().int(),
  /** Of the whole ledger: by state, and `overdue`, `unasked` (settled, satisfaction not known), `unhappy` (settled, not satisfied). */
  counts: z.record(z.string(), z.number().int()),
  bodies: z.array(z.object({ id: BodyId, name: z.string() })),
  topics: z.array(z.string()),
  plan: LedgerPlan,
});
export type ConcernList = z.infer<typeof ConcernList>;

/** As the office sees it. Who raised it is in no view; ids of posts and requests and the 12345 number are for monitoring staff. */
export const ConcernDetail = z.object({
  concern: Concern.omit({ origin: true, revisits: true }),
  origin: ConcernOrigin.nullable(),
  from: ConcernFrom,
  originTitle: z.string(),
  revisits: z.array(
    z.object({
      atMs: Ms,
      by: z.string(),
      how: z.enum(['call', 'visit', 'receipt']),
      satisfaction: Satisfaction,
      note: z.string(),
    }),
  ),
  clock: ClockView.nullable(),
  overdue: z.boolean(),
  /** By when the department's first word is due; null before it is assigned. */
  responseDueMs: Ms.nullable(),
  /** Names of people and bodies by id. */
  names: z.record(z.string(), z.string()),
  /** Those of them who wrote for their own department. */
  ofBodies: z.array(z.string()),
  contact: z.string(),
  consultations: z.array(Consultation),
  /** Acts that the reader may do now. */
  may: z.array(z.string()),
});
export type ConcernDetail = z.infer<typeof ConcernDetail>;

export const ConcernDone = z.object({ id: ConcernId, state: ConcernState, version: z.number().int() });

/** As a department sees it: what is to be done, and nothing of where it came from or who said it. */
export const ConcernTask = z.object({
  id: ConcernId,
  no: z.number().int(),
  office: z.string(),
  bodyName: z.string(),
  /** Whether the reader's department is the one in charge, or helps. */
  leads: z.boolean(),
  otherNames: z.array(z.string()),
  title: z.string(),
  text: z.string(),
  /** By name: a department has no list of names by id. */
  places: z.array(z.string()),
  state: ConcernState,
  dueMs: Ms.nullable(),
  clock: ClockView.nullable(),
  responded: z.boolean(),
  overdue: z.boolean(),
  extensionAsked: z.boolean(),
  measures: z.array(z.string()),
  outcome: z.string(),
  solved: z.boolean(),
  satisfaction: Satisfaction.nullable(),
  redone: z.number().int(),
  files: z.array(FileRef),
  /** `by`: a department's name, or the office's. */
  diary: z.array(DiaryLine.omit({ body: true })),
  may: z.array(z.string()),
});
export type ConcernTask = z.infer<typeof ConcernTask>;

/** A share with what it is made of. */
export const Rate = z.object({ part: z.number().int(), whole: z.number().int() });
export type Rate = z.infer<typeof Rate>;
export const ConcernRates = z.object({
  /** 响应率: of those whose first word came or was due in the period, how many had it in time. */
  response: Rate,
  /** 解决率: of those settled in the period or overdue at its end, how many were settled as solved. */
  solved: Rate,
  /** 满意率: of those settled in the period whose people said so, how many are pleased or fairly so. */
  satisfied: Rate,
});
export type ConcernRates = z.infer<typeof ConcernRates>;
/** A share of fewer than this says little of anybody; it is shown with its numbers and not ranked. */
export const RATE_SMALL = 5;

export const RatesQuery = z.object({ days: z.enum(['30', '90', '365']).default('90') });
export const RatesReply = z.object({
  fromMs: Ms,
  toMs: Ms,
  all: ConcernRates,
  /** Most overdue first, then the lowest share of solved; small ones last. */
  bodies: z.array(
    z.object({
      id: BodyId.nullable(),
      name: z.string(),
      open: z.number().int(),
      overdue: z.number().int(),
      rates: ConcernRates,
    }),
  ),
  topics: z.array(z.object({ id: z.string(), open: z.number().int(), overdue: z.number().int(), rates: ConcernRates })),
  /** Calendar months of China, oldest first. The last one runs. */
  months: z.array(z.object({ month: z.string(), fromMs: Ms, toMs: Ms, opened: z.number().int(), rates: ConcernRates })),
  plan: LedgerPlan,
});
export type RatesReply = z.infer<typeof RatesReply>;
export const RATE_MONTHS = 6;
export const RATE_GROUPS_MAX = 60;
