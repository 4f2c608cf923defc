import { z } from 'zod';
import { BodyId } from './id.ts';

/** 首句、各要点的句式、落款等: the wordings that a draft is filled in from. `{office}`, `{point}`, `{note}`, `{issue}` are replaced. */
export const WORDING_NAMES = [
  'titleHolding',
  'titleNotice',
  'titleRebuttal',
  'titleFollowUp',
  'titleCorrection',
  'leadHolding',
  'leadNotice',
  'leadRebuttal',
  'leadFollowUp',
  'leadCorrection',
  'pointTrue',
  'pointPartly',
  'pointFalse',
  'pointUnsupported',
  'pointOpen',
  'rumor',
  'misleads',
  'fact',
  'done',
  'asked',
  'contact',
  'signature',
  'changed',
] as const;
export const WordingName = z.enum(WORDING_NAMES);
export type WordingName = z.infer<typeof WordingName>;
export type Wordings = Readonly<Record<WordingName, string>>;

export const WORDING_CHARS_MAX = 300;
export const SUBJECTS_MAX = 60;
const WORDS_MAX = 60;
const SIGNERS_MAX = 8;

/** A subject on which others speak, or have to sign first: matched by the claim's topics, or by words in the text. */
export const SubjectChange = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  subject: z.string().trim().min(1).max(40),
  topics: z.array(z.string().max(64)).max(SIGNERS_MAX),
  words: z.array(z.string().trim().min(2).max(20)).max(WORDS_MAX),
  speaker: BodyId.nullable(),
  signOffs: z.array(BodyId).max(SIGNERS_MAX),
  basis: z.string().trim().max(200),
});
export type SubjectChange = z.infer<typeof SubjectChange>;

export const StatementRuleAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('set-subject'), subject: SubjectChange }),
  z.object({ act: z.literal('remove-subject'), id: z.string().max(40) }),
  /** Only those that are given change; an empty one goes back to the product's own. */
  z.object({
    act: z.literal('set-wordings'),
    wordings: z.partialRecord(WordingName, z.string().max(WORDING_CHARS_MAX)),
  }),
]);
export type StatementRuleAct = z.infer<typeof StatementRuleAct>;

/** The rules as the screen shows them. `names`: of the bodies that are named. */
export const StatementRules = z.object({
  subjects: z.array(SubjectChange),
  wordings: z.record(WordingName, z.string()),
  ownWordings: z.array(WordingName),
  names: z.record(z.string(), z.string()),
  bodies: z.array(z.object({ id: BodyId, name: z.string() })),
});
export type StatementRules = z.infer<typeof StatementRules>;
