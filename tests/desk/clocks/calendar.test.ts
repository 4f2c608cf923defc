import assert from 'node:assert/strict';
import { calendarOf, endAfter, WALK_DAYS_MAX, yearOverdue, yearsMissing } from '../../../api/desk/clocks/calendar.ts';
import { HOLIDAYS } from '../../../api/desk/clocks/holidays.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const HOUR = 3_600_000;

describe('the calendar of working days', () => {
  const calendar = calendarOf([]);

  it('a weekend is free, a holiday on a weekday is free, a Saturday worked in for it is worked', () => {
    const days: readonly (readonly [string, boolean])[] = [
      ['2026-11-25T00:00', true],
      ['2026-11-28T12:00', false],
      ['2026-10-01T09:00', false],
      ['2026-10-10T23:59', true],
      ['2026-02-23T10:00', false],
      ['2026-02-28T10:00', true],
      ['2026-09-20T10:00', true],
    ];
    for (const [day, works] of days) assert.equal(calendar.works(at(day)), works, day);
  });

  it('a day is the day in China, whatever UTC says', () => {
    assert.equal(calendar.works(at('2026-10-01T00:00')), false);
    assert.equal(calendar.works(at('2026-09-30T23:59')), true);
  });

  it('the office’s own days lie on top of the notice', () => {
    const own = calendarOf([{ day: '2026-10-01', works: true, name: '值守' }]);
    assert.equal(own.works(at('2026-10-01T09:00')), true);
    assert.equal(own.works(at('2026-10-02T09:00')), false);
  });

  it('every day of the notice is one day of 2026, and is there once', () => {
    assert.equal(new Set(HOLIDAYS.map(({ day }) => day)).size, HOLIDAYS.length);
    assert.ok(HOLIDAYS.every(({ day }) => day.startsWith('2026-')));
    // 3 + 9 + 3 + 5 + 3 + 3 + 7 days off, 6 worked in.
    assert.equal(HOLIDAYS.filter(({ works }) => !works).length, 33);
    assert.equal(HOLIDAYS.filter(({ works }) => works).length, 6);
  });

  it('48 hours of working time from Friday noon end on Tuesday noon', () => {
    assert.equal(endAfter(at('2026-11-27T12:00'), 48 * HOUR, [], calendar), at('2026-12-01T12:00'));
    assert.equal(endAfter(at('2026-11-27T12:00'), 48 * HOUR, [], null), at('2026-11-29T12:00'));
  });

  it('what begins on a free day runs from the first working one', () => {
    assert.equal(endAfter(at('2026-10-03T08:00'), HOUR, [], calendar), at('2026-10-08T01:00'));
  });

  it('a pause moves the end by as much working time as it took', () => {
    const night = { fromMs: at('2026-11-25T20:00'), toMs: at('2026-11-26T08:00') };
    assert.equal(endAfter(at('2026-11-25T18:00'), 4 * HOUR, [night], null), at('2026-11-26T10:00'));
    const weekend = { fromMs: at('2026-11-28T00:00'), toMs: at('2026-11-30T00:00') };
    const friday = at('2026-11-27T12:00');
    assert.equal(endAfter(friday, 48 * HOUR, [weekend], calendar), endAfter(friday, 48 * HOUR, [], calendar));
  });

  it('pauses that overlap count once, and one after the end moves nothing', () => {
    const start = at('2026-11-25T08:00');
    const pauses = [
      { fromMs: start + HOUR, toMs: start + 3 * HOUR },
      { fromMs: start + 2 * HOUR, toMs: start + 4 * HOUR },
    ];
    assert.equal(endAfter(start, 2 * HOUR, pauses, null), start + 5 * HOUR);
    assert.equal(endAfter(start, HOUR, [{ fromMs: start + HOUR, toMs: start + 9 * HOUR }], null), start + HOUR);
  });

  it('a table that leaves no day to work in ends the walk all the same', () => {
    const never = { works: () => false };
    const end = endAfter(at('2026-01-01T00:00'), HOUR, [], never);
    assert.equal(end, at('2026-01-01T00:00') + WALK_DAYS_MAX * 24 * HOUR);
  });
});

describe('a year whose holidays nobody entered', () => {
  const day = (text: string) => ({ day: text, works: false, name: '放假' });
  const NOTICE = [day('2027-01-01'), day('2027-10-01')];

  it('is the next one, until its notice is in; a single day of the office is no notice', () => {
    assert.deepEqual(yearsMissing([], at('2026-11-25T12:00')), [2027]);
    assert.deepEqual(yearsMissing([day('2027-03-03')], at('2026-11-25T12:00')), [2027]);
    assert.deepEqual(yearsMissing(NOTICE, at('2026-11-25T12:00')), []);
    assert.deepEqual(yearsMissing(NOTICE, at('2027-01-01T00:00')), [2028]);
  });

  it('is overdue from 1 December in China on, and stays so', () => {
    const sinceMs = at('2026-12-01T00:00');
    assert.equal(yearOverdue([], sinceMs - 1), null);
    assert.deepEqual(yearOverdue([], sinceMs), { year: 2027, sinceMs });
    assert.deepEqual(yearOverdue([], at('2027-06-01T00:00')), { year: 2027, sinceMs });
    assert.equal(yearOverdue(NOTICE, at('2026-12-20T00:00')), null);
    assert.equal(yearOverdue(NOTICE, at('2027-12-02T00:00'))?.year, 2028);
  });
});
