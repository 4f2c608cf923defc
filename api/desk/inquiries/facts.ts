import { z } from 'zod';
import { BodyId, ClaimId, InquiryId, Ms, PointId } from '../../contract/index.ts';
import { fact } from '../fact.ts';

export const INQUIRY_FACTS = [
  /** Texts: `question`, `contact`. */
  fact(
    'inquiry-sent',
    z.object({ inquiry: InquiryId, claim: ClaimId, point: PointId.nullable(), body: BodyId, dueMs: Ms }),
  ),
] as const;
