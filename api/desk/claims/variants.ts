import { refuse, VARIANTS_MAX, type ClaimId } from '../../contract/index.ts';
import { draft, type EntryDraft } from '../entry.ts';
import type { Case, Decided } from './claims.ts';
import type { ActOf, FoundText } from './command.ts';

export const DISMISSED_POSTS_MAX = 500;

export function attached(claim: ClaimId, { id, post, group, firstSeenMs, text }: FoundText): EntryDraft {
  return draft('claim-variant-attached', { claim, variant: id, post, group, firstSeenMs }, { text });
}

/** A text is a variant once; its repeats are counted by its group. The machine never brings back what a person dismissed. */
export function attachVariant({ claim, actor }: Case, { variant }: ActOf<'attach'>): Decided {
  const known = claim.variants.some(
    ({ text, group }) => text === variant.text || (group !== null && group === variant.group),
  );
  if (known) return [];
  const dismissed = claim.dismissedPosts.some((post) => post === variant.post || String(post) === variant.group);
  if (actor.kind === 'machine' && dismissed) return [];
  if (claim.variants.length >= VARIANTS_MAX) return refuse('limit-reached', { limit: VARIANTS_MAX });
  return [attached(claim.id, variant)];
}

export function detachVariant({ claim }: Case, act: ActOf<'detach'>): Decided {
  if (!claim.variants.some(({ id }) => id === act.variant)) return refuse('not-found');
  return [draft('claim-variant-detached', { claim: claim.id, variant: act.variant }, { note: act.note })];
}

export function dismissPost({ claim }: Case, act: ActOf<'dismiss-post'>): Decided {
  if (claim.dismissedPosts.includes(act.post)) return [];
  if (claim.dismissedPosts.length >= DISMISSED_POSTS_MAX)
    return refuse('limit-reached', { limit: DISMISSED_POSTS_MAX });
  return [draft('claim-post-dismissed', { claim: claim.id, post: act.post })];
}
