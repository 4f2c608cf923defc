import type { EffectFinding, EffectSource } from '../contract/index.ts';
import { binsOf, gridOf, isMissing, type Bin, type Carried, type Gap } from './bins.ts';
import { findingOf, type Moment } from './finding.ts';
import { scaleFor, type Scale } from './scale.ts';

export type { Carried, Gap } from './bins.ts';

export type EffectInput = {
  /** Posts that tell the claim, and posts that carry the statement: a post is in one list alone. */
  readonly repeats: readonly Carried[];
  readonly mentions: readonly Carried[];
  readonly gaps: readonly Gap[];
  /** The statement that before and after are told from. */
  readonly moment: Moment | null;
  readonly fromMs: number;
  readonly toMs: number;
};

export type EffectSums = {
  readonly scale: Scale;
  readonly bins: readonly Bin[];
  readonly finding: EffectFinding;
  readonly sources: readonly Omit<EffectSource, 'name'>[];
};

/** Repeats against mentions in steps laid around the moment, what is found in them, and where it still rises. Pure. */
export function effectOf(input: EffectInput): EffectSums {
  const { moment, fromMs, toMs } = input;
  const scale = scaleFor(toMs - fromMs);
  const anchorMs = moment?.atMs ?? toMs;
  const grid = gridOf(anchorMs, fromMs, toMs, scale);
  const bins = binsOf(grid, scale.stepMs, input.repeats, input.mentions, input.gaps);
  return { scale, bins, finding: findingOf(bins, scale, moment, toMs), sources: sourcesOf(input, scale) };
}

/** Each source, the loudest first: before the moment, and its last two windows. It rises where the last one has more. */
function sourcesOf(input: EffectInput, { windowMs }: Scale): EffectSums['sources'] {
  const { repeats, mentions, moment, toMs } = input;
  const bySource = Map.groupBy(repeats, ({ source }) => source);
  const mentioned = Map.groupBy(mentions, ({ source }) => source);
  const names = new Set([...bySource.keys(), ...mentioned.keys()]);
  const rows = [...names].map((source) => {
    const own = bySource.get(source) ?? [];
    const within = (endMs: number): number | null => {
      const startMs = endMs - windowMs;
      if (startMs < input.fromMs || isMissing(input.gaps, source, startMs, endMs)) return null;
      return own.filter(({ atMs }) => atMs >= startMs && atMs < endMs).length;
    };
    const [last, lastButOne] = [within(toMs), within(toMs - windowMs)];
    return {
      source,
      repeats: own.length,
      mentions: mentioned.get(source)?.length ?? 0,
      before: moment === null ? null : within(moment.atMs),
      last,
      lastButOne,
      rises: last !== null && lastButOne !== null && last > lastButOne,
    };
  });
  return rows.toSorted((a, b) => b.repeats - a.repeats || b.mentions - a.mentions || (a.source < b.source ? -1 : 1));
}
