/** The reason of a spike in one sentence, for people. Times are Beijing's; voices under five read "<5". */
import type { SourceShare } from '../contract/spike.ts';
import { CHINA_OFFSET_MS } from './calendar.ts';
import { DAY_MS } from './season.ts';

export type Reason = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
  readonly voices: number;
  readonly sources: readonly SourceShare[];
  readonly sourceCount: number;
  /** Posts of the text that was pasted most. */
  readonly pasted: number;
  /** What lowered the level, if anything did. */
  readonly lowered: 'flood' | 'paste' | null;
  readonly coverage: number;
  /** Under a day of history: there is no usual range. */
  readonly unknown: boolean;
};

const SHOWN_FROM = 5;

/** A count of people as it may be shown. */
export function shownVoices(voices: number): string {
  return voices < SHOWN_FROM ? '<5' : String(Math.round(voices));
}

function clockOf(ms: number): string {
  return new Date(ms + CHINA_OFFSET_MS).toISOString().slice(11, 16);
}

function spanOf(fromMs: number, toMs: number, day: (ms: number) => string): string {
  const local = (ms: number): number => Math.floor((ms + CHINA_OFFSET_MS) / DAY_MS);
  const before = local(fromMs) === local(toMs) ? '' : day(fromMs);
  return `${before}${clockOf(fromMs)}–${clockOf(toMs)}`;
}

function monthDay(ms: number): readonly [string, string] {
  const date = new Date(ms + CHINA_OFFSET_MS);
  return [String(date.getUTCMonth() + 1), String(date.getUTCDate())];
}

/** Below this share of the sources that should have been read, the reason says so. */
const COVERED_MIN = 0.9;

function coverageZh(percent: number): string {
  return percent === 0 ? '这段时间信源基本中断，数字不完整' : `部分信源中断，覆盖约 ${percent}%`;
}

function coverageEn(percent: number): string {
  return percent === 0
    ? 'nearly all sources were down, so the figures are incomplete'
    : `some sources are down, coverage about ${percent} %`;
}

export function reasonZh(reason: Reason): string {
  const span = spanOf(reason.fromMs, reason.toMs, (ms) => `${monthDay(ms).join('月')}日 `);
  const usual = reason.unknown ? '新出现的序列，还没有平常值可比' : `平常同一时段 ${rangeOf(reason)} 条`;
  const parts = [
    `${span} 有 ${reason.count} 条，${usual}`,
    `来自 ${reason.sourceCount} 个信源、${shownVoices(reason.voices)} 个不同声音`,
  ];
  if (reason.pasted > 1) parts.push(`其中 ${reason.pasted} 条是同一段文字`);
  if (reason.lowered === 'flood') parts.push(`主要来自一个信源（${loudest(reason)} 条），级别已下调`);
  if (reason.lowered === 'paste') parts.push('主要是同一段文字的转贴，级别已下调');
  if (reason.coverage < COVERED_MIN) parts.push(coverageZh(Math.round(reason.coverage * 100)));
  return parts.join('；');
}

export function reasonEn(reason: Reason): string {
  const span = spanOf(reason.fromMs, reason.toMs, (ms) => `${monthDay(ms).join('/')} `);
  const usual = reason.unknown ? 'new, with no usual range yet' : `usually ${rangeOf(reason)} at this time`;
  const parts = [
    `${span}: ${reason.count} posts, ${usual}`,
    `from ${reason.sourceCount} sources and ${shownVoices(reason.voices)} distinct voices`,
  ];
  if (reason.pasted > 1) parts.push(`${reason.pasted} of them are one text`);
  if (reason.lowered === 'flood') parts.push(`mostly from one source (${loudest(reason)}), so the level is lowered`);
  if (reason.lowered === 'paste') parts.push('mostly one pasted text, so the level is lowered');
  if (reason.coverage < COVERED_MIN) parts.push(coverageEn(Math.round(reason.coverage * 100)));
  return parts.join('; ');
}

function rangeOf(reason: Reason): string {
  return reason.low === reason.high ? String(reason.low) : `${reason.low}–${reason.high}`;
}

function loudest(reason: Reason): number {
  return reason.sources[0]?.count ?? 0;
}
