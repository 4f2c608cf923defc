import assert from 'node:assert/strict';
import { parseStamp, parseTime } from '../../crawler/dates.ts';

const NOW = '2026-11-23T12:00:00+08:00';
const NOW_MS = Date.parse(NOW);

describe('a time as pages write it', () => {
  const moments: readonly (readonly [text: string, expected: string])[] = [
    ['刚刚', NOW],
    ['3小时前', '2026-11-23T09:00:00+08:00'],
    ['半小时前', '2026-11-23T11:30:00+08:00'],
    ['昨天 09:30', '2026-11-22T09:30:00+08:00'],
    ['今天凌晨3点一刻', '2026-11-23T03:15:00+08:00'],
    ['发布时间：2026年11月20日 下午3:05', '2026-11-20T15:05:00+08:00'],
    ['11-20 09:30', '2026-11-20T09:30:00+08:00'],
    ['12-20 09:30', '2025-12-20T09:30:00+08:00'],
    ['02-23-2026, 09:14 PM', '2026-02-23T21:14:00+08:00'],
    ['Fri, 20 Nov 2026 01:30:00 GMT', '2026-11-20T09:30:00+08:00'],
    ['2026-11-20T01:30:00Z', '2026-11-20T09:30:00+08:00'],
    ['1763602200', '2025-11-20T09:30:00+08:00'],
  ];
  for (const [text, expected] of moments)
    it(`${text} is a moment`, () => {
      assert.equal(parseTime(text, NOW_MS, 'Asia/Shanghai'), Date.parse(expected));
      assert.equal(parseStamp(text, NOW_MS)?.isDay, false);
    });

  const days: readonly (readonly [text: string, expected: string])[] = [
    ['2026-11-20', '2026-11-20'],
    ['二〇二六年十一月二十日', '2026-11-20'],
    ['前天', '2026-11-21'],
    ['3天前', '2026-11-20'],
    ['民國115年11月20日', '2026-11-20'],
  ];
  for (const [text, expected] of days)
    it(`${text} is a day, at its midnight`, () => {
      assert.deepEqual(parseStamp(text, NOW_MS), { ms: Date.parse(`${expected}T00:00:00+08:00`), isDay: true });
    });

  it('what is no time, impossible or ahead of the clock is null', () => {
    for (const text of ['', '停水通知', '2026-13-40', '2027年3月1日', '电话 0571-88886666', '1-2'])
      assert.equal(parseTime(text, NOW_MS, 'Asia/Shanghai'), null, text);
  });

  it('a long hostile text takes no time', () => {
    const started = performance.now();
    for (const piece of ['1', '2026-', '昨天', '1:', '年月', ' '] as const)
      parseTime(piece.repeat(200_000), NOW_MS, 'Asia/Shanghai');
    assert.ok(performance.now() - started < 1000);
  });
});
