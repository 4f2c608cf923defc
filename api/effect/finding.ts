import type { EffectFinding, StatementKind } from '../contract/index.ts';
import type { Bin } from './bins.ts';
import { lastWindow, lengthOf, perWindow, type Scale } from './scale.ts';

/** Repeats have fallen when a window has at most this part of the one before the moment, and every later one too. */
const FALLEN = 0.5;
/** More than this much above the window before the moment is a rise. */
const RISEN = 1.2;
/** Windows that never reach this many say nothing: one post more or less would be a finding. */
const FEW = 5;
/** So much of the time after the moment must have been read. */
const READ_SHARE = 2 / 3;

const KIND_WORDS: Readonly<Record<StatementKind, readonly [zh: string, en: string]>> = {
  holding: ['首次回应', 'the holding statement'],
  notice: ['情况通报', 'the notice'],
  rebuttal: ['辟谣', 'the rebuttal'],
  'follow-up': ['后续通报', 'the follow-up'],
  correction: ['更正', 'the correction'],
};

export type Moment = { readonly atMs: number; readonly kind: StatementKind };
/** Repeats in the window that ends at `endMs`; null where less than half of it is known. */
type Rate = { readonly endMs: number; readonly count: number | null };

/**
 * What became of the repeats after a statement, said as it is: that they fell says nothing of why, and where they had been falling
 * before, the sentence says so. `bins` must have a step that begins at the moment; those not over at `toMs` are left out.
 */
export function findingOf(bins: readonly Bin[], scale: Scale, moment: Moment | null, toMs: number): EffectFinding {
  const whole = bins.filter((bin) => bin.atMs + scale.stepMs <= toMs);
  if (moment === null) return withoutMoment(whole, scale);
  const split = whole.findIndex((bin) => bin.atMs >= moment.atMs);
  const after = split < 0 ? [] : whole.slice(split);
  const earlier = ratesOf(split < 0 ? whole : whole.slice(0, split), scale);
  const rates = ratesOf(after, scale);
  const before = earlier.at(-1)?.count ?? null;
  const told = { scale, moment, before, rates, fellBefore: fellBefore(earlier, before) };
  const known = after.filter((bin) => bin.repeats !== null).length;
  const reached = (rates.at(-1)?.endMs ?? moment.atMs) - moment.atMs;
  const [kindZh, kindEn] = KIND_WORDS[moment.kind];
  const length = lengthOf(Math.max(0, toMs - moment.atMs));
  if (rates.length === 0) {
    const zh = `${kindZh}发布 ${length.zh}，时间还短，不足以比较`;
    return simple('early', zh, `${length.en} after ${kindEn}: too early to compare`, told);
  }
  if (known < after.length * READ_SHARE || rates.at(-1)?.count === null) {
    const gapMs = (after.length - known) * scale.stepMs;
    const zh = `${kindZh}发布后有 ${lengthOf(gapMs).zh}的数据缺失，不能判断复述是否减少`;
    const en = `Data of ${lengthOf(gapMs).en} after ${kindEn} are missing: whether repeats fell cannot be told`;
    return simple('gap', zh, en, told);
  }
  if (before === null) {
    const last = rates.at(-1)?.count ?? 0;
    const zh = `${kindZh}发布前没有可比的数据；${lastWindow(scale.windowMs).zh}复述 ${round(last)} 条`;
    const en = `Nothing before ${kindEn} to compare with; ${round(last)} repeats ${lastWindow(scale.windowMs).en}`;
    return simple('no-before', zh, en, told);
  }
  return compared({ ...told, before, reached });
}

type Told = {
  readonly scale: Scale;
  readonly moment: Moment;
  readonly before: number | null;
  readonly rates: readonly Rate[];
  readonly fellBefore: number | null;
};

function simple(kind: EffectFinding['kind'], zh: string, en: string, told: Told): EffectFinding {
  const last = told.rates.at(-1)?.count ?? null;
  return { kind, zh, en, before: told.before, after: null, last, fellAfterMs: null, fellBefore: false };
}

