import type { SourceHealth } from '../contract/index.ts';
import { rowsOf } from '../desk/table.ts';
import type { Coverage, SourceGap } from '../warning/watch.ts';
import { SILENT_MS } from './crawler-roll.ts';
import { DAY_MS } from './filter.ts';
import type { Parts } from './parts.ts';

type CoverageParts = Pick<Parts, 'desk' | 'leases' | 'crawlers' | 'now'>;

const DOWN: readonly SourceHealth['state'][] = ['failing', 'set-aside', 'paused', 'resting'];
const EVERY_SOURCE = '*';

/**
 * Which sources were not read, and since when: a hole is missing data and not a quiet hour. Gaps that ended stay for a day.
 * `downMs`: when this system was last alive before it started, for a gap of all sources; null at a first start.
 */
export function createCoverage(parts: CoverageParts, downMs: number | null): () => Coverage {
  const startedMs = parts.now();
  let closed: SourceGap[] = downMs === null ? [] : [{ source: EVERY_SOURCE, fromMs: downMs, toMs: startedMs }];
  let open = new Map<string, number>();
  return () => {
    const nowMs = parts.now();
    const current = gapsNow(parts, nowMs);
    for (const [source, fromMs] of open) if (!current.has(source)) closed.push({ source, fromMs, toMs: nowMs });
    closed = closed.filter((gap) => gap.toMs !== null && nowMs - gap.toMs < DAY_MS);
    open = new Map([...current].map(([source, fromMs]) => [source, open.get(source) ?? fromMs]));
    return { gaps: [...closed, ...[...open].map(([source, fromMs]) => ({ source, fromMs, toMs: null }))] };
  };
}

function gapsNow(parts: CoverageParts, nowMs: number): ReadonlyMap<string, number> {
  const gaps = new Map<string, number>();
  for (const source of rowsOf(parts.desk.state().sources)) {
    if (source.url === null) continue;
    const health = parts.leases.health(source);
    const since = health.lastSuccessMs ?? source.addedMs;
    if (source.paused || DOWN.includes(health.state)) gaps.set(source.id, since);
  }
  const heardMs = parts.crawlers.lastMs();
  if (nowMs - heardMs > SILENT_MS) gaps.set(EVERY_SOURCE, heardMs);
  return gaps;
}
