import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ClaimRow } from '../../api/contract/index.ts';
import { narrowed, NOBODY, overdue } from '../../dashboard/screens/claims/board.ts';

const CLOCK = { id: 'answer', zh: '回应', en: 'Answer', basis: '', startMs: 0, endMs: 1, doneMs: null };
const A_CLOCK = { ...CLOCK, acknowledgedMs: null, pausedNote: '' };

function aRow(id: string, change: object = {}): ClaimRow {
  return ClaimRow.parse({
    ...{ id, no: 1, title: id, state: 'new', sinceMs: 0, holder: null, holderName: null },
    ...{ overall: { verdict: 'open', open: 0 }, verdicts: [], topics: [], places: [], grade: 'ordinary' },
    ...{ knownMs: 0, firstPostMs: null, lookAgainMs: null, passedTo: '', variants: 0, mentions: 0 },
    ...{ clocks: [], alert: null, sample: false },
    ...change,
  });
}

describe("the claims board's filters", () => {
  const water = aRow('c-1', { topics: ['water'], places: ['east'], holder: 'p-1', holderName: '林岚' });
  const school = aRow('c-2', { topics: ['school'], places: ['east'] });
  const all = [water, school];

  it('hide nothing when none is set', () => {
    assert.deepEqual(narrowed(all, new URLSearchParams('state=open')), all);
  });
  for (const [query, rest] of [
    ['topic=water', [water]],
    ['place=east', all],
    ['holder=p-1', [water]],
    [`holder=${NOBODY}`, [school]],
    ['place=east&topic=school', [school]],
    ['topic=traffic', []],
  ] as const)
    it(`${query} leaves ${rest.length}`, () => assert.deepEqual(narrowed(all, new URLSearchParams(query)), rest));

  it('a claim is overdue by a clock that is past its end, not by one that was met late', () => {
    const late = aRow('c-3', { clocks: [{ ...A_CLOCK, state: 'over' }] });
    const missed = aRow('c-4', { clocks: [{ ...A_CLOCK, state: 'missed' }] });
    assert.equal(overdue([...all, late, missed]), 1);
  });
});
