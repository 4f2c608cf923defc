const DAY_MS = 86_400_000;

/** Days of the charts begin at midnight in China, which is 16:00 UTC. */
export const DAY_OFFSET_MS = 16 * 3_600_000;

/** The slice of a post: the UTC month of its first `seenMs`, as `2026-11`. */
export function monthOf(seenMs: number): string {
  return new Date(seenMs).toISOString().slice(0, -17);
}

/** The UTC day of a voice, as `2026-11-25`. */
export function dayOf(seenMs: number): string {
  return new Date(seenMs).toISOString().slice(0, -14);
}

/** The first millisecond after a day as `dayOf` writes it. */
export function dayEndMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + DAY_MS;
}

/** Where the bucket that holds `ms` begins: a multiple of `stepMs` plus 16 h. */
export function bucketAt(ms: number, stepMs: number): number {
  return Math.floor((ms - DAY_OFFSET_MS) / stepMs) * stepMs + DAY_OFFSET_MS;
}
