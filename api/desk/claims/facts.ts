import { z } from 'zod';
import { BodyId, ClaimId, ClaimOrigin, EvidenceId, EvidenceKind, FileHash, FileRef } from '../../contract/index.ts';
import { InquiryId, Ms } from '../../contract/index.ts';
import { fact } from '../fact.ts';

const claim = z.object({ claim: ClaimId });

export const CLAIM_FACTS = [
  /** Texts: `title`. */
  fact(
    'claim-opened',
    claim.extend({
      origin: ClaimOrigin,
      knownMs: Ms,
      firstPostMs: Ms.nullable(),
      topics: z.array(z.string()),
      places: z.array(z.string()),
      sample: z.boolean(),
    }),
  ),
  fact('claim-taken', claim),
  /** Texts: `title`, `from`, `url`, `note`, and `name0`, `name1` … of the files. */
  fact(
    'evidence-added',
    claim.extend({
      id: EvidenceId,
      kind: EvidenceKind,
      body: BodyId.nullable(),
      obtainedMs: Ms,
      files: z.array(FileRef.omit({ name: true })),
      rawSha256: FileHash.nullable(),
      inquiry: InquiryId.nullable(),
    }),
  ),
] as const;
