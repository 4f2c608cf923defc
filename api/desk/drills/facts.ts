import { z } from 'zod';
import { DrillResult } from '../../contract/index.ts';
import { fact } from '../fact.ts';

export const DRILL_FACTS = [
  fact('drill-started', z.object({ id: z.string(), speed: z.number().int(), minutes: z.number().int() })),
  /** It is over: its whole result, the only thing that it leaves. */
  fact('drill-run', DrillResult),
] as const;
