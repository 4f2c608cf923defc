import { z } from 'zod';
import { BodyId, ClaimId, EvidenceId, FileRef, InquiryId, InquiryReminder, Ms, PointId } from '../../contract/index.ts';
import { fact } from '../fact.ts';

const inquiry = z.object({ inquiry: InquiryId });
/** `byLink`: it came by the one-time link, so the department signs and no person of it is known. */
const ofDepartment = inquiry.extend({ byLink: z.boolean() });

export const INQUIRY_FACTS = [
  /** Texts: `question`, `contact`. */
  fact('inquiry-sent', inquiry.extend({ claim: ClaimId, point: PointId.nullable(), body: BodyId, dueMs: Ms })),
  /** Texts: `text`, `signedBy`, and `name0`, `name1` … of the files. */
  fact(
    'inquiry-answered',
    ofDepartment.extend({
      files: z.array(FileRef.omit({ name: true })),
      sha256: z.string(),
      evidence: EvidenceId.nullable(),
    }),
  ),
  /** Texts: `note`. */
  fact('inquiry-returned', ofDepartment),
  fact('inquiry-asked-again', inquiry.extend({ dueMs: Ms })),
  fact('inquiry-closed', inquiry),
  /** By the machine. */
  fact('inquiry-reminded', inquiry.extend({ kind: InquiryReminder.shape.kind })),
  /** A one-time link was handed out. */
  fact('inquiry-linked', inquiry),
] as const;
