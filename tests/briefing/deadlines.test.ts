import assert from 'node:assert/strict';
import { nextWords } from '../../api/briefing/deadlines.ts';
import { PersonId, StatementId, type ClaimState } from '../../api/contract/index.ts';
import { FIRST_STATE, type DeskState } from '../../api/desk/state.ts';
import { withRow } from '../../api/desk/table.ts';
import { aForm } from '../publisher/statements.ts';
import { aClaim, aStatement } from '../desk/rows.ts';
import { HOUR_MS, NOON_MS } from '../desk/scene.ts';

const said = (id: string, publishedMs: number, nextMs: number | null) =>
  aStatement({
    id: StatementId.parse(id),
    state: 'published',
    publishedMs,
    versions: [{ n: 1, by: PersonId.parse('wei'), atMs: publishedMs, sha256: '', form: { ...aForm(), nextMs } }],
  });

function deskWith(state: ClaimState, statements: readonly ReturnType<typeof said>[]): DeskState {
  const claim = aClaim({ state, steps: [{ state, atMs: NOON_MS, by: 'mo', note: '' }] });
  return {
    ...FIRST_STATE,
    claims: withRow(FIRST_STATE.claims, claim.id, claim),
    statements: statements.reduce((table, each) => withRow(table, each.id, each), FIRST_STATE.statements),
  };
}

describe('the next word that a statement promised', () => {
  const atMs = NOON_MS + 5 * HOUR_MS;
  const first = said('s1', NOON_MS + HOUR_MS, NOON_MS + 4 * HOUR_MS);
  const namesOf = (state: DeskState): readonly string[] => nextWords(state, atMs).map(({ statement }) => statement.id);

  it('is owed while none came, and kept by a later statement', () => {
    assert.deepEqual(namesOf(deskWith('answered', [first])), ['s1']);
    assert.deepEqual(namesOf(deskWith('answered', [first, said('s2', NOON_MS + 3 * HOUR_MS, null)])), []);
  });

  it('is owed on a claim no longer once that is closed, joined, dismissed or passed on', () => {
    for (const state of ['closed', 'merged', 'dismissed', 'passed-on'] as const)
      assert.deepEqual(namesOf(deskWith(state, [first])), [], state);
  });
});
