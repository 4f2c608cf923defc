import { z } from 'zod';
import { ClaimId, ConcernId, RequestId, StatementId } from '../../contract/index.ts';
import { fact } from '../fact.ts';

const request = z.object({ request: RequestId });

export const REQUEST_FACTS = [
  fact('request-accepted', request.extend({ claim: ClaimId.nullable(), concern: ConcernId.nullable() })),
  /** Texts: `answer`. */
  fact('request-answered', request.extend({ statement: StatementId.nullable() })),
  /** Texts: `answer`, the reason. */
  fact('request-declined', request),
  /** What was erased, as numbers: which, is in the list of erasures alone. */
  fact(
    'request-erased',
    request.extend({
      posts: z.number().int(),
      texts: z.number().int(),
      files: z.number().int().optional(),
      requests: z.number().int().optional(),
    }),
  ),
] as const;
