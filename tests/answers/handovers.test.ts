import assert from 'node:assert/strict';
import type { Handover, HandoverNow, HandoverView } from '../../api/contract/handover.ts';
import { filesToKeep } from '../../api/desk/files-in-use.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';

describe('the handover between two shifts', function () {
  this.timeout(60_000);
  let server: TestServer;
  const cookies: Record<string, string> = {};
  const ask = (who: string, method: string, path: string, body?: unknown): Promise<Answer> =>
    server.call(method, path, { cookie: cookies[who] ?? '', ...(body === undefined ? {} : { body }) });
  const now = async (who = 'monitor'): Promise<HandoverNow> =>
    (await ask(who, 'GET', '/api/handovers/now')).json as HandoverNow;
  const codeOf = (answer: Answer): string => (answer.json as { refused: string }).refused;

  before(async () => {
    server = await startTestServer();
    for (const role of ['monitor', 'writer', 'leader', 'department'] as const)
      cookies[role] = await server.logIn(`one ${role}`, [role]);
    await ask('monitor', 'POST', '/api/claims', { title: '自来水被污染', origin: { from: 'hand' }, topics: ['water'] });
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('the page names the clocks that run, with whose they are and their end', async () => {
    const { page, may } = await now();
    assert.ok(page.clocks.length > 0);
    assert.ok(page.clocks.every(({ dueMs, text }) => dueMs !== null && text.includes('自来水被污染')));
    assert.deepEqual(may, ['sign']);
  });

  it('a department sees none of it', async () => {
    assert.equal((await ask('department', 'GET', '/api/handovers/now')).status, 403);
  });

  it('what changed since it was seen is not signed', async () => {
    const seen = await now();
    await ask('monitor', 'POST', '/api/claims', { title: '停水三天', origin: { from: 'hand' }, topics: [] });
    const answer = await ask('monitor', 'POST', '/api/handovers', { sha256: seen.sha256, note: '' });
    assert.equal(codeOf(answer), 'handover-changed');
    assert.deepEqual((await now()).signed, []);
  });

  it('both sign the same page, and it stays as it was', async () => {
    const seen = await now();
    const signed = await ask('monitor', 'POST', '/api/handovers', {
      sha256: seen.sha256,
      note: '水质结果下午三点到，13800001234',
    });
    assert.equal(signed.status, 200, signed.text);
    const { id, no, sha256, note } = signed.json as Handover;
    assert.equal(no, 1);
    assert.ok(!note.includes('13800001234'));
    assert.ok(filesToKeep(server.running.parts.desk.state()).has(sha256));
    const kept = (await ask('leader', 'GET', `/api/handovers/${id}`)).json as HandoverView;
    assert.deepEqual(kept.page.clocks, seen.page.clocks);
    assert.deepEqual(kept.may, ['take']);
    assert.equal(codeOf(await ask('monitor', 'POST', `/api/handovers/${id}/sign`, {})), 'handover-own');
    const taken = (await ask('writer', 'POST', `/api/handovers/${id}/sign`, { note: '收到' })).json as Handover;
    assert.deepEqual([taken.toNote, taken.to === taken.from], ['收到', false]);
    assert.equal(codeOf(await ask('leader', 'POST', `/api/handovers/${id}/sign`, {})), 'handover-taken');
  });

  it('an older page is not taken over once there is a newer one', async () => {
    const sign = async (): Promise<Handover> => {
      const { sha256 } = await now();
      return (await ask('monitor', 'POST', '/api/handovers', { sha256 })).json as Handover;
    };
    const [first, second] = [await sign(), await sign()];
    assert.equal(codeOf(await ask('writer', 'POST', `/api/handovers/${first.id}/sign`, {})), 'handover-old');
    assert.equal((await ask('writer', 'POST', `/api/handovers/${second.id}/sign`, {})).status, 200);
    assert.deepEqual(
      (await now()).signed.map(({ no }) => no),
      [3, 2, 1],
    );
  });
});
