/** Numbers as they are read: 万 and 亿 in Chinese, thousands in English. The exact value stays at hand as a title. */

type Tongue = 'zh' | 'en';

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

const trim = (value: number): string => value.toFixed(value < 100 ? 1 : 0).replace(/\.0$/, '');

/** 9,876 · 12.3万 · 1.2亿 / 12.3k · 1.2M */
export function countOf(value: number, tongue: Tongue): string {
  if (value < 10_000) return GROUPED.format(value);
  if (tongue === 'zh') return value < 100_000_000 ? `${trim(value / 10_000)}万` : `${trim(value / 100_000_000)}亿`;
  return value < 1_000_000 ? `${trim(value / 1_000)}k` : `${trim(value / 1_000_000)}M`;
}

export const exactOf = (value: number): string => GROUPED.format(value);

/** A count that may be hidden: null reads `<5`. */
export const guardedOf = (value: number | null, tongue: Tongue): string =>
  value === null ? '<5' : countOf(value, tongue);

/** A share 0..1 as `45%`. */
export const percentOf = (share: number): string => `${Math.round(share * 100)}%`;

/** Expected counts are fractions: `0.4`, `3.2`, `12`. */
export const expectedOf = (value: number): string =>
  value >= 10 ? GROUPED.format(Math.round(value)) : String(Math.round(value * 10) / 10);

/** A band: `3–9`, `0` when both ends are 0. Its ends are counts, so they are rounded outwards. */
export function bandOf(low: number, high: number): string {
  const from = Math.floor(low);
  const to = Math.ceil(high);
  return from === to ? GROUPED.format(from) : `${GROUPED.format(from)}–${GROUPED.format(to)}`;
}

/** How many times the usual: `7`, `2.5`, and never more than `99+`. */
export function timesOf(ratio: number): string {
  if (!Number.isFinite(ratio) || ratio >= 100) return '99+';
  return ratio >= 10 ? String(Math.round(ratio)) : String(Math.round(ratio * 10) / 10);
}

/** A size of a file: `812 B`, `35 kB`, `4.2 MB`, in thousands as offices count them. */
export function bytesOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return bytes < 1_000_000_000 ? `${trim(bytes / 1_000_000)} MB` : `${trim(bytes / 1_000_000_000)} GB`;
}
