const CHINA_MS = 8 * 3_600_000;

/** `2026-11`: the month in China that a moment lies in. */
export function monthOf(ms: number): string {
  return new Date(ms + CHINA_MS).toISOString().slice(0, 7);
}
