const FORMAT = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** `2026-11-25 16:05`, Beijing time. */
export function chinaTime(atMs: number): string {
  return FORMAT.format(atMs);
}

/** Midnight in China at or before a time. */
export function chinaDayMs(atMs: number): number {
  const offsetMs = 8 * 3_600_000;
  return Math.floor((atMs + offsetMs) / 86_400_000) * 86_400_000 - offsetMs;
}
