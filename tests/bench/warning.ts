import type { Fact } from '../../api/warning/watch.ts';
import { absorb, createWarningState, serialise, tick } from '../../api/warning/watch.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, NO_GAPS, START_MS, aFact, seeded } from '../warning/town.ts';

const SERIES = 10_000;
const SOURCES = 200;
const HISTORY_DAYS = 28;
/** Posts a day of the loudest series; the n-th has a share of 1/n of it, as topics and places do. */
const LOUDEST_PER_DAY = 2_000;
const TICKS = 120;

/** Facts of a span for a province: ten thousand series with Zipf's rates over two hundred sources, by time seen. */
function aProvince(random: () => number, fromMs: number, hours: number, backfill: boolean): Fact[] {
  const facts: Fact[] = [];
  for (let rank = 1; rank <= SERIES; rank += 1) {
    const mean = (LOUDEST_PER_DAY / rank / 24) * hours;
    const posts = Math.floor(mean + random());
    for (let i = 0; i < posts; i += 1) {
      const publishedMs = fromMs + Math.floor(random() * hours * HOUR_MS);
      const seenMs = backfill ? fromMs + hours * HOUR_MS : publishedMs + Math.floor((1 + 20 * random()) * MINUTE_MS);
      facts.push(
        aFact({
          series: [`topic:${rank}`],
          source: `s${Math.floor(random() ** 2 * SOURCES)}`,
          publishedMs,
          seenMs,
          backfill,
        }),
      );
    }
  }
  return facts.sort((a, b) => a.seenMs - b.seenMs);
}

/** Cost of a tick over ten thousand series, and the size of the state. */
export async function run(): Promise<{ name: string; value: number; unit: string; limit: string; ok: boolean }[]> {
  const random = seeded(1);
  const state = createWarningState();
  const liveMs = START_MS + HISTORY_DAYS * DAY_MS;
  absorb(state, aProvince(random, START_MS, HISTORY_DAYS * 24, true));
  const facts = aProvince(random, liveMs, 14 + TICKS / 60, false);
  const warmMs = liveMs + 14 * HOUR_MS;
  let next = 0;
  const absorbUntil = (nowMs: number): void => {
    const from = next;
    while ((facts[next]?.seenMs ?? Infinity) <= nowMs) next += 1;
    absorb(state, facts.slice(from, next));
  };
  for (let nowMs = liveMs + 30 * MINUTE_MS; nowMs <= warmMs; nowMs += 15 * MINUTE_MS) {
    absorbUntil(nowMs);
    tick(state, nowMs, NO_GAPS);
  }
  let ticking = 0;
  let worst = 0;
  for (let i = 1; i <= TICKS; i += 1) {
    absorbUntil(warmMs + i * MINUTE_MS);
    const startedMs = performance.now();
    tick(state, warmMs + i * MINUTE_MS, NO_GAPS);
    const tookMs = performance.now() - startedMs;
    ticking += tookMs;
    worst = Math.max(worst, tookMs);
  }
  const seriesTickUs = (ticking * 1000) / TICKS / state.series.size;
  const stateBytes = serialise(state).length / state.series.size;
  return [
    { name: 'warning: one series-tick', value: seriesTickUs, unit: 'µs', limit: '≤ 4', ok: seriesTickUs <= 4 },
    { name: 'warning: longest tick of 10,000 series', value: worst, unit: 'ms', limit: '≤ 400', ok: worst <= 400 },
    {
      name: 'warning: state of a series, written',
      value: stateBytes,
      unit: 'bytes',
      limit: '≤ 4600',
      ok: stateBytes <= 4600,
    },
  ];
}
