import { randomUUID } from 'node:crypto';
import { VARIANT_CHARS_MAX, type Claim, type Post } from '../contract/index.ts';
import { isDiskFull } from '../contract/disk-full.ts';
import { rowsOf } from '../desk/table.ts';
import type { Mark, PostFact, PostStore } from '../posts/port.ts';
import { isCandidate, matchesOf, targetsOf, vocabularyOf, type Match, type Target } from './claim-match.ts';
import type { Proposals } from './claim-proposals.ts';
import type { ClaimVoices } from './claim-voices.ts';
import type { DeskRoom } from './desk-room.ts';
import { ALL_POSTS } from './filter.ts';

export type ClaimWatchParts = {
  readonly posts: Pick<PostStore, 'factsSince' | 'get' | 'search'>;
  readonly desk: Pick<DeskRoom, 'state' | 'command'>;
  readonly proposals: Proposals;
  readonly voices: ClaimVoices;
  /** How far it has come in the store's order. */
  readonly mark: { get(): Mark; put(mark: Mark): void };
  readonly now: () => number;
  readonly onClaim: (id: Claim['id']) => void;
  readonly onError: (error: unknown) => void;
};

export type ClaimWatch = {
  /** What was said before a claim was opened, in other words, is proposed. */
  lookBack(claim: Claim): Promise<void>;
  /** Looks through what the store has new. Calls while it looks are joined into one more look. */
  look(): Promise<void>;
  /** Something was stored: look within `LOOK_AFTER_MS`. */
  nudge(): void;
  close(): Promise<void>;
};

export const LOOK_AFTER_MS = 1_500;
/** Looked at without a nudge too: after a store that was away. */
const LOOK_EVERY_MS = 60_000;
/** Facts of one page, and posts that are read of it at a time. */
export const PAGE_FACTS = 1_000;
const READ_POSTS = 100;
/** How far back a new claim looks, before its first post. */
const BACK_MS = 2 * 24 * 3_600_000;

/**
 * Holds what is new in the store against the claims: near-copies of a variant are counted by their group and need nothing; a new
 * text that is much alike is attached, journaled as the machine's act; one that is less alike is proposed. Follows the store's own order
 * behind ingest, so that nothing accepted is left out and nothing waits for it.
 */
export function createClaimWatch(parts: ClaimWatchParts): ClaimWatch {
  const { posts, desk } = parts;
  let queued: Promise<void> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let nudged: NodeJS.Timeout | null = null;
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  let made: { readonly of: unknown; readonly targets: readonly Target[]; readonly words: ReadonlySet<string> } | null =
    null;

  function ready(): { readonly targets: readonly Target[]; readonly words: ReadonlySet<string> } {
    const { claims } = desk.state();
    if (made?.of !== claims) {
      const targets = targetsOf(rowsOf(claims));
      made = { of: claims, targets, words: vocabularyOf(targets) };
    }
    return made;
  }

  async function lookOnce(): Promise<void> {
    for (;;) {
      const before = parts.mark.get();
      const { facts, mark } = await posts.factsSince(before, PAGE_FACTS);
      if (facts.length === 0) return;
      parts.voices.note(facts, before);
      await match(facts);
      parts.mark.put(mark);
    }
  }

  /** Only the first of a group brings a text that is new; archives teach nothing of what circulates now. */
  async function match(facts: readonly PostFact[]): Promise<void> {
    const { targets, words } = ready();
    if (targets.length === 0) return;
    const wanted = facts.filter((fact) => fact.group === fact.id && !fact.backfill && isCandidate(fact.tokens, words));
    for (let at = 0; at < wanted.length; at += READ_POSTS) {
      for (const post of await posts.get(wanted.slice(at, at + READ_POSTS).map(({ id }) => id))) hold(post);
    }
  }

  function hold(post: Post): void {
    const text = textOfPost(post);
    for (const match of matchesOf(text, post.group, ready().targets)) {
      if (!match.attach || !attach(post, text, match.claim)) propose(post, match);
      parts.onClaim(match.claim);
    }
  }

  /** False where it is refused: a claim that is full of variants. A person may still see to it. */
  function attach(post: Post, text: string, id: Claim['id']): boolean {
    const variant = { id: randomUUID(), text, post: post.id, group: post.group, firstSeenMs: post.publishedMs };
    return desk.command({ do: 'claim', id, act: { act: 'attach', variant } }, { kind: 'machine' }) === null;
  }

  function propose(post: Post, { claim, score }: Match): void {
    parts.proposals.add({ claim, score, post: post.id, firstSeenMs: post.publishedMs }, parts.now());
  }

  function look(): Promise<void> {
    if (queued === null) {
      const next = turn.then(() => {
        queued = null;
        return lookOnce().catch((error: unknown) => {
          // The mark stays where it was, so that the page is looked at again.
          if (!isDiskFull(error)) parts.onError(error);
        });
      });
      turn = next;
      queued = next;
    }
    return queued;
  }

  return {
    look,
    async lookBack(claim) {
      const fromMs = (claim.firstPostMs ?? claim.knownMs) - BACK_MS;
      const { topics, places } = claim;
      const filter = { ...ALL_POSTS, topics, places: topics.length === 0 ? places : [], fromMs };
      const options = { sort: 'newest', limit: READ_POSTS, cursor: null, facets: false, stepMs: BACK_MS } as const;
      const targets = targetsOf([claim]);
      for (const post of (await posts.search(filter, options)).posts) {
        if (post.group !== post.id) continue;
        for (const match of matchesOf(textOfPost(post), post.group, targets)) propose(post, match);
      }
    },
    nudge() {
      nudged ??= setTimeout(() => {
        nudged = null;
        void look();
      }, LOOK_AFTER_MS);
    },
    async close() {
      clearInterval(timer);
      if (nudged !== null) clearTimeout(nudged);
      await turn;
    },
  };
}

/** Title and text as one variant, cut. */
export function textOfPost(post: Pick<Post, 'title' | 'text'>): string {
  const { title, text } = post;
  const whole = title === '' || text.startsWith(title) ? text : `${title} ${text}`;
  return whole.trim().slice(0, VARIANT_CHARS_MAX) || '—';
}
