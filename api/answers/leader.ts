import { isRefusal, type Person } from '../contract/index.ts';
import type { Finding, PaperSection } from '../contract/briefing-paper.ts';
import { LEADER_CLOCKS, type LeaderView } from '../contract/trend.ts';
import { rowsOf } from '../desk/table.ts';
import type { Handlers } from '../http/handler.ts';
import { wordsOf } from './briefing-index.ts';
import { rowOf } from './briefing-list.ts';
import { paperNow } from './briefing-papers.ts';
import { clocksDue, concernsDue } from './clock-views.ts';
import type { Parts } from './parts.ts';
import { oneTrend } from './trends.ts';

/** A quarter of a year. */
const TREND_WEEKS = 13;
/** Whole weeks move slowly, and a leader's screen asks again at each change on the desk. */
const TREND_KEPT_MS = 10 * 60_000;

type Clock = LeaderView['clocks'][number];
type TrendParts = Parameters<typeof oneTrend>[0];

/** A leader's first screen: what is out, what ends next, what moved. */
export function leaderAnswers(parts: Parts): Pick<Handlers, 'GET /api/briefings/leader'> {
  const trend = keptTrend(parts);
  return {
    'GET /api/briefings/leader': async ({ actor }) => {
      const [issue, drawn] = await Promise.all([newestOut(parts), trend()]);
      return { ...issue, clocks: nextClocks(parts, actor.person), trend: drawn };
    },
  };
}

/** The newest released issue with its 要点. Where its paper cannot be read, its row stands without them. */
async function newestOut(parts: Parts): Promise<Pick<LeaderView, 'issue' | 'gist' | 'promised'>> {
  const [row] = rowsOf(parts.desk.state().briefings)
    .filter(({ released }) => released !== null)
    .toSorted((a, b) => b.toMs - a.toMs);
  if (row === undefined) return { issue: null, gist: [], promised: 0 };
  const now = await paperNow(parts, row);
  if (isRefusal(now)) return { issue: rowOf(parts, row), gist: [], promised: 0 };
  const findings = (id: PaperSection): readonly Finding[] =>
    now.paper.sections.find((section) => section.id === id)?.findings ?? [];
  return {
    issue: rowOf(parts, row),
    gist: findings('gist').map(({ cells }) => wordsOf(cells)),
    promised: findings('promised').length,
  };
}

/** Of claims and of the ledger, what ends first; of each matter its next end alone. */
function nextClocks(parts: Parts, reader: Person): Clock[] {
  const claims = clocksDue(parts)
    .filter(({ claim }, at, all) => all.findIndex((other) => other.claim === claim) === at)
    .map(({ claim, title, clock, holder }): Clock => ({ title, link: `/claims/${claim}`, clock, who: holder ?? '' }));
  const concerns = concernsDue(parts, reader).map(({ concern, title, clock, body }): Clock => ({
    title,
    link: `/ledger/${concern}`,
    clock,
    who: body,
  }));
  return [...claims, ...concerns].toSorted((a, b) => a.clock.endMs - b.clock.endMs).slice(0, LEADER_CLOCKS);
}

/** Those who ask meanwhile share the one being made. */
function keptTrend(parts: TrendParts): () => ReturnType<typeof oneTrend> {
  let kept: { readonly madeMs: number; readonly trend: ReturnType<typeof oneTrend> } | null = null;
  return () => {
    const nowMs = parts.now();
    if (kept === null || nowMs - kept.madeMs >= TREND_KEPT_MS || nowMs < kept.madeMs) {
      const made = { madeMs: nowMs, trend: oneTrend(parts, TREND_WEEKS) };
      kept = made;
      const forget = (): void => {
        if (kept === made) kept = null;
      };
      // A store that was away is asked again at once.
      made.trend.then((trend) => (trend === null ? forget() : undefined), forget);
    }
    return kept.trend;
  };
}
