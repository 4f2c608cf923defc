import { z } from 'zod';
import { AlertId, BodyId, ClaimId, ConcernId, Ms, PersonId, PointId, PostId, RequestId } from './id.ts';
import { FileRef } from './file.ts';

export const ConcernOrigin = z.discriminatedUnion('from', [
  z.object({ from: z.literal('claim'), claim: ClaimId, point: PointId.nullable() }),
  z.object({ from: z.literal('alert'), alert: AlertId }),
  z.object({ from: z.literal('post'), post: PostId }),
  z.object({ from: z.literal('request'), request: RequestId }),
  z.object({ from: z.literal('visit') }),
  /** A row of a 12345 import, by the number that it had there. */
  z.object({ from: z.literal('12345'), number: z.string() }),
]);
export type ConcernOrigin = z.infer<typeof ConcernOrigin>;

/** 待转办 → 承办中 → 已反馈 → 已办结 (→ 重办). 退回 puts it back to 待转办. */
export const ConcernState = z.enum(['new', 'assigned', 'reported', 'settled']);
export type ConcernState = z.infer<typeof ConcernState>;

export const Satisfaction = z.enum(['pleased', 'fair', 'not']);

/** 民情日志: one dated line of what was heard or done. `act` names the act that made it, or `note`. */
export const DiaryLine = z.object({ atMs: Ms, by: z.string(), act: z.string(), text: z.string() });

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
  by: z.string(),
  state: ConcernState,
  body: BodyId.nullable(),
  /** 协办. */
  others: z.array(BodyId),
  dueMs: Ms.nullable(),
  assignedMs: Ms.nullable(),
  /** First word of the department. */
  respondedMs: Ms.nullable(),
  measures: z.array(z.string()),
  outcome: z.string(),
  solved: z.boolean(),
  files: z.array(FileRef),
  publicAnswer: z.string(),
  settledMs: Ms.nullable(),
  satisfaction: Satisfaction.nullable(),
  askedMs: Ms.nullable(),
  urges: z.array(z.object({ atMs: Ms, by: z.string(), text: z.string() })),
  extensions: z.array(z.object({ atMs: Ms, by: z.string(), toMs: Ms, note: z.string() })),
  redone: z.number().int(),
  /** 批示 of leaders. */
  marks: z.array(z.object({ atMs: Ms, by: PersonId, text: z.string() })),
  diary: z.array(DiaryLine),
  sample: z.boolean(),
});
export type Concern = z.infer<typeof Concern>;

export const DIARY_MAX = 300;
