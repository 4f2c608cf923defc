import assert from 'node:assert/strict';
import { isRefusal, RIGHTS, type Refusal } from '../../api/contract/index.ts';
import { offersOf } from '../../api/answers/statement-offers.ts';
import { decide, DeskCommand } from '../../api/desk/desk.ts';
import { forbidden } from '../../api/desk/roles.ts';
import { withRow } from '../../api/desk/table.ts';
import { aClaim } from './rows.ts';
import { aDesk, anEmptyDesk, idOf, NOON_MS, RULES, type Desk } from './scene.ts';
import { aDraft, aStatementDesk, type StatementDesk } from './statements/writing.ts';

const stop = (desk: StatementDesk, ...names: readonly string[]): void => {
  for (const id of names) desk.ask('ada', { do: 'change-person', id, change: { active: false } });
};

describe('a refusal for a role that nobody holds yet', () => {
  it('says so in words, and who can give it, in both languages', () => {
    const desk = aStatementDesk();
    aDraft(desk);
    stop(desk, 'ping', 'han', 'zhou');
    desk.act('wei', { act: 'submit' });
    const why = offersOf(desk.state(), desk.statement(), 'wei').find(({ act }) => act === 'approve')?.why;
    assert.equal(why?.zh, '您的角色不能这样操作。本单位还没有人担任审批人，管理员可以在“设置”的“人员”里授予角色。');
    assert.match(why.en, /Nobody in this office is among the approvers yet; an administrator can give the role/);
  });

  it('names those who hold it where there are some', () => {
    const desk = aStatementDesk();
    aDraft(desk);
    desk.act('wei', { act: 'submit' });
    const { zh, en } = desk.refusal('wei', { act: 'submit' });
    assert.equal(zh, '这份通报现在是“待审批”，不能这样操作。现在可以批准或退回的人：han、ping、zhou。');
    assert.match(en, /Those who may approve or return it now: han、ping、zhou\./);
  });

  it('where every approver wrote the text, it asks for one who did not', () => {
    const desk = aStatementDesk();
    stop(desk, 'ping', 'han', 'zhou');
    desk.ask('ada', { do: 'change-person', id: 'wei', change: { roles: ['writer', 'approver'] } });
    aDraft(desk);
    desk.act('wei', { act: 'submit' });
    const { refused, zh } = desk.refusal('wei', { act: 'approve' });
    assert.equal(refused, 'own-text');
    assert.match(zh, /本单位的审批人都参与了起草.*管理员可以在“设置”的“人员”里授予角色。$/);
  });

  it('is the same for claims and at every other act of the desk', () => {
    const alone = anEmptyDesk();
    alone.ask('machine', { do: 'set-up', id: 'ada', name: 'ada' });
    const verdict = { act: 'verdict', point: 'p1', verdict: 'unsupported', evidence: [], note: '' };
    const told = refusalOf(alone, { do: 'claim', id: 'c1', act: verdict });
    const sentence = '本单位还没有人担任监测员、撰稿人或审批人，管理员可以在“设置”的“人员”里授予角色。';
    assert.equal(told.refused, 'claim-role');
    assert.equal(told.zh, `“下结论”由监测员、撰稿人、审批人办理。${sentence}`);
    const plain = forbidden(alone.state(), { kind: 'person', id: idOf('ada') }, RIGHTS['mark-write']);
    assert.match(plain?.zh ?? '', /还没有人担任领导，管理员可以/);
    assert.match(refusalOf(aDesk(), { do: 'claim', id: 'c1', act: verdict }).zh, /办理。请联系他们。$/);
  });
});

function refusalOf(desk: Desk, command: unknown): Refusal {
  const claim = aClaim();
  const state = { ...desk.state(), claims: withRow(desk.state().claims, claim.id, claim) };
  const decided = decide(state, DeskCommand.parse(command), { kind: 'person', id: idOf('ada') }, NOON_MS, RULES);
  assert.ok(isRefusal(decided));
  return decided;
}
