const ZONE_MS = 8 * 3_600_000;

/** `2026年11月25日 07:42`, Beijing time, which knows no summer time. */
export function chinaMoment(atMs: number): string {
  const [day = '', time = ''] = new Date(atMs + ZONE_MS).toISOString().split('T');
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日 ${time.slice(0, 5)}`;
}
