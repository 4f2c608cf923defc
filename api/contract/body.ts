import { z } from 'zod';
import { BodyId, PersonId } from './id.ts';
import { NAME_CHARS_MAX } from './limit.ts';

/** A department or another public body: whom one asks, who solves, who has to sign. `people`: those of it who log in here. */
export const Body = z.object({
  id: BodyId,
  name: z.string(),
  contact: z.string(),
  people: z.array(PersonId),
  active: z.boolean(),
  /** Of the sample town: it goes with it, unless something of the office's own names it. */
  sample: z.boolean().optional(),
});
export type Body = z.infer<typeof Body>;

/** Who speaks on a subject (a topic of the lexicon, or words), and who has to sign before approval. */
export const SubjectRule = z.object({
  id: z.string(),
  subject: z.string(),
  topics: z.array(z.string()),
  speaker: BodyId.nullable(),
  signOffs: z.array(BodyId),
  /** Words that put a text under the subject, whatever its topics. */
  words: z.array(z.string()).optional(),
  /** The law or order that gives the subject to them. */
  basis: z.string().optional(),
});
export type SubjectRule = z.infer<typeof SubjectRule>;

export const BODIES_MAX = 500;
export const BODY_PEOPLE_MAX = 50;

/** A department as it is added or changed. `people`: those with the role department who answer for it. */
export const BodyDraft = z.object({
  name: z.string().trim().min(1).max(NAME_CHARS_MAX),
  contact: z.string().trim().max(120),
  people: z.array(PersonId).max(BODY_PEOPLE_MAX).default([]),
  active: z.boolean().default(true),
});
export type BodyDraft = z.infer<typeof BodyDraft>;
