import { z } from 'zod';
import { ClockRule } from '../../contract/index.ts';
import { fact } from '../fact.ts';

export const CLOCK_FACTS = [fact('clock-rules-set', z.object({ rules: z.array(ClockRule) }))] as const;
