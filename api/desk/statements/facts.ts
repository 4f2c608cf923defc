import { z } from 'zod';
import { ClaimId, PublishedPoint, StatementId, StatementKind } from '../../contract/index.ts';
import { fact } from '../fact.ts';

const statement = z.object({ statement: StatementId });

export const STATEMENT_FACTS = [
  fact(
    'statement-opened',
    statement.extend({
      claim: ClaimId.nullable(),
      kind: StatementKind,
      corrects: StatementId.nullable(),
      sample: z.boolean(),
    }),
  ),
  /** It is out, by the machine, exactly as approved. Texts: `point0`, `basis0`, `point1` … */
  fact(
    'statement-published',
    statement.extend({ sha256: z.string(), points: z.array(PublishedPoint.omit({ text: true, basis: true })) }),
  ),
] as const;
