import assert from 'node:assert/strict';
import { journalThing, type Known } from '../../api/answers/journal-thing.ts';
import { FIRST_STATE } from '../../api/desk/state.ts';
import { withRow } from '../../api/desk/table.ts';
import { aBody, aBriefing, aClaim, aConcern, anInquiry, aStatement } from '../desk/rows.ts';
import { aDesk } from '../desk/scene.ts';

const claim = aClaim();
const concern = aConcern();
const statement = aStatement();
const inquiry = anInquiry();
const body = aBody();
const briefing = aBriefing();
const { people } = aDesk().state();
const known: Known = {
  state: {
    ...FIRST_STATE,
    people,
    claims: withRow(FIRST_STATE.claims, claim.id, claim),
    concerns: withRow(FIRST_STATE.concerns, concern.id, concern),
    statements: withRow(FIRST_STATE.statements, statement.id, statement),
    inquiries: withRow(FIRST_STATE.inquiries, inquiry.id, inquiry),
    bodies: withRow(FIRST_STATE.bodies, inquiry.body, { ...body, id: inquiry.body }),
    briefings: withRow(FIRST_STATE.briefings, briefing.id, briefing),
  },
  alertSeries: (id) => (id === 'a1' ? 'topic:water' : ''),
};
const titled = (row: { readonly id: string; readonly no: number; readonly title: string }) => ({
  id: row.id,
  no: row.no,
  title: row.title,
});

describe('what an entry of the journal is about', () => {
  it('is said by number and title, and nothing else of the row', () => {
    assert.deepEqual(journalThing(known, 'claim-graded', { claim: claim.id }), { kind: 'claim', ...titled(claim) });
    assert.deepEqual(journalThing(known, 'evidence-added', { claim: claim.id, id: 'e1' }), {
      kind: 'claim',
      ...titled(claim),
    });
    const urged = journalThing(known, 'concern-urged', { concern: concern.id });
    assert.deepEqual(urged, { kind: 'concern', ...titled(concern) });
  });

  it('is the thing that the kind of the entry names, not another that its body names too', () => {
    const opened = journalThing(known, 'statement-opened', { claim: claim.id, statement: statement.id });
    assert.deepEqual([opened?.kind, opened?.no], ['statement', statement.no]);
    const sent = journalThing(known, 'inquiry-sent', { inquiry: inquiry.id, claim: claim.id, body: body.id });
    assert.deepEqual([sent?.kind, sent?.no, sent?.title], ['inquiry', inquiry.no, body.name]);
    const marked = journalThing(known, 'briefing-marked', { briefing: briefing.id, concern: concern.id });
    assert.deepEqual([marked?.kind, marked?.no, marked?.title], ['briefing', briefing.no, briefing.kind]);
  });

  it('names people by name and alerts by their series', () => {
    assert.equal(journalThing(known, 'person-added', { id: 'wei' })?.title, 'wei');
    assert.equal(journalThing(known, 'link-made', { person: 'wei' })?.title, 'wei');
    const handed = journalThing(known, 'alert-hand-over', { alert: 'a1', to: 'wei' });
    assert.deepEqual(handed, { kind: 'alert', id: 'a1', no: null, title: 'topic:water' });
  });

  it('has its id alone when it is gone, and is nothing where the entry names nothing', () => {
    const gone = journalThing(known, 'claim-taken', { claim: 'c-gone' });
    assert.deepEqual(gone, { kind: 'claim', id: 'c-gone', no: null, title: '' });
    assert.equal(journalThing(known, 'settings-changed', {}), null);
  });
});
