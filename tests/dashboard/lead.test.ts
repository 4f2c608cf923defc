import assert from 'node:assert/strict';
import { LEAD_SPANS, LeadRow } from '../../api/contract/index.ts';
import { sumOf } from '../../api/effect/score.ts';
import {
  behindOf,
  keptOf,
  filtersOf,
  rowsBehind,
  type Asked,
  type Behind,
} from '../../dashboard/screens/score/lead.ts';

const STATES = ['met', 'missed', 'over', 'running'] as const;
const NAMES = ['look', 'word'].map((id) => ({ id, zh: id, en: id }));
const NO_TIMES = {
  ...{ firstPostMs: null, alertMs: null, lookMs: null, holdingMs: null },
  ...{ statementMs: null, wordMs: null, peakMs: null, closedMs: null },
};
const rows = Array.from({ length: 24 }, (_, at) =>
  LeadRow.parse({
    ...NO_TIMES,
    claim: `c-${at}`,
    no: at + 1,
    title: '传言',
    month: at % 3 === 0 ? '2026-10' : '2026-11',
    state: 'new',
    grade: 'ordinary',
    knownMs: 1_000 * at,
    spans: Object.fromEntries(LEAD_SPANS.filter((_span, n) => (at + n) % 4 === 0).map((span) => [span, at * 60_000])),
    clocks: NAMES.filter((_name, n) => (at + n) % 3 !== 0).map(({ id }, n) => ({ id, state: STATES[(at + n) % 4] })),
    overturned: at % 5 === 0 ? 1 : 0,
    sample: false,
  }),
);
const sample = rows.slice(0, 3).map((row) => ({ ...row, sample: true }));
const view = { rows: [...rows, ...sample], sample: false };

describe('the numbers of the score', () => {
  const count = (behind: Asked): number => {
    const asked: Behind | null = behindOf(new URLSearchParams(filtersOf(behind)));
    assert.ok(asked);
    return rowsBehind(view, asked).length;
  };

  it('each leads to as many claims as it counts, without the sample', () => {
    for (const month of ['', '2026-10', '2026-11']) {
      const sum = sumOf(
        rows.filter((row) => month === '' || row.month === month),
        NAMES,
      );
      assert.equal(count({ month, what: 'claims' }), sum.claims);
      assert.equal(count({ month, what: 'overturned' }), sum.overturned);
      for (const span of LEAD_SPANS) assert.equal(count({ month, what: 'span', id: span }), sum.medians[span].claims);
      for (const { id, met, missed } of sum.clocks) {
        assert.equal(count({ month, what: 'clock', id }), met + missed, id);
        assert.equal(count({ month, what: 'clock', id, met: true }), met, id);
      }
    }
    assert.ok(keptOf(sumOf(rows, NAMES)).all > count({ what: 'clocks' }), 'a claim can have several clocks');
  });

  it('an address that asks for nothing shows all', () => {
    assert.equal(behindOf(new URLSearchParams('what=nothing')), null);
  });
});
