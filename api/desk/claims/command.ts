import { z } from 'zod';
import {
  CLAIM_TITLE_CHARS_MAX,
  BodyId,
  ClaimId,
  ClaimOrigin,
  DeskEvidenceAct,
  FileHash,
  FILTER_IDS_MAX,
  InquiryId,
  Ms,
  OPENING_POSTS_MAX,
  PLAIN_CLAIM_ACTS,
  PostId,
  VARIANT_CHARS_MAX,
} from '../../contract/index.ts';

/** Ids are made by the caller, so that deciding stays pure. */
const FreshId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,59}$/);
const labels = z.array(z.string().max(80)).max(FILTER_IDS_MAX);

/** A text that circulates, as it was looked up or typed in. */
export const FoundText = z.object({
  id: FreshId,
  text: z.string().min(1).max(VARIANT_CHARS_MAX),
  post: PostId.nullable(),
  group: z.string().max(64).nullable(),
  firstSeenMs: Ms,
});
export type FoundText = z.infer<typeof FoundText>;

/** What the desk is asked: the acts of people, with what had to be looked up outside filled in. */
export const DeskClaimAct = z.discriminatedUnion('act', [
  ...PLAIN_CLAIM_ACTS,
  z.object({
    act: z.literal('open'),
    title: z.string().trim().min(1).max(CLAIM_TITLE_CHARS_MAX),
    topics: labels,
    places: labels,
    about: BodyId.nullable().default(null),
    origin: ClaimOrigin,
    knownMs: Ms,
    firstPostMs: Ms.nullable(),
    sample: z.boolean().default(false),
    variants: z
      .array(FoundText)
      .max(OPENING_POSTS_MAX + 1)
      .default([]),
  }),
  z.object({ act: z.literal('attach'), variant: FoundText }),
  DeskEvidenceAct.extend({
    url: z.string().max(2_000).nullable().default(null),
    rawSha256: FileHash.nullable().default(null),
    inquiry: InquiryId.nullable().default(null),
  }),
]);
export type DeskClaimAct = z.infer<typeof DeskClaimAct>;
export type DeskClaimActName = DeskClaimAct['act'];
export type ActOf<Name extends DeskClaimActName> = Extract<DeskClaimAct, { act: Name }>;

/** `fresh`: the id of what the act makes, if it makes something: a point, a piece of evidence, a concern, the claim split off. */
export const ClaimCommand = z.object({
  do: z.literal('claim'),
  id: ClaimId,
  act: DeskClaimAct,
  fresh: FreshId.optional(),
});
export type ClaimCommand = z.infer<typeof ClaimCommand>;
