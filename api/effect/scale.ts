/** Steps of the time axis, each with the window that rates are said in. */
export type Scale = { readonly stepMs: number; readonly windowMs: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A window is 3 to 6 steps, so that one step's chance does not make a finding. */
const SCALES: readonly Scale[] = [
  { stepMs: 5 * MINUTE_MS, windowMs: 30 * MINUTE_MS },
  { stepMs: 10 * MINUTE_MS, windowMs: 30 * MINUTE_MS },
  { stepMs: 20 * MINUTE_MS, windowMs: HOUR_MS },
  { stepMs: HOUR_MS, windowMs: 3 * HOUR_MS },
  { stepMs: 2 * HOUR_MS, windowMs: 6 * HOUR_MS },
  { stepMs: 8 * HOUR_MS, windowMs: DAY_MS },
];
const WIDEST: Scale = { stepMs: DAY_MS, windowMs: 3 * DAY_MS };
/** Bars that can be told apart on a phone. */
const BINS_WANTED = 72;

/** The finest scale that draws so long a time in at most 72 bars. */
export function scaleFor(spanMs: number): Scale {
  return SCALES.find(({ stepMs }) => spanMs / stepMs <= BINS_WANTED) ?? WIDEST;
}

/** `每半小时`, `per half hour`. */
export function perWindow(windowMs: number): { readonly zh: string; readonly en: string } {
  if (windowMs === HOUR_MS / 2) return { zh: '每半小时', en: 'per half hour' };
  if (windowMs === HOUR_MS) return { zh: '每小时', en: 'per hour' };
  if (windowMs === DAY_MS) return { zh: '每天', en: 'per day' };
  if (windowMs % DAY_MS === 0) return { zh: `每 ${windowMs / DAY_MS} 天`, en: `per ${windowMs / DAY_MS} days` };
  return { zh: `每 ${windowMs / HOUR_MS} 小时`, en: `per ${windowMs / HOUR_MS} hours` };
}

/** `最近半小时`, `in the last half hour`. */
export function lastWindow(windowMs: number): { readonly zh: string; readonly en: string } {
  const { zh, en } = perWindow(windowMs);
  const length = windowMs === HOUR_MS ? '1 小时' : windowMs === DAY_MS ? '1 天' : zh.slice(1).trim();
  return { zh: `最近${/^\d/.test(length) ? ' ' : ''}${length}`, en: en.replace(/^per/, 'in the last') };
}

/** `80 分钟`, `3 小时`, `2 天`. */
export function lengthOf(ms: number): { readonly zh: string; readonly en: string } {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 120) return { zh: `${minutes} 分钟`, en: `${minutes} minutes` };
  const hours = Math.round(ms / HOUR_MS);
  if (hours < 48) return { zh: `${hours} 小时`, en: `${hours} hours` };
  const days = Math.round(ms / DAY_MS);
  return { zh: `${days} 天`, en: `${days} days` };
}
