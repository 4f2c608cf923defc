import assert from 'node:assert/strict';
import { ClaimId, ConcernId, InquiryId, StatementId } from '../../api/contract/index.ts';
import { nextNo, withoutSampleRows } from '../../api/desk/sample-rows.ts';
import { FIRST_STATE, parseState, type DeskState } from '../../api/desk/state.ts';
import { rowsOf, withRow } from '../../api/desk/table.ts';
import { aClaim, aConcern, anInquiry, aStatement } from './rows.ts';

const OWN = { claim: ClaimId.parse('own'), statement: StatementId.parse('own'), concern: ConcernId.parse('own') };

function aDeskWithBoth(): DeskState {
  const claims = [aClaim({ sample: true }), aClaim({ id: OWN.claim, no: 2 })];
  const statements = [aStatement({ sample: true }), aStatement({ id: OWN.statement, no: 2, claim: OWN.claim })];
  const concerns = [aConcern({ sample: true }), aConcern({ id: OWN.concern, no: 2 })];
  const inquiries = [anInquiry(), anInquiry({ id: InquiryId.parse('own'), no: 2, claim: OWN.claim })];
  return {
    ...FIRST_STATE,
    claims: claims.reduce((table, row) => withRow(table, row.id, row), FIRST_STATE.claims),
    statements: statements.reduce((table, row) => withRow(table, row.id, row), FIRST_STATE.statements),
    concerns: concerns.reduce((table, row) => withRow(table, row.id, row), FIRST_STATE.concerns),
    inquiries: inquiries.reduce((table, row) => withRow(table, row.id, row), FIRST_STATE.inquiries),
  };
}

describe('the matters of the sample', () => {
  const after = withoutSampleRows(aDeskWithBoth());

  it('go with the sample, and the office’s own stay', () => {
    for (const table of ['claims', 'statements', 'concerns', 'inquiries'] as const)
      assert.deepEqual(
        rowsOf<{ readonly id: string }>(after[table]).map(({ id }) => id),
        ['own'],
        table,
      );
  });

  it('a number that was given is never given again', () => {
    for (const table of ['claims', 'statements', 'concerns', 'inquiries'] as const)
      assert.equal(nextNo(after, table), 3, table);
  });

  it('a snapshot keeps the count', () => assert.deepEqual(parseState(JSON.parse(JSON.stringify(after))), after));
});
