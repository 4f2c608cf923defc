import { z } from 'zod';
import { BodyId, PersonId } from './id.ts';

/** A department or another public body: whom one asks, who solves, who has to sign. `people`: those of it who log in here. */
export const Body = z.object({
  id: BodyId,
  name: z.string(),
  contact: z.string(),
  people: z.array(PersonId),
  active: z.boolean(),
});
export type Body = z.infer<typeof Body>;

/** Who speaks on a subject (a topic of the lexicon, or words), and who has to sign before approval. */
export const SubjectRule = z.object({
  id: z.string(),
  subject: z.string(),
  topics: z.array(z.string()),
  speaker: BodyId.nullable(),
  signOffs: z.array(BodyId),
});
export type SubjectRule = z.infer<typeof SubjectRule>;

export const BODIES_MAX = 500;
