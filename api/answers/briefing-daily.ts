import type { ClockView, DailyNow } from '../contract/index.ts';
import type { Briefing } from '../contract/briefing.ts';
import { briefingIdAt, nextEnd } from '../desk/briefings/period.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt } from '../desk/table.ts';
import { releaseBy } from './briefing-detail.ts';

const NAME = { zh: '签发', en: 'Release' };

/** How far today's 日报 is. Null where the schedule makes none and nobody made one. */
export function dailyNow(state: DeskState, nowMs: number): DailyNow | null {
  const { briefings, briefingPlan } = state;
  const row = rowAt(briefings, briefingIdAt('daily', nowMs));
  if (row !== undefined) {
    const { id, no, state: at, released } = row;
    return {
      nextMs: null,
      issue: { id, no, state: at, releasedMs: released?.atMs ?? null, clock: releaseClock(row, state, nowMs) },
    };
  }
  if (!briefingPlan.daily) return null;
  return { nextMs: nextEnd('daily', briefingPlan, nowMs), issue: null };
}

function releaseClock(row: Briefing, { briefingPlan, dutyPlan }: DeskState, nowMs: number): ClockView | null {
  const endMs = releaseBy(row, briefingPlan);
  if (endMs === null) return null;
  const soonMs = ((endMs - row.toMs) * dutyPlan.soonPercent) / 100;
  return {
    ...{ id: 'release', ...NAME, basis: '', startMs: row.toMs, endMs },
    state: nowMs >= endMs ? 'over' : nowMs >= endMs - soonMs ? 'soon' : 'running',
    ...{ doneMs: null, acknowledgedMs: null, pausedNote: '' },
  };
}
