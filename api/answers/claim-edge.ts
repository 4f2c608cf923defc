import type { ClaimId } from '../contract/index.ts';
import type { PostStore } from '../posts/port.ts';
import { createMarks } from '../work/marks.ts';
import type { Work } from '../work/work.ts';
import { createProposals, type Proposals } from './claim-proposals.ts';
import { createClaimVoices, type ClaimVoices } from './claim-voices.ts';
import { createClaimWatch, type ClaimWatch } from './claim-watch.ts';
import type { DeskRoom } from './desk-room.ts';

export type ClaimEdge = {
  readonly claimProposals: Proposals;
  readonly claimVoices: ClaimVoices;
  readonly claimWatch: ClaimWatch;
};

type EdgeParts = {
  readonly posts: PostStore;
  readonly desk: DeskRoom;
  readonly work: Work;
  readonly now: () => number;
  readonly onClaim: (id: ClaimId) => void;
  readonly onError: (error: unknown) => void;
};

/** What holds new posts against claims, behind ingest: it starts where it left off. */
export function openClaimEdge(parts: EdgeParts): ClaimEdge {
  const marks = createMarks(parts.work);
  const kept = (name: string): { get(): string; put(text: string): void } => ({
    get: () => marks.get(name),
    put: (text) => marks.put(name, text),
  });
  const claimProposals = createProposals(parts.work);
  const claimVoices = createClaimVoices(parts.posts, kept('claim-days'));
  const claimWatch = createClaimWatch({
    ...parts,
    proposals: claimProposals,
    voices: claimVoices,
    mark: kept('claim-watch'),
  });
  return { claimProposals, claimVoices, claimWatch };
}
