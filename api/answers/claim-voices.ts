import { z } from 'zod';
import type { Claim } from '../contract/index.ts';
import { FACTS_MAX, type Mark, type PostFact, type PostStore } from '../posts/port.ts';

/** Pages of facts that one count reads at most: two million posts. */
export const VOICE_PAGES_MAX = 400;
/** Days whose beginning in the store's order is known; voices are kept 30 days and no longer. */
const DAYS_MAX = 32;
const VOICE_DAYS = 30;
/** Groups that are counted at once; the one asked for longest ago goes first. */
export const GROUPS_MAX = 5_000;
const DAY_MS = 86_400_000;

/** Where each day began in the store's order, so that a count need not start at the first post. */
export type DayMarks = { get(): string; put(text: string): void };

/** `whole`: no voice of the time since the first post was missing. */
export type VoiceCount = { readonly voices: number; readonly whole: boolean };

/**
 * Distinct voices of the groups of claims, in memory alone: a voice is written down nowhere but beside its post. What came
 * before a group was first asked for is read again from the store's facts.
 */
export type ClaimVoices = {
  /** The facts of one page, in the store's order, and the mark that led to them. */
  note(facts: readonly PostFact[], before: Mark): void;
  of(claim: Claim, nowMs: number): Promise<VoiceCount>;
};

const DayStarts = z.array(z.object({ day: z.number(), mark: z.string() }));
type DayStart = z.infer<typeof DayStarts>[number];

export function createClaimVoices(posts: Pick<PostStore, 'factsSince'>, days: DayMarks): ClaimVoices {
  const byGroup = new Map<string, Set<string>>();
  let starts = readDays(days.get());
  let turn: Promise<unknown> = Promise.resolve();

  function take({ group, voice }: PostFact): void {
    if (voice !== null) byGroup.get(group)?.add(voice);
  }

  /** True if it came to the end of what is stored. */
  async function learn(groups: readonly string[], fromMs: number): Promise<boolean> {
    for (const group of groups) byGroup.set(group, new Set());
    let mark = markBefore(starts, fromMs);
    for (let page = 0; page < VOICE_PAGES_MAX; page += 1) {
      const { facts, mark: next } = await posts.factsSince(mark, FACTS_MAX);
      if (facts.length === 0) return true;
      facts.forEach(take);
      mark = next;
    }
    return false;
  }

  function forget(groups: readonly string[]): void {
    for (const group of groups) byGroup.delete(group);
  }

  async function learnMissing(groups: readonly string[], fromMs: number): Promise<boolean> {
    const missing = groups.filter((group) => !byGroup.has(group));
    if (missing.length === 0) return true;
    try {
      const done = await learn(missing, fromMs);
      if (!done) forget(missing);
      return done;
    } catch (error) {
      forget(missing);
      throw error;
    } finally {
      forget([...byGroup.keys()].slice(0, Math.max(0, byGroup.size - GROUPS_MAX)));
    }
  }

  return {
    note(facts, before) {
      facts.forEach(take);
      const [first] = facts;
      if (first === undefined) return;
      const day = dayOf(first.seenMs);
      if ((starts.at(-1)?.day ?? -1) >= day) return;
      starts = [...starts, { day, mark: before }].slice(-DAYS_MAX);
      days.put(JSON.stringify(starts));
    },
    async of(claim, nowMs) {
      const groups = claim.variants.flatMap(({ group }) => (group === null ? [] : [group]));
      if (groups.length === 0) return { voices: 0, whole: true };
      const oldestMs = Math.min(...claim.variants.map(({ firstSeenMs }) => firstSeenMs));
      const reading = turn.then(() => learnMissing(groups, oldestMs));
      turn = Promise.allSettled([reading]);
      const done = await reading;
      const voices = new Set(groups.flatMap((group) => [...(byGroup.get(group) ?? [])]));
      return { voices: voices.size, whole: done && oldestMs > nowMs - VOICE_DAYS * DAY_MS };
    },
  };
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

function readDays(text: string): readonly DayStart[] {
  return text === '' ? [] : (DayStarts.safeParse(JSON.parse(text)).data ?? []);
}

/** The beginning of the day before; the store's own where none is known. */
function markBefore(starts: readonly DayStart[], fromMs: number): Mark {
  return starts.findLast((start) => start.day < dayOf(fromMs))?.mark ?? '';
}
