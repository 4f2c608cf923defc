import assert from 'node:assert/strict';
import type { Role } from '../../api/contract/index.ts';
import { rightRows } from '../../api/answers/right-rows.ts';
import { whoseWork } from '../../dashboard/lib/whose.ts';
import { aDesk, anEmptyDesk } from '../desk/scene.ts';

const ACTS = ['claim-move', 'verdict-give'];
const CHECK: readonly Role[] = ['monitor', 'writer', 'approver'];

describe('why a page has no buttons', () => {
  const table = rightRows(aDesk().state());

  it('an administrator alone, and a leader, are told whose the work is', () => {
    for (const role of ['administrator', 'leader'] as const)
      assert.deepEqual(whoseWork([role], table, ACTS), { roles: CHECK, nobody: false }, role);
  });

  it('whoever may do some of it is told nothing', () => {
    for (const role of CHECK) assert.equal(whoseWork(['administrator', role], table, ACTS), null, role);
  });

  it('where nobody has the role yet, that is said', () => {
    const desk = anEmptyDesk();
    desk.ask('machine', { do: 'set-up', id: 'ada', name: 'ada' });
    assert.equal(whoseWork(['administrator'], rightRows(desk.state()), ACTS)?.nobody, true);
  });

  it('nothing is said before the table is here, nor of an act that is nobody’s', () => {
    assert.equal(whoseWork(['administrator'], [], ACTS), null);
    assert.equal(whoseWork(['administrator'], table, ['no-such-act']), null);
  });
});
