import assert from 'node:assert/strict';
import { NOON_MS } from '../scene.ts';
import { aForm, aStatementDesk, aDraft, brought } from './writing.ts';

const police = aForm({
  verified: [{ text: '公安机关已立案侦查。', evidence: ['e1' as never] }],
});

describe('who may speak', () => {
  it('a subject that belongs to others blocks the approval until they signed exactly this text', () => {
    const desk = aStatementDesk();
    aDraft(desk, police);
    desk.act('wei', { act: 'submit' });
    assert.equal(desk.act('ping', { act: 'approve' }), 'sign-off-missing');
    assert.match(desk.refusal('ping', { act: 'approve' }).zh, /公安机关.*公安机关执法公开规定/);
    assert.equal(desk.act('mo', { act: 'sign-off', body: 'public-security', signedBy: '值班局领导' }), 'no-permission');
    assert.equal(desk.act('wei', { act: 'sign-off', body: 'nobody', signedBy: '某' }), 'bad-input');
    assert.equal(
      desk.act('wei', { act: 'sign-off', body: 'public-security', signedBy: '值班局领导' }),
      'statement-signed-off',
    );
    assert.deepEqual(
      desk.statement().signOffs.map(({ signedBy, by }) => [signedBy, by]),
      [['值班局领导', 'wei']],
    );
    assert.equal(desk.act('ping', { act: 'approve' }), 'statement-approved');
  });

  it('a sign-off of another text counts for nothing', () => {
    const desk = aStatementDesk();
    aDraft(desk, police);
    desk.act('wei', { act: 'sign-off', body: 'public-security', signedBy: '值班局领导' });
    desk.act('wei', { act: 'save', base: 2, form: { ...police, lead: `${police.lead}又加一句。` } });
    desk.act('wei', { act: 'submit' });
    assert.equal(desk.act('ping', { act: 'approve' }), 'sign-off-missing');
  });

  it('the emergency path goes without them', () => {
    const desk = aStatementDesk();
    aDraft(desk, police);
    desk.act('wei', { act: 'submit' });
    assert.equal(
      desk.act('ping', { act: 'emergency', approvers: ['ping', 'han'], note: '正在发生' }),
      'statement-emergency',
    );
  });

  it('is a rule of the office: an administrator changes it, nobody else', () => {
    const desk = aStatementDesk();
    const subject = {
      id: 'school',
      subject: '校园安全',
      topics: [],
      words: ['卫健局'],
      speaker: null,
      signOffs: ['disease-control'],
      basis: '县里的约定',
    };
    const set = { do: 'statement-rule', act: { act: 'set-subject', subject } };
    for (const by of ['wei', 'ping', 'lin', 'mo', 'deng']) assert.equal(desk.ask(by, set), 'no-permission');
    assert.equal(desk.ask('ada', set), 'subject-set');
    brought(desk, 'submitted');
    assert.equal(desk.act('ping', { act: 'approve' }), 'sign-off-missing');
    assert.equal(
      desk.ask('ada', { do: 'statement-rule', act: { act: 'remove-subject', id: 'school' } }),
      'subject-removed',
    );
    assert.equal(desk.ask('ada', { do: 'statement-rule', act: { act: 'remove-subject', id: 'school' } }), 'not-found');
    assert.equal(desk.act('ping', { act: 'approve' }), 'statement-approved');
    const stranger = { ...subject, signOffs: ['stranger'] };
    assert.equal(
      desk.ask('ada', { do: 'statement-rule', act: { act: 'set-subject', subject: stranger } }),
      'bad-input',
    );
    const silent = { ...subject, words: [] };
    assert.equal(desk.ask('ada', { do: 'statement-rule', act: { act: 'set-subject', subject: silent } }), 'bad-input');
  });
});

describe('wordings', () => {
  it('are the office’s to change and come back when emptied', () => {
    const desk = aStatementDesk();
    const set = (pointOpen: string): string =>
      desk.ask('ada', { do: 'statement-rule', act: { act: 'set-wordings', wordings: { pointOpen } } });
    assert.equal(set('{point}，我们还在查。'), 'wordings-set');
    assert.equal(set('{point}，我们还在查。'), 'nothing');
    const open = (id: string): string | undefined => {
      desk.act('wei', { act: 'open', kind: 'holding', claim: 'c1', corrects: null }, NOON_MS, id);
      return desk.statement(id).versions[0]?.form.checking[0];
    };
    assert.equal(open('s1'), '有孩子喝水后肚子疼，我们还在查。');
    assert.equal(set(''), 'wordings-set');
    assert.equal(open('s2'), '有孩子喝水后肚子疼，正在核实。');
    assert.deepEqual(desk.state().wordings, {});
  });
});
