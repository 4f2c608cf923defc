import { z } from 'zod';
import {
  BodyId,
  ClaimId,
  ClaimOrigin,
  ClaimState,
  EvidenceId,
  EvidenceKind,
  FileHash,
  FileRef,
} from '../../contract/index.ts';
import { Grade, InquiryId, Ms, PersonId, PointId, PostId, StatementId, Verdict } from '../../contract/index.ts';
import { fact } from '../fact.ts';

const claim = z.object({ claim: ClaimId });
const point = claim.extend({ point: PointId });

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
      about: BodyId.nullable().optional(),
    }),
  ),
  /** Texts: `title`, where it changed. */
  fact(
    'claim-edited',
    claim.extend({
      about: BodyId.nullable().optional(),
      topics: z.array(z.string()).optional(),
      places: z.array(z.string()).optional(),
    }),
  ),
  fact('claim-taken', claim),
  /** Texts: `note`. */
  fact('claim-handed-over', claim.extend({ to: PersonId })),
  /** Texts: `note`; of 转交 also `passedTo`. */
  fact('claim-moved', claim.extend({ to: ClaimState, lookAgainMs: Ms.nullable() })),
  /** Texts: `note`. */
  fact('claim-graded', claim.extend({ grade: Grade })),
  /** Texts: `note`. */
  fact('claim-merged', claim.extend({ into: ClaimId })),
  /** `into` is the new claim. Texts: `title`, `note`. */
  fact('claim-split', claim.extend({ into: ClaimId, points: z.array(PointId), variants: z.array(z.string()) })),
  /** Texts: `text`. */
  fact(
    'claim-variant-attached',
    claim.extend({ variant: z.string(), post: PostId.nullable(), group: z.string().nullable(), firstSeenMs: Ms }),
  ),
  /** Texts: `note`. */
  fact('claim-variant-detached', claim.extend({ variant: z.string() })),
  fact('claim-post-dismissed', claim.extend({ post: PostId })),
  /** Texts: `text`. */
  fact('claim-point-added', point),
  /** Texts: `text`. */
  fact('claim-point-edited', point),
  /** Texts: `note`. */
  fact('claim-point-removed', point),
  /** Texts: `note`, and `declined` where no concern was opened for what is true. */
  fact('claim-verdict-given', point.extend({ verdict: Verdict, evidence: z.array(EvidenceId) })),
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
  /** Texts: `note`. */
  fact('claim-evidence-withdrawn', claim.extend({ evidence: EvidenceId })),
  /** Texts: `note`. */
  fact('claim-response-chosen', claim.extend({ choice: z.enum(['respond', 'wait']), reasons: z.array(z.string()) })),
  fact('claim-earlier-taken', claim.extend({ statement: StatementId })),
] as const;
