import { z } from 'zod';
import { BriefingId } from './briefing.ts';
import { AlertId, BodyId, ClaimId, ConcernId, Ms, PersonId, PointId, PostId, RequestId } from './id.ts';
import { FileRef } from './file.ts';

export const ConcernOrigin = z.discriminatedUnion('from', [
  z.object({ from: z.literal('claim'), claim: ClaimId, point: PointId.nullable() }),
  z.object({ from: z.literal('alert'), alert: AlertId }),
  z.object({ from: z.literal('post'), post: PostId }),
  z.object({ from: z.literal('request'), request: RequestId }),
  z.object({ from: z.literal('visit') }),
  /** 批示: a leader's mark on a finding of an issue. */
  z.object({ from: z.literal('mark'), briefing: BriefingId, key: z.string().max(160) }),
  /** A row of a 12345 import, by the number that it had there. */
  z.object({ from: z.literal('12345'), number: z.string() }),
]);
export type ConcernOrigin = z.infer<typeof ConcernOrigin>;

/** 待转办 → 承办中 → 已反馈 → 已办结 (→ 重办). 退回 puts it back to 待转办. */
export const ConcernState = z.enum(['new', 'assigned', 'reported', 'settled']);
export type ConcernState = z.infer<typeof ConcernState>;

/** 满意, 基本满意, 不满意. */
export const Satisfaction = z.enum(['pleased', 'fair', 'not']);
export type Satisfaction = z.infer<typeof Satisfaction>;

/** 民情日志: one dated line of what was heard or done. `act` names the act that made it, or `note`; `body`: for which department. */
export const DiaryLine = z.object({
  atMs: Ms,
  by: z.string(),
  act: z.string(),
  text: z.string(),
  body: BodyId.nullable(),
});
export type DiaryLine = z.infer<typeof DiaryLine>;

/** 回访: what one who raised it says of the outcome. `request`: the citizen's, where it came by the receipt. */
export const Revisit = z.object({
  atMs: Ms,
  by: z.string(),
  how: z.enum(['call', 'visit', 'receipt']),
  request: RequestId.nullable(),
  satisfaction: Satisfaction,
  note: z.string(),
});
export type Revisit = z.infer<typeof Revisit>;

export const ConcernReminder = z.enum(['before', 'after', 'escalated']);
export type ConcernReminder = z.infer<typeof ConcernReminder>;

export const Concern = z.object({
  id: ConcernId,
  no: z.number().int(),
  version: z.number().int(),
  title: z.string(),
  text: z.string(),
  topics: z.array(z.string()),
  places: z.array(z.string()),
  origin: ConcernOrigin,
  openedMs: Ms,
  /** When it was raised, where that was earlier (a visit, a 12345 row). */
  heardMs: Ms.nullable(),
  by: z.string(),
  state: ConcernState,
  body: BodyId.nullable(),
  /** 协办. */
  others: z.array(BodyId),
  /** The deadline, and the moment from which it runs: the last 转办, 重办 or 退回补办. */
  dueMs: Ms.nullable(),
  clockFromMs: Ms.nullable(),
  assignedMs: Ms.nullable(),
  /** First word of the department since it was assigned to it. */
  respondedMs: Ms.nullable(),
  reportedMs: Ms.nullable(),
  measures: z.array(z.string()),
  outcome: z.string(),
  solved: z.boolean(),
  files: z.array(FileRef),
  publicAnswer: z.string(),
  settledMs: Ms.nullable(),
  /** The least satisfied of the last words since it was settled: nobody's "no" is outvoted. */
  satisfaction: Satisfaction.nullable(),
  askedMs: Ms.nullable(),
  revisits: z.array(Revisit),
  urges: z.array(z.object({ atMs: Ms, by: z.string(), text: z.string() })),
  extensions: z.array(z.object({ atMs: Ms, by: z.string(), toMs: Ms, note: z.string() })),
  /** What the department asked for and nobody has decided on. */
  extensionAsked: z.object({ atMs: Ms, by: z.string(), toMs: Ms, note: z.string() }).nullable(),
  returns: z.array(z.object({ atMs: Ms, by: z.string(), body: BodyId, note: z.string() })),
  redone: z.number().int(),
  reminded: z.array(z.object({ kind: ConcernReminder, dueMs: Ms })),
  /** 批示 of leaders. */
  marks: z.array(z.object({ atMs: Ms, by: PersonId, text: z.string() })),
  diary: z.array(DiaryLine),
  sample: z.boolean(),
});
export type Concern = z.infer<typeof Concern>;

/** Lines of one diary that are kept in the row; the journal keeps all. */
export const DIARY_MAX = 300;
/** Notes, urges, marks and answers stop here, so that the lines of the way (assigned, settled) always find room. */
export const DIARY_FREE_MAX = 250;
/** Of a whole ledger. At some hundred entries a day, years. */
export const CONCERNS_MAX = 100_000;
export const CONCERN_TITLE_CHARS_MAX = 80;
export const CONCERN_TEXT_CHARS_MAX = 2_000;
export const CO_BODIES_MAX = 10;
export const CONCERN_FILES_MAX = 40;
/** A deadline farther off than this is none. */
export const CONCERN_DAYS_MAX = 365;

/** The lengths of the ledger, in working days (and hours of the clock for reminders). The office's own; set in the ledger. */
export const LedgerPlan = z.object({
  /** 转办: the department's deadline where none is given. */
  dueDays: z.number().int().min(1).max(90),
  /** 响应: by when the department's first word is due. */
  responseDays: z.number().int().min(1).max(30),
  /** By when a new entry is to be assigned. */
  assignDays: z.number().int().min(1).max(30),
  soonHours: z.number().int().min(1).max(240),
  /** So long after the deadline those above are told. */
  lateHours: z.number().int().min(1).max(240),
});
export type LedgerPlan = z.infer<typeof LedgerPlan>;
