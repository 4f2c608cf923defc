import { z } from 'zod';
import { BodyId, PersonId } from '../../contract/index.ts';
import { fact } from '../fact.ts';

export const OFFICE_FACTS = [
  /** Texts: `name`, `contact`. */
  fact('body-set', z.object({ id: BodyId, people: z.array(PersonId), active: z.boolean() })),
] as const;
