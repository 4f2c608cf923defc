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
