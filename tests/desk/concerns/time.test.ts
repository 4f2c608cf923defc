import assert from 'node:assert/strict';
import { calendarOf, endAfter } from '../../../api/desk/clocks/calendar.ts';
import { clockOf, workingDaysAfter } from '../../../api/desk/concerns/time.ts';
import { FIRST_STATE } from '../../../api/desk/state.ts';
import { aConcern } from '../rows.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { DAY_MS, WATER } from './ledger.ts';

describe('the deadlines of the ledger', () => {
  it('remembered ends are those that are walked to, at any hour of any day of a year with its holidays', () => {
    const calendar = calendarOf(FIRST_STATE.calendar);
    for (let hour = 0; hour < 400 * 24; hour += 5) {
      const fromMs = NOON_MS - 330 * DAY_MS + hour * HOUR_MS;
      for (const days of [1, 5]) {
        const walked = endAfter(fromMs, days * DAY_MS, [], calendar);
        assert.equal(workingDaysAfter(FIRST_STATE, fromMs, days), walked, new Date(fromMs).toISOString());
      }
    }
  });

  it('a new one is the office’s to assign within a working day, an assigned one the department’s', () => {
    assert.equal(clockOf(FIRST_STATE, aConcern(), NOON_MS)?.endMs, NOON_MS + DAY_MS);
    const assigned = aConcern({ state: 'assigned', body: WATER, clockFromMs: NOON_MS, dueMs: NOON_MS + 3 * DAY_MS });
    const look = (nowMs: number) => clockOf(FIRST_STATE, assigned, nowMs)?.state;
    assert.deepEqual(
      [look(NOON_MS), look(NOON_MS + 2 * DAY_MS), look(NOON_MS + 3 * DAY_MS - 1), look(NOON_MS + 3 * DAY_MS)],
      ['running', 'soon', 'soon', 'over'],
    );
  });

  it('once reported it says how the time was kept, and the office’s own time is not the department’s', () => {
    const at = (reportedMs: number) =>
      clockOf(
        FIRST_STATE,
        aConcern({ state: 'reported', clockFromMs: NOON_MS, dueMs: NOON_MS + DAY_MS, reportedMs }),
        NOON_MS + 30 * DAY_MS,
      )?.state;
    assert.deepEqual([at(NOON_MS + DAY_MS), at(NOON_MS + DAY_MS + 1)], ['met', 'missed']);
  });
});
