import { z } from 'zod';
import { ClaimId, PostId, type Claim } from '../contract/index.ts';
import type { Work } from '../work/work.ts';

const Record = z.object({ claim: ClaimId, post: PostId, score: z.number(), firstSeenMs: z.number() });
export type ProposalRecord = z.infer<typeof Record>;

/** Proposals that wait for a claim; the least alike go first. */
export const PROPOSALS_MAX = 30;
export const PROPOSAL_MS = 14 * 24 * 3_600_000;

/** Texts that may say the same as a claim, until a person takes one up, says no, or two weeks have gone by. */
export type Proposals = {
  /** Still open ones, the likest first. */
  of(claim: Claim): readonly ProposalRecord[];
  add(record: ProposalRecord, nowMs: number): void;
};

export function createProposals(work: Work): Proposals {
  const shelf = work.shelf('proposal', Record);
  const keyOf = ({ claim, post }: Pick<ProposalRecord, 'claim' | 'post'>): string => `${claim}:${post}`;
  const held = (id: ClaimId): readonly ProposalRecord[] =>
    shelf
      .list()
      .map((kept) => kept.value)
      .filter((record) => record.claim === id)
      .toSorted((a, b) => b.score - a.score || a.firstSeenMs - b.firstSeenMs);
  return {
    of(claim) {
      const decided = new Set<string>([
        ...claim.dismissedPosts,
        ...claim.variants.flatMap(({ post, group }) => [post, group].filter((id) => id !== null)),
      ]);
      return held(claim.id).filter(({ post }) => !decided.has(post));
    },
    add(record, nowMs) {
      shelf.put(keyOf(record), record, { untilMs: nowMs + PROPOSAL_MS });
      for (const over of held(record.claim).slice(PROPOSALS_MAX)) shelf.remove(keyOf(over));
    },
  };
}
