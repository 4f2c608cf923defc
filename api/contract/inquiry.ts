import { z } from 'zod';
import { BodyId, ClaimId, EvidenceId, InquiryId, Ms, PointId } from './id.ts';
import { FileRef } from './file.ts';

/** 核实单: sent → answered (or given back) → closed. */
export const InquiryState = z.enum(['sent', 'answered', 'returned', 'closed']);
export type InquiryState = z.infer<typeof InquiryState>;

export const InquiryAnswer = z.object({
  text: z.string(),
  /** Who signs for the department. */
  signedBy: z.string(),
  atMs: Ms,
  /** A person's id, or `body:…` where it came by the one-time link. */
  by: z.string(),
  files: z.array(FileRef),
  /** SHA-256 over text, signature and files. */
  sha256: z.string(),
});

export const Inquiry = z.object({
  id: InquiryId,
  no: z.number().int(),
  version: z.number().int(),
  claim: ClaimId,
  point: PointId.nullable(),
  body: BodyId,
  question: z.string(),
  contact: z.string(),
  sentMs: Ms,
  sentBy: z.string(),
  dueMs: Ms,
  state: InquiryState,
  answers: z.array(InquiryAnswer),
  evidence: EvidenceId.nullable(),
  reminders: z.array(z.object({ atMs: Ms, by: z.string(), kind: z.enum(['before', 'after', 'escalated']) })),
  note: z.string(),
});
export type Inquiry = z.infer<typeof Inquiry>;
