import { html, type Html } from './html.ts';

/** China keeps no summer time. */
const OFFSET_MS = 8 * 3_600_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-25T20:05:00+08:00`. */
export function isoMoment(ms: number): string {
  return `${new Date(ms + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** `2026年11月25日 20:05`, 北京时间. */
export function words(ms: number): string {
  const at = new Date(ms + OFFSET_MS);
  const day = `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

export function moment(ms: number): Html {
  return html`<time datetime="${isoMoment(ms)}">${words(ms)}</time>`;
}
