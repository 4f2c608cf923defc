import assert from 'node:assert/strict';
import { differing, firstChoice, merged } from '../../../dashboard/screens/statements/merge.ts';
import { aForm } from './writing.ts';

describe('two texts on one version', () => {
  const base = aForm();
  const mine = aForm({ contact: '我的电话 12345', lead: '2026年11月23日，我的首句，致歉。' });
  const theirs = aForm({ lead: '2026年11月23日，对方的首句，致歉。', done: ['对方的措施。'] });

  it('differ in the parts that one or both changed, and in no others', () =>
    assert.deepEqual(differing(mine, theirs), ['lead', 'done', 'contact']));

  it('offer the one that changed; where both did, one’s own', () =>
    assert.deepEqual(
      differing(mine, theirs).map((part) => firstChoice(part, mine, base)),
      ['mine', 'theirs', 'mine'],
    ));

  it('are merged part by part, and nothing else is touched', () =>
    assert.deepEqual(merged(mine, theirs, ['lead', 'contact']), {
      ...base,
      lead: mine.lead,
      contact: mine.contact,
      done: theirs.done,
    }));
});
