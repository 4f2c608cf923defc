import { z } from 'zod';
import { ConcernId, ConcernOrigin } from '../../contract/index.ts';
import { fact } from '../fact.ts';

const concern = z.object({ concern: ConcernId });

export const CONCERN_FACTS = [
  /** Texts: `title`, `text`. */
  fact(
    'concern-opened',
    concern.extend({
      origin: ConcernOrigin,
      topics: z.array(z.string()),
      places: z.array(z.string()),
      sample: z.boolean(),
    }),
  ),
] as const;
