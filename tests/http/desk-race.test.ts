import assert from 'node:assert/strict';
import { isApproved } from '../../api/contract/statement-approval.ts';
import type { Statement } from '../../api/contract/index.ts';
import { rowAt } from '../../api/desk/table.ts';
import { aForm } from '../desk/statements/writing.ts';
import type { Answer } from '../support/server.ts';
import { aDeskScene, aStatementIn, statementHash, type DeskScene } from './desk-scene.ts';

const ROUNDS = 12;

/** Whoever comes second is told, and what is published is what was approved, whatever happens at the same moment. */
describe('at the same moment', function () {
  this.timeout(60_000);
  let scene: DeskScene;
  let made = 0;
  before(async () => (scene = await aDeskScene()));
  afterEach(() => assert.deepEqual(scene.server.errors, []));
  after(() => scene.server.stop());

  const refused = (answer: Answer): string => (answer.json as { refused?: string }).refused ?? 'done';
  const says = (answer: Answer): string => (answer.json as { zh: string }).zh;
  const act = (by: string, id: string, body: object): Promise<Answer> =>
    scene.server.call('POST', `/api/statements/${id}/acts`, { cookie: scene.cookies[by] ?? '', body });
  const save = (by: string, id: string, base: number, lead: string): Promise<Answer> => {
    const verified = [{ text: '县疾控中心检测6个点位，均未检出。', evidence: [] }];
    const form = aForm({ verified, nextMs: Date.now() + 3_600_000, lead: `2026年11月25日，${lead}，致歉。` });
    const body = { base, form };
    return scene.server.call('POST', `/api/statements/${id}/versions`, { cookie: scene.cookies[by] ?? '', body });
  };
  const statement = (id: string): Statement =>
    rowAt(scene.server.running.parts.desk.state().statements, id) ?? assert.fail(id);
  /** A text that waits for its approval. */
  async function submitted(): Promise<{ readonly id: string; readonly sha256: string }> {
    const id = `race-${(made += 1)}`;
    aStatementIn(scene.tell, id);
    const sha256 = statementHash(scene, id);
    assert.equal((await act('wei', id, { act: 'submit', sha256 })).status, 200);
    return { id, sha256 };
  }
  const released = (sha256: string) => ({
    act: 'release',
    channels: ['page'],
    publishAtMs: Date.now() + 3_600_000,
    sha256,
  });

  it('of three approvers exactly one wins, and the others are told who', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, sha256 } = await submitted();
      const names = ['the-approver', 'signer', 'third'];
      const answers = await Promise.all(names.map((by) => act(by, id, { act: 'approve', sha256 })));
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409]);
      const winner = names[answers.findIndex(({ status }) => status === 200)] ?? '';
      for (const lost of answers.filter(({ status }) => status === 409)) {
        assert.equal(refused(lost), 'approved-already');
        assert.ok(says(lost).includes(winner), says(lost));
      }
      assert.deepEqual(
        statement(id).approvals.map(({ by }) => by),
        [scene.ids[winner]],
      );
    }
  });

  it('a save and an approval: the text approved is the text that goes out, or nothing goes out', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, sha256 } = await submitted();
      const [approval, saved] = await Promise.all([
        act('signer', id, { act: 'approve', sha256 }),
        save('wei', id, 2, `第${round}次改动`),
      ]);
      assert.equal(saved?.status, 200, saved?.text);
      assert.ok(['done', 'statement-state', 'text-changed'].includes(refused(approval)), approval.text);
      // Whichever came first: the old text is not the current one, and the new one is not approved.
      const release = await act('third', id, released(sha256));
      assert.equal(release.status, 409);
      const again = await act('third', id, released(statementHash(scene, id)));
      assert.equal(again.status, 409, again.text);
      assert.equal(statement(id).state, 'draft');
    }
  });

  it('an edit after approval voids it, and an approval of the old text is refused', async () => {
    const { id, sha256 } = await submitted();
    assert.equal((await act('signer', id, { act: 'approve', sha256 })).status, 200);
    assert.equal((await save('wei', id, 2, '又改了一处')).status, 200);
    const now = statementHash(scene, id);
    assert.equal((await act('wei', id, { act: 'submit', sha256: now })).status, 200);
    const old = await act('signer', id, { act: 'approve', sha256 });
    assert.deepEqual([old.status, refused(old)], [409, 'text-changed']);
    assert.match(says(old), /第 3 稿/);
    assert.equal(isApproved(statement(id), now), false);
    assert.equal((await act('signer', id, { act: 'approve', sha256: now })).status, 200);
    assert.equal((await act('third', id, released(sha256))).status, 409);
    assert.equal((await act('third', id, released(now))).status, 200);
    const { approvals, versions } = statement(id);
    assert.deepEqual(
      approvals.filter(({ voided }) => voided === undefined).map(({ sha256: hash }) => hash),
      [versions.at(-1)?.sha256],
    );
  });

  it('what is released is not edited, and of two releases and two stops one is done', async () => {
    const { id, sha256 } = await submitted();
    await act('signer', id, { act: 'approve', sha256 });
    const releases = await Promise.all(['signer', 'third'].map((by) => act(by, id, released(sha256))));
    assert.deepEqual(releases.map(({ status }) => status).toSorted(), [200, 409]);
    const late = await save('wei', id, 2, '发布之后再改');
    assert.deepEqual([late.status, refused(late)], [409, 'statement-state']);
    const stops = await Promise.all(['signer', 'the-leader'].map((by) => act(by, id, { act: 'stop', note: '等复测' })));
    assert.deepEqual(stops.map(({ status }) => status).toSorted(), [200, 409]);
    assert.ok(stops.some((answer) => refused(answer) === 'statement-state' && /撰稿人|wei|改稿/.test(says(answer))));
  });

  it('whoever wrote a version does not approve it, in whatever role and whoever submits it', async () => {
    // Two people who write and approve: each may approve only what the other alone wrote.
    const both = await scene.server.logIn('both', ['writer', 'approver']);
    const { id } = await submitted();
    const body = {
      base: 2,
      form: aForm({ nextMs: Date.now() + 3_600_000, verified: [], lead: '2026年11月25日，致歉。' }),
    };
    const saved = await scene.server.call('POST', `/api/statements/${id}/versions`, { cookie: both, body });
    assert.equal(saved.status, 200, saved.text);
    assert.equal((await save('wei', id, 3, '再由他人改')).status, 200);
    const sha256 = statementHash(scene, id);
    assert.equal((await act('wei', id, { act: 'submit', sha256 })).status, 200);
    const approve = { act: 'approve', sha256 };
    const own = await scene.server.call('POST', `/api/statements/${id}/acts`, { cookie: both, body: approve });
    assert.deepEqual([own.status, refused(own)], [403, 'own-text']);
    assert.match(says(own), /signer/);
    assert.doesNotMatch(says(own), /both/);
    assert.equal((await act('signer', id, approve)).status, 200);
  });
});