function compared(told: Told & { readonly before: number; readonly reached: number }): EffectFinding {
  const { scale, moment, before, rates } = told;
  const [kindZh, kindEn] = KIND_WORDS[moment.kind];
  const per = perWindow(scale.windowMs);
  const recent = lastWindow(scale.windowMs);
  const known = rates.flatMap(({ endMs, count }) => (count === null ? [] : [{ endMs, count }]));
  const last = known.at(-1)?.count ?? 0;
  const all = { before, last, after: null, fellAfterMs: null, fellBefore: told.fellBefore !== null };
  if (Math.max(before, ...known.map(({ count }) => count)) < FEW) {
    const zh = `复述很少（${per.zh}不到 ${FEW} 条），看不出${kindZh}前后的变化`;
    return { ...all, kind: 'few', zh, en: `Too few repeats (under ${FEW} ${per.en}) to see a change at ${kindEn}` };
  }
  const fell = fallOf(known, before);
  if (fell !== null) {
    const afterMs = fell.endMs - moment.atMs;
    const [fellZh, fellEn] = alreadyWords(told.fellBefore, per);
    const now = round(last) === round(fell.count) ? '' : `；${recent.zh} ${round(last)} 条`;
    const nowEn = round(last) === round(fell.count) ? '' : `; ${round(last)} ${recent.en}`;
    const zh = `${kindZh}后 ${lengthOf(afterMs).zh}，复述由${per.zh} ${round(before)} 条降到 ${round(fell.count)} 条${now}${fellZh}`;
    const en = `${lengthOf(afterMs).en} after ${kindEn}, repeats had fallen from ${round(before)} to ${round(fell.count)} ${per.en}${nowEn}${fellEn}`;
    return { ...all, kind: 'fell', zh, en, after: fell.count, fellAfterMs: afterMs };
  }
  const lowest = Math.min(...known.map(({ count }) => count));
  if (before > 0 && lowest <= before * FALLEN) {
    const zh = `${kindZh}后，复述一度由${per.zh} ${round(before)} 条降到 ${round(lowest)} 条，${recent.zh}又升到 ${round(last)} 条`;
    const en = `After ${kindEn}, repeats fell from ${round(before)} to ${round(lowest)} ${per.en} and rose again to ${round(last)}`;
    return { ...all, kind: 'rebound', zh, en, after: lowest };
  }
  if (last > before * RISEN) {
    const zh = `${kindZh}后复述没有减少：由${per.zh} ${round(before)} 条升到 ${round(last)} 条`;
    const en = `Repeats did not fall after ${kindEn}: from ${round(before)} up to ${round(last)} ${per.en}`;
    return { ...all, kind: 'rose', zh, en };
  }
  const zh = `${kindZh}后复述没有明显减少：发布前${per.zh} ${round(before)} 条，${recent.zh} ${round(last)} 条`;
  const en = `Repeats did not clearly fall after ${kindEn}: ${round(before)} ${per.en} before, ${round(last)} ${recent.en}`;
  return { ...all, kind: 'same', zh, en };
}

function withoutMoment(bins: readonly Bin[], scale: Scale): EffectFinding {
  const last = ratesOf(bins, scale).at(-1)?.count ?? null;
  const recent = lastWindow(scale.windowMs);
  const zh = last === null ? '近期数据不全' : `${recent.zh}复述 ${round(last)} 条`;
  const en = last === null ? 'recent data are missing' : `${round(last)} repeats ${recent.en}`;
  return {
    kind: 'none',
    zh: `尚未发布通报；${zh}`,
    en: `No statement is out yet; ${en}`,
    before: null,
    after: null,
    last,
    fellAfterMs: null,
    fellBefore: false,
  };
}

/** The windows that lie wholly in these bins, one ending at each step. A window with holes is scaled up from what is known. */
function ratesOf(bins: readonly Bin[], { stepMs, windowMs }: Scale): readonly Rate[] {
  const size = Math.round(windowMs / stepMs);
  return bins.slice(size - 1).map((bin, at) => {
    const known = bins.slice(at, at + size).flatMap(({ repeats }) => repeats ?? []);
    const sum = known.reduce((total, count) => total + count, 0);
    return { endMs: bin.atMs + stepMs, count: known.length * 2 < size ? null : (sum * size) / known.length };
  });
}

/** The first window from which on all have at most half of what was before. */
function fallOf(rates: readonly { readonly endMs: number; readonly count: number }[], before: number) {
  const above = rates.findLastIndex(({ count }) => count > before * FALLEN);
  return before === 0 ? null : (rates[above + 1] ?? null);
}

/** The height that the repeats had come down from by the moment; null where they had not halved before it. */
function fellBefore(earlier: readonly Rate[], before: number | null): number | null {
  const peak = Math.max(0, ...earlier.map(({ count }) => count ?? 0));
  return before !== null && peak >= FEW && before <= peak * FALLEN ? peak : null;
}

function alreadyWords(
  peak: number | null,
  per: { readonly zh: string; readonly en: string },
): readonly [string, string] {
  if (peak === null) return ['', ''];
  return [
    `（发布前已在回落，最高${per.zh} ${round(peak)} 条）`,
    ` (they were falling before it, from ${round(peak)} ${per.en})`,
  ];
}

function round(count: number): number {
  return Math.round(count);
}
