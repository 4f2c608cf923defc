import type { Claim, ClaimId, ClaimState } from '../contract/index.ts';
import { denies, likeness, pairsOf } from '../desk/claims/likeness.ts';

/**
 * From this likeness to one of its variants on a text is attached by the machine; from the lower one on to anything that the claim
 * says it is proposed. Among 1,132 texts with 1,855 true pairs, 0.55 finds a third of them and joins 75 of 638,291 wrong ones,
 * 0.25 finds 56 % with 138: what differs in a number or a place alone stays alike, which is why people see every one of them.
 */
export const ATTACH_MIN = 0.55;
export const PROPOSE_MIN = 0.25;

/** Claims that still gather texts. A closed one does: rumors return. */
const GATHERING: readonly ClaimState[] = ['new', 'checking', 'ready', 'answered', 'watching', 'passed-on', 'closed'];
/** The newest claims that new posts are held against. */
export const TARGETS_MAX = 300;

/** A claim as posts are held against it. */
export type Target = {
  readonly id: ClaimId;
  readonly variants: readonly ReadonlySet<string>[];
  /** Title and points: alike to them is a reason to propose, never to attach. */
  readonly words: readonly ReadonlySet<string>[];
  /** Groups of near-copies that are its variants, or that a person said are not. */
  readonly groups: ReadonlySet<string>;
};
export type Match = { readonly claim: ClaimId; readonly score: number; readonly attach: boolean };

export function targetsOf(claims: readonly Claim[]): readonly Target[] {
  return claims
    .filter((claim) => GATHERING.includes(claim.state))
    .toSorted((a, b) => b.openedMs - a.openedMs)
    .slice(0, TARGETS_MAX)
    .map((claim) => ({
      id: claim.id,
      variants: claim.variants.map(({ text }) => pairsOf(text)),
      words: [claim.title, ...claim.points.map(({ text }) => text)].map(pairsOf),
      groups: new Set([
        ...claim.variants.flatMap(({ group, post }) => [group, post].filter((id) => id !== null)),
        ...claim.dismissedPosts,
      ]),
    }));
}

/** Every pair that any target holds: what shares none of them needs no closer look. */
export function vocabularyOf(targets: readonly Target[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const { variants, words } of targets)
    for (const pairs of [...variants, ...words]) for (const pair of pairs) all.add(pair);
  return all;
}

/** Tokens of a post that must be in the vocabulary for a closer look. */
const SHARED_MIN = 3;

export function isCandidate(tokens: readonly string[], vocabulary: ReadonlySet<string>): boolean {
  const shared = new Set<string>();
  for (const token of tokens) {
    if (vocabulary.has(token.slice(0, 2))) shared.add(token);
    if (shared.size >= SHARED_MIN) return true;
  }
  return false;
}

/** The claims that a text may belong to. A text that denies is no variant of what it denies. */
export function matchesOf(text: string, group: string, targets: readonly Target[]): readonly Match[] {
  if (denies(text)) return [];
  const pairs = pairsOf(text);
  return targets.flatMap(({ id, variants, words, groups }) => {
    if (groups.has(group)) return [];
    const near = most(pairs, variants);
    const score = Math.max(near, most(pairs, words));
    return score < PROPOSE_MIN ? [] : [{ claim: id, score: round(score), attach: near >= ATTACH_MIN }];
  });
}

function most(pairs: ReadonlySet<string>, texts: readonly ReadonlySet<string>[]): number {
  return texts.reduce((top, other) => Math.max(top, likeness(pairs, other)), 0);
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
