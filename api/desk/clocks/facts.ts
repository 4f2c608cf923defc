import { z } from 'zod';
import { ClaimId, ClockRule, PersonId } from '../../contract/index.ts';
import { fact } from '../fact.ts';

const clock = z.object({ claim: ClaimId, clock: z.string() });

export const CLOCK_FACTS = [
  /** Texts: `zh0`, `en0`, `basis0`, `zh1` … of the rules, in their order. */
  fact('clock-rules-set', z.object({ rules: z.array(ClockRule.omit({ zh: true, en: true, basis: true })) })),
  /** Texts: `note`. */
  fact('clock-paused', clock),
  fact('clock-resumed', clock),
  fact('clock-acknowledged', clock),
  fact('clock-met', clock),
  /** The machine told the next one up; `person` is null where the roster names nobody. */
  fact('clock-told', clock.extend({ stage: z.number().int(), person: PersonId.nullable() })),
  /** Texts: `to`, `note`. */
  fact('reported-up', z.object({ claim: ClaimId, rule: z.string() })),
  /** Texts: `receipt`. */
  fact('report-received', z.object({ claim: ClaimId, report: z.number().int() })),
] as const;
