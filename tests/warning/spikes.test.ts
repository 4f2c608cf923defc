import assert from 'node:assert/strict';
import { readRows } from '../../api/command/spikes.ts';
import { judgeCourse } from '../../api/warning/course.ts';
import { seeded } from './town.ts';

const START = Date.parse('2026-03-02T00:00:00Z');

/** Hourly counts of forty days with a burst of six hours in the end. */
function aCourse(burst: number): string {
  const random = seeded(3);
  const lines = ['timestamp,count'];
  for (let hour = 0; hour < 960; hour += 1) {
    const usual = hour % 24 < 7 ? 4 : 20;
    const count = Math.round(usual * (0.7 + 0.6 * random())) + (hour >= 900 && hour < 906 ? burst : 0);
    lines.push(`${new Date(START + hour * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')},${count}`);
  }
  return lines.join('\n');
}

function rowsOf(csv: string): ReturnType<typeof readRows> & object {
  const rows = readRows(csv);
  assert.ok(typeof rows !== 'string');
  return rows;
}

describe('spikes: one course of counts', () => {
  it('a burst is raised at its first row, and the usual is not', () => {
    const judged = judgeCourse(rowsOf(aCourse(80)));
    assert.notEqual(judged[900]?.level, null);
    assert.ok(judged.slice(0, 900).filter((row) => row.level !== null).length <= 3);
    assert.ok(judged.slice(0, 48).every((row) => row.score === 0));
  });

  it('each row is judged by what came before it', () => {
    const rows = rowsOf(aCourse(80));
    assert.deepEqual(judgeCourse(rows.slice(0, 903)), judgeCourse(rows).slice(0, 903));
  });

  it('a hole is no zero: after a lost day the expected is that of the hour', () => {
    const rows = rowsOf(aCourse(0));
    const holed = judgeCourse(rows.filter((_, i) => i < 800 || i >= 824));
    const whole = judgeCourse(rows);
    const [one, two] = [holed[806]?.expected ?? 0, whole[830]?.expected ?? 0];
    assert.ok(Math.abs(one / two - 1) < 0.35, `${one} ${two}`);
  });

  it('timestamps come back as they were; decimals, offsets and repeated times are read', () => {
    const rows = rowsOf(
      'timestamp,count\n2026-01-01T00:00:00+08:00,1.5\n2026-01-01T00:00:00+08:00,2\n2026-01-01 01:00:00,0\n',
    );
    assert.deepEqual(
      rows.map((row) => [row.timestamp, row.count]),
      [
        ['2026-01-01T00:00:00+08:00', 1.5],
        ['2026-01-01T00:00:00+08:00', 2],
        ['2026-01-01 01:00:00', 0],
      ],
    );
  });

  it('what cannot be read is refused with its line', () => {
    for (const [csv, reason] of [
      ['time,count\n', /line 1/],
      ['timestamp,count\n2026-01-01 00:00:00,1\nyesterday,2\n', /line 3: the timestamp/],
      ['timestamp,count\n2026-01-01 00:00:00,-1\n', /line 2: the count/],
    ] as const) {
      const refused = readRows(csv);
      assert.ok(typeof refused === 'string');
      assert.match(refused, reason);
    }
  });
});
