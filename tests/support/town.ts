import type { SampleSites, SampleSource } from '../../crawler/sample/sites.ts';
import { startSampleSites } from '../../crawler/sample/sites.ts';

export interface Town extends SampleSites {
  /** The source of this kind: each site has one of its own. */
  source(kind: SampleSource['kind']): SampleSource;
  /** Moves the town's clock. */
  setNow(nowMs: number): void;
}

/** A Wednesday noon in Beijing: an ordinary day lies before it. */
export const TOWN_STARTED_MS = Date.parse('2026-11-25T12:00:00+08:00');

/** The sample town for a test, on free ports. Its clock stands at `nowMs` until it is set: nothing appears by itself. */
export async function openTown(nowMs = TOWN_STARTED_MS, startedMs = TOWN_STARTED_MS): Promise<Town> {
  let clockMs = nowMs;
  const sites = await startSampleSites({ nowMs: () => clockMs, startedMs, host: '127.0.0.1' });
  return {
    ...sites,
    source: (kind) => {
      const found = sites.sources.find((one) => one.kind === kind);
      if (found === undefined) throw new Error(`the town has no ${kind}`);
      return found;
    },
    setNow: (ms) => {
      clockMs = ms;
    },
  };
}
