import { z } from 'zod';
import { ConcernId, FILTER_IDS_MAX, Ms, NOTE_CHARS_MAX, RequestId } from '../../contract/index.ts';
import { CONCERN_ACTS, ConcernDraft, IMPORT_ROWS_MAX } from '../../contract/concern-act.ts';
import { ConcernReminder, LedgerPlan, Satisfaction } from '../../contract/concern.ts';
import {
  ConsultationAct,
  ConsultationDraft,
  ConsultationId,
  COUNT_IN_MAX,
  GROUP_CHARS_MAX,
} from '../../contract/consultation.ts';

/** What the desk is asked: the acts of people, the opening, and what the machine says. */
export const DeskConcernAct = z.discriminatedUnion('act', [
  ...CONCERN_ACTS,
  ConcernDraft.extend({ act: z.literal('open'), sample: z.boolean().default(false) }),
  /** By the machine, for the citizen who holds the receipt. */
  z.object({
    act: z.literal('satisfied'),
    request: RequestId,
    satisfaction: Satisfaction,
    note: z.string().max(500).default(''),
  }),
  z.object({ act: z.literal('remind'), kind: ConcernReminder }),
]);
export type DeskConcernAct = z.infer<typeof DeskConcernAct>;
export type DeskConcernActName = DeskConcernAct['act'];
export type ActOf<Name extends DeskConcernActName> = Extract<DeskConcernAct, { act: Name }>;

export const ConcernCommand = z.object({ do: z.literal('concern'), id: ConcernId, act: DeskConcernAct });
export type ConcernCommand = z.infer<typeof ConcernCommand>;

const labels = z.array(z.string().max(80)).max(FILTER_IDS_MAX);
/** A row of a 12345 list that was read without a fault. */
export const ImportRow = z.object({
  id: ConcernId,
  number: z.string().min(1).max(40),
  title: z.string().min(1).max(80),
  text: z.string().min(1).max(2_000),
  topics: labels,
  places: labels,
  heardMs: Ms.nullable(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** What concerns the ledger as a whole, or consultations. */
export const LedgerCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('import-concerns'), rows: z.array(ImportRow).max(IMPORT_ROWS_MAX) }),
  z.object({ do: z.literal('plan-ledger'), plan: LedgerPlan }),
  z.object({
    do: z.literal('consultation'),
    id: ConsultationId,
    act: z.discriminatedUnion('act', [
      ...ConsultationAct.options,
      ConsultationDraft.extend({ act: z.literal('open') }),
      /** What came through the public inbox: each request is counted once, whoever asks how often. */
      z.object({
        act: z.literal('count-in'),
        opinions: z
          .array(
            z.object({
              requests: z.array(RequestId).min(1).max(COUNT_IN_MAX),
              group: z.string().trim().min(1).max(GROUP_CHARS_MAX),
              option: z.number().int().min(0).nullable(),
              summary: z.string().trim().max(NOTE_CHARS_MAX),
            }),
          )
          .min(1)
          .max(COUNT_IN_MAX),
      }),
      z.object({
        act: z.literal('set-aside'),
        requests: z.array(RequestId).min(1).max(COUNT_IN_MAX),
        reason: z.string().trim().min(1).max(NOTE_CHARS_MAX),
      }),
    ]),
  }),
]);
export type LedgerCommand = z.infer<typeof LedgerCommand>;
export type ConsultationCommand = Extract<LedgerCommand, { do: 'consultation' }>;
export type DeskConsultationAct = ConsultationCommand['act'];
