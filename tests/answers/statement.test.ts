import assert from 'node:assert/strict';
import type { StatementDetail, StatementRow } from '../../api/contract/statement-view.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';
import { aForm } from '../desk/statements/writing.ts';

/** Without a claim: the way of one statement through the real server, by three people. */
describe('statements over HTTP', function () {
  this.timeout(30_000);
  let server: TestServer;
  let wei = '';
  let yan = '';
  let ping = '';
  let lin = '';
  before(async () => {
    server = await startTestServer();
    [wei, yan] = [await server.logIn('wei', ['writer']), await server.logIn('yan', ['writer'])];
    [ping, lin] = [await server.logIn('ping', ['approver']), await server.logIn('lin', ['leader'])];
  });
  afterEach(() => assert.deepEqual(server.errors, []));
  after(() => server.stop());

  const form = aForm({
    verified: [{ text: '县疾控中心检测6个点位，均未检出。', evidence: [] }],
    nextMs: Date.now() + 3_600_000,
  });
  const post = (path: string, cookie: string, body: unknown): Promise<Answer> =>
    server.call('POST', `/api/statements${path}`, { cookie, body });
  const detail = (answer: Answer): StatementDetail => {
    assert.equal(answer.status, 200, answer.text);
    return answer.json as StatementDetail;
  };
  const refused = (answer: Answer): string => (answer.json as { refused: string }).refused;
  const acts = (id: string, cookie: string, act: unknown): Promise<Answer> => post(`/${id}/acts`, cookie, act);
  async function begun(): Promise<string> {
    const { statement } = detail(await post('', wei, { kind: 'notice' }));
    detail(await post(`/${statement.id}/versions`, wei, { base: 1, form }));
    return statement.id;
  }

  it('from the first draft to the release, with what each may do next', async () => {
    const id = await begun();
    const before = detail(await server.call('GET', `/api/statements/${id}`, { cookie: wei }));
    assert.ok(
      before.lint.findings.every(({ severity }) => severity === 'advise'),
      before.lint.findings.map(({ zh }) => zh).join(),
    );
    const { sha256 } = before.lint;
    assert.equal(sha256, before.statement.versions.at(-1)?.sha256);
    detail(await acts(id, lin, { act: 'comment', text: '请写明复测时间' }));
    const submitted = detail(await acts(id, wei, { act: 'submit', sha256 }));
    const offer = submitted.offers.find(({ act }) => act === 'approve');
    assert.equal(offer?.may, false);
    assert.match(offer.why?.zh ?? '', /ping/);
    const approved = detail(await acts(id, ping, { act: 'approve', sha256 }));
    assert.equal(approved.approved, true);
    const publishAtMs = Date.now() + 3_600_000;
    const released = detail(await acts(id, ping, { act: 'release', channels: ['page'], publishAtMs, sha256 }));
    assert.equal(released.statement.state, 'scheduled');
    const stopped = detail(await acts(id, lin, { act: 'stop', note: '等复测' }));
    assert.equal(stopped.statement.state, 'stopped');
    assert.equal(stopped.names[String(stopped.statement.steps.at(-1)?.by)], 'lin');
  });

  it('two approvers at once: one wins, the other is told', async () => {
    const id = await begun();
    const han = await server.logIn('han', ['approver']);
    const { sha256 } = detail(await server.call('GET', `/api/statements/${id}`, { cookie: wei })).lint;
    detail(await acts(id, wei, { act: 'submit', sha256 }));
    const both = await Promise.all([ping, han].map((cookie) => acts(id, cookie, { act: 'approve', sha256 })));
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
    const lost = both.find(({ status }) => status === 409);
    assert.ok(lost);
    assert.equal(refused(lost), 'approved-already');
  });

  it('two writers at once: one saves, the other sees what was saved and the difference', async () => {
    const id = await begun();
    const save = (cookie: string, lead: string): Promise<Answer> =>
      post(`/${id}/versions`, cookie, { base: 2, form: { ...form, lead } });
    const both = await Promise.all([
      save(wei, '2026年11月23日，甲说，致歉。'),
      save(yan, '2026年11月23日，乙说，致歉。'),
    ]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
    const diff = await server.call('GET', `/api/statements/${id}/diff?from=2&to=3`, { cookie: yan });
    const { runs } = diff.json as { runs: { is: string; text: string }[] };
    assert.ok(runs.some(({ is }) => is === 'added') && runs.some(({ is }) => is === 'removed'));
  });

  it('the lint answers while one writes and keeps nothing', async () => {
    const id = await begun();
    const answer = await post(`/${id}/lint`, lin, { form: { ...form, contact: '', lead: '请拨打13812345678。' } });
    const { findings, parts } = answer.json as StatementDetail['lint'];
    const codes = findings.map(({ code }) => code);
    assert.ok(codes.includes('contact-missing') && codes.includes('personal-number'), codes.join());
    assert.ok(parts.some(({ paragraphs }) => paragraphs.some(({ text }) => text.includes('〔电话〕'))));
    assert.equal(
      detail(await server.call('GET', `/api/statements/${id}`, { cookie: wei })).statement.versions.length,
      2,
    );
  });

  it('the list shows those in the works, and all on request', async () => {
    const list = async (state: string): Promise<StatementRow[]> =>
      (await server.call('GET', `/api/statements?state=${state}`, { cookie: lin })).json as StatementRow[];
    const open = await list('open');
    assert.ok(open.length >= 3 && open.every(({ state }) => state !== 'stopped'));
    assert.ok((await list('all')).some(({ state }) => state === 'stopped'));
    assert.ok((await list('stopped')).every(({ state }) => state === 'stopped'));
  });

  it('the rules are read by staff and changed by an administrator', async () => {
    const ada = await server.logIn('ada', ['administrator']);
    const set = { act: 'set-wordings', wordings: { contact: '县新闻办 0000-654321' } };
    const ask = (cookie: string): Promise<Answer> => server.call('POST', '/api/statement-rules', { cookie, body: set });
    assert.equal((await ask(wei)).status, 403);
    assert.equal((await ask(ada)).status, 200);
    const id = detail(await post('', wei, { kind: 'holding' })).statement;
    assert.equal(id.versions[0]?.form.contact, '县新闻办 0000-654321');
    const template = await post(`/${id.id}/template`, wei, undefined);
    assert.equal((template.json as { contact: string }).contact, '县新闻办 0000-654321');
  });

  it('an unknown one is not found, a form out of bounds is refused', async () => {
    assert.equal((await server.call('GET', '/api/statements/none', { cookie: wei })).status, 404);
    const id = await begun();
    const long = await post(`/${id}/versions`, wei, { base: 2, form: { ...form, title: '长'.repeat(121) } });
    assert.equal(long.status, 400);
  });
});
