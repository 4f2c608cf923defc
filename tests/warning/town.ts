/** A small town to try the warning on: seeded, so that each run is the same. */
import type { Fact } from '../../api/warning/watch.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const NO_GAPS = { gaps: [] };

/** Wednesday 2026-06-03, 00:00 in Beijing. */
export const START_MS = Date.parse('2026-06-03T00:00:00+08:00');
export const SOURCES: readonly string[] = ['forum', 'board', 'paper', 'portal'];
export const TOPICS: readonly string[] = ['water', 'school', 'traffic', 'market', 'hospital'];

export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let made = 0;

export function aFact(part: Partial<Fact>): Fact {
  made += 1;
  const publishedMs = part.publishedMs ?? START_MS;
  return {
    id: `p${made}`,
    series: ['topic:water'],
    source: 'forum',
    voice: `v${made}`,
    group: `g${made}`,
    seenMs: publishedMs + 2 * MINUTE_MS,
    backfill: false,
    ...part,
    publishedMs,
  };
}

/** Quiet at night, busy in the evening; the mean of a day is 1. */
function rhythm(hour: number): number {
  return hour < 6 ? 0.2 : hour < 18 ? 1.1 : 1.67;
}

/** Ordinary posts from `fromMs` on, in the order in which they are seen. */
export function ordinary(
  random: () => number,
  fromMs: number,
  days: number,
  perDay: number,
  backfill: boolean,
): Fact[] {
  const facts: Fact[] = [];
  for (let hour = 0; hour < days * 24; hour += 1) {
    const mean = (perDay / 24) * rhythm(Math.floor((fromMs / HOUR_MS + 8 + hour) % 24));
    let left = Math.exp(-mean);
    for (let chance = random(); chance > left; chance *= random()) {
      facts.push(anOrdinary(random, fromMs + hour * HOUR_MS, backfill, fromMs + days * DAY_MS));
      left = Math.exp(-mean);
    }
  }
  return facts.sort((a, b) => a.seenMs - b.seenMs);
}

function anOrdinary(random: () => number, hourMs: number, backfill: boolean, endMs: number): Fact {
  const publishedMs = hourMs + Math.floor(random() * HOUR_MS);
  const topic = TOPICS[Math.floor(random() * TOPICS.length)] ?? 'water';
  const place = `place:${Math.floor(random() * 6)}`;
  return aFact({
    series: [`topic:${topic}`, place, `topic:${topic}|${place}`],
    source: SOURCES[Math.floor(random() * SOURCES.length)] ?? 'forum',
    publishedMs,
    seenMs: backfill ? endMs : publishedMs + Math.floor((1 + random() * 9) * MINUTE_MS),
    backfill,
  });
}
