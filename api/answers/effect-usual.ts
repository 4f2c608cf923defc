import type { Claim, EffectBin } from '../contract/index.ts';
import { HOUR_MS } from './filter.ts';
import type { Parts } from './parts.ts';

/** The watch gives hours (and finer steps only of the last ones); a step shorter than an hour gets its part of it. */
const MARGIN_MS = 13 * HOUR_MS;

/**
 * What the claim's topic brings in so long a time when nothing is the matter: distinct voices over all its posts. It says where the
 * repeats drown in the everyday, and nothing of the claim itself. Null for a topic that has not been learned.
 */
export function usualOf(
  { lookout }: Pick<Parts, 'lookout'>,
  claim: Claim | null,
  stepMs: number,
  fromMs: number,
  toMs: number,
): (atMs: number) => EffectBin['usual'] {
  const [topic] = claim?.topics ?? [];
  if (topic === undefined) return () => null;
  const [place] = claim?.places ?? [];
  // Wider than the fine span, so that it comes by the hour.
  const read = (series: string) => lookout.band(series, Math.min(fromMs, toMs - MARGIN_MS), toMs + HOUR_MS);
  const both = place === undefined ? [] : read(`topic:${topic}|place:${place}`);
  const hours = both.length > 0 ? both : read(`topic:${topic}`);
  const byHour = new Map(hours.map((hour) => [hour.atMs, hour]));
  return (atMs) => {
    let [low, high, known] = [0, 0, 0];
    for (let at = Math.floor(atMs / HOUR_MS) * HOUR_MS; at < atMs + stepMs; at += HOUR_MS) {
      const hour = byHour.get(at);
      const part = (Math.min(at + HOUR_MS, atMs + stepMs) - Math.max(at, atMs)) / HOUR_MS;
      if (hour === undefined) continue;
      low += hour.low * part;
      high += hour.high * part;
      known += part;
    }
    return known * HOUR_MS < stepMs / 2 ? null : { low: Number(low.toFixed(2)), high: Number(high.toFixed(2)) };
  };
}
