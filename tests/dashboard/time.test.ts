import assert from 'node:assert/strict';
import {
  agoOf,
  dayStartOf,
  HOUR_MS,
  inputOf,
  isoOf,
  momentOf,
  msOfInput,
  shortMomentOf,
  spanOf,
} from '../../dashboard/lib/time.ts';

const AT = Date.UTC(2026, 10, 23, 8, 5);

describe('times', () => {
  it('are shown in Beijing time, whatever the machine is set to', () => {
    assert.equal(momentOf(AT, 'zh'), '2026年11月23日 16:05');
    assert.equal(momentOf(AT, 'en'), '23 Nov 2026, 16:05');
    assert.equal(isoOf(AT), '2026-11-23T16:05:00+08:00');
  });

  it('midnight is 00:00, not 24:00', () => {
    assert.equal(momentOf(Date.UTC(2026, 10, 22, 16), 'zh'), '2026年11月23日 00:00');
  });

  it("leave out today's date and nothing else", () => {
    assert.equal(shortMomentOf(AT, AT + HOUR_MS, 'zh'), '16:05');
    assert.equal(shortMomentOf(AT, AT + 9 * HOUR_MS, 'zh'), '11月23日 16:05');
  });

  it('say how long ago and how far off', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, '刚刚'],
      [12_000, '12 秒前'],
      [5 * 60_000, '5 分钟前'],
      [HOUR_MS, '1 小时前'],
      [2 * HOUR_MS + 15 * 60_000, '2 小时 15 分前'],
      [72 * HOUR_MS, '3 天前'],
      [-7 * 60_000, '7 分钟后'],
    ];
    for (const [past, said] of cases) assert.equal(agoOf(AT - past, AT, 'zh'), said);
  });

  it('a length that is negative reads as none', () => {
    assert.equal(spanOf(-5, 'zh'), '0 秒');
  });

  it('go through an input and back', () => {
    assert.equal(inputOf(AT), '2026-11-23T16:05');
    assert.equal(msOfInput(inputOf(AT)), AT);
    assert.equal(msOfInput('soon'), null);
  });

  it('a day begins at midnight in Beijing', () => {
    assert.equal(dayStartOf(AT), Date.UTC(2026, 10, 22, 16));
  });
});
