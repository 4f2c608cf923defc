import { z } from 'zod';
import { BodyId, ClaimId, Ms, PersonId, StatementId } from './id.ts';
import { ChannelTarget, StatementForm, StatementKind } from './statement.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const note = z.string().trim().max(1_000);
export const CHANNELS_CHOSEN_MAX = 30;
export const SIGNER_CHARS_MAX = 40;

export const StatementDraft = z.object({
  kind: StatementKind,
  claim: ClaimId.nullable().default(null),
  /** Of a correction: what is corrected. */
  corrects: StatementId.nullable().default(null),
});
export type StatementDraft = z.infer<typeof StatementDraft>;

/** `base`: the number of the version that was changed, 0 for the first. */
export const StatementSave = z.object({ base: z.number().int().min(0), form: StatementForm });
export type StatementSave = z.infer<typeof StatementSave>;

/** What people do with a statement. `sha256` is of the text that they had before their eyes. */
export const StatementAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('comment'), text: note.min(1) }),
  z.object({ act: z.literal('submit'), sha256 }),
  z.object({ act: z.literal('return'), note }),
  /** A body's consent, given to the office by telephone or in writing; `signedBy` is its officer. */
  z.object({
    act: z.literal('sign-off'),
    body: BodyId,
    signedBy: z.string().trim().min(1).max(SIGNER_CHARS_MAX),
    sha256,
  }),
  z.object({ act: z.literal('approve'), sha256 }),
  /** Two approvers by telephone. Whoever writes it down may be one of them. */
  z.object({ act: z.literal('emergency'), approvers: z.tuple([PersonId, PersonId]), note, sha256 }),
  z.object({ act: z.literal('countersign'), sha256 }),
  /** `publishAtMs` null: at once. */
  z.object({
    act: z.literal('release'),
    channels: z.array(ChannelTarget).min(1).max(CHANNELS_CHOSEN_MAX),
    publishAtMs: Ms.nullable().default(null),
    sha256,
  }),
  z.object({ act: z.literal('stop'), note }),
  /** Told on by hand, to an official account or a newsroom. */
  z.object({ act: z.literal('hand'), to: z.string().trim().min(1).max(80) }),
]);
export type StatementAct = z.infer<typeof StatementAct>;
