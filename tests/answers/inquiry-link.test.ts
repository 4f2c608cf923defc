import assert from 'node:assert/strict';
import type { InquiryTask, InquiryView, OneTimeView } from '../../api/contract/index.ts';
import { LINK_FILES_MAX } from '../../api/contract/index.ts';
import { LINK_MS_OF } from '../../api/work/links.ts';
import { startTestServer, type Answer, type CallOptions, type TestServer } from '../support/server.ts';

const HOUR = 3_600_000;
const refused = (answer: Answer): string => (answer.json as { refused?: string } | null)?.refused ?? 'ok';
const tokenOf = (url: string): string => /#answer=(.+)$/.exec(url)?.[1] ?? assert.fail(url);

describe('核实单 over HTTP', function () {
  this.timeout(30_000);
  let server: TestServer;
  let nowMs = Date.UTC(2026, 10, 25, 4);
  let mo = '';
  let claim = '';
  let body = '';
  let point = '';
  const call = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
    server.call(method, path, options);
  const ask = async (change: Readonly<Record<string, unknown>> = {}) => {
    const draft = { body, point, question: '水质检测结果如何？', contact: '值班室 12345', ...change };
    const answer = await call('POST', `/api/claims/${claim}/inquiries`, { cookie: mo, body: draft });
    assert.equal(answer.status, 200, answer.text);
    return answer.json as { inquiry: InquiryView; link: { url: string; untilMs: number } };
  };
  const oneTime = (token: string, path = '', more: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    call('POST', `/api/one-time${path}`, { body: { token, ...more } });
  const ANSWER = { act: 'answer', text: '检测合格', signedBy: '县供水公司' };

  before(async () => {
    server = await startTestServer({}, () => nowMs);
    mo = await server.logIn('mo', ['monitor']);
    const ping = await server.logIn('ping', ['approver']);
    const made = await call('POST', '/api/bodies', { cookie: ping, body: { name: '县供水公司', contact: '调度室' } });
    body = (made.json as { id: string }).id;
    const opened = await call('POST', '/api/claims', {
      cookie: mo,
      body: { title: '城东自来水有毒', origin: { from: 'hand' }, text: '听说王小明家喝水住院了' },
    });
    assert.equal(opened.status, 200, opened.text);
    claim = (opened.json as { claim: { id: string } }).claim.id;
    const text = '东湖花园3号楼2单元501室的自来水发黄';
    const acted = await call('POST', `/api/claims/${claim}/acts`, { cookie: mo, body: { act: 'point-add', text } });
    assert.equal(acted.status, 200, acted.text);
    point = (acted.json as { claim: { points: { id: string }[] } }).claim.points[0]?.id ?? assert.fail();
  });
  after(async () => {
    assert.deepEqual(server.errors, []);
    await server.stop();
  });

  it('a department without an account looks as often as it likes, and answers once', async () => {
    const { inquiry, link } = await ask();
    const token = tokenOf(link.url);
    for (let times = 0; times < 20; times += 1) {
      const look = (await oneTime(token)).json as OneTimeView;
      assert.equal(look.what, 'answer');
    }
    assert.equal((await call('GET', `/?answer=${token}`)).status < 500, true);
    const done = await oneTime(token, '/acts', ANSWER);
    assert.equal(done.status, 200, done.text);
    const { task } = done.json as { task: InquiryTask };
    assert.deepEqual([task.state, task.answers[0]?.signedBy], ['answered', '县供水公司']);
    assert.equal(refused(await oneTime(token, '/acts', ANSWER)), 'link-used');
    assert.equal(refused(await oneTime(token)), 'link-used');
    const rows = (await call('GET', `/api/claims/${claim}/inquiries`, { cookie: mo })).json as InquiryView[];
    assert.equal(rows.find(({ id }) => id === inquiry.id)?.answers[0]?.by, `body:${body}`);
  });

  it('of twenty answers at once by one link exactly one counts', async () => {
    const token = tokenOf((await ask()).link.url);
    const all = await Promise.all(Array.from({ length: 20 }, () => oneTime(token, '/acts', ANSWER)));
    assert.equal(all.filter(({ status }) => status === 200).length, 1);
  });

  it('the department sees the point covered and nothing of the claim', async () => {
    const { link } = await ask();
    const { text } = await oneTime(tokenOf(link.url));
    assert.match(text, /自来水发黄/);
    for (const secret of ['有毒', '王小明', '501', claim, 'mo"']) assert.ok(!text.includes(secret), secret);
  });

  it('a new link ends the one before; closing ends both', async () => {
    const { inquiry, link } = await ask();
    const renewed = await call('POST', `/api/inquiries/${inquiry.id}/link`, { cookie: mo });
    const fresh = tokenOf((renewed.json as { url: string }).url);
    assert.equal(refused(await oneTime(tokenOf(link.url))), 'link-used');
    assert.equal(refused(await oneTime(fresh)), 'ok');
    const closed = { act: 'close', note: '不再需要' };
    assert.equal((await call('POST', `/api/inquiries/${inquiry.id}/acts`, { cookie: mo, body: closed })).status, 200);
    assert.equal(refused(await oneTime(fresh)), 'link-used');
  });

  it('given back by the link, and asked again with a new one', async () => {
    const { inquiry, link } = await ask();
    const back = await oneTime(tokenOf(link.url), '/acts', { act: 'give-back', note: '属住建局' });
    assert.equal((back.json as { task: InquiryTask }).task.state, 'returned');
    const again = { act: 'ask-again', note: '经确认属贵单位' };
    assert.equal((await call('POST', `/api/inquiries/${inquiry.id}/acts`, { cookie: mo, body: again })).status, 200);
    assert.equal(refused(await oneTime(tokenOf(link.url))), 'link-used');
  });

  it('a file by the link goes with the answer; a wrong token stores nothing', async () => {
    const { link } = await ask();
    const token = tokenOf(link.url);
    const upload = (line: string, name = '报告.txt'): Promise<Response> =>
      fetch(`${server.url}/api/one-time/files?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: `${line}\n浊度 0.3 NTU，余氯 0.4 mg/L，检测合格。`,
      });
    assert.equal((await upload('A'.repeat(43))).status, 410);
    assert.equal((await upload('A'.repeat(5_000))).status, 410);
    const stored = await upload(token);
    assert.equal(stored.status, 200);
    const file = (await stored.json()) as Readonly<Record<string, unknown>>;
    const made = { ...file, sha256: 'b'.repeat(64) };
    assert.equal(refused(await oneTime(token, '/acts', { ...ANSWER, files: [made] })), 'file-missing');
    const many = Array.from({ length: LINK_FILES_MAX + 1 }, () => file);
    assert.equal(refused(await oneTime(token, '/acts', { ...ANSWER, files: many })), 'bad-input');
    assert.equal((await oneTime(token, '/acts', { ...ANSWER, files: [file] })).status, 200);
  });

  it('a link takes a few files and then ever more slowly', async () => {
    const token = tokenOf((await ask()).link.url);
    const put = async (n: number): Promise<number> => {
      const url = `${server.url}/api/one-time/files?name=a.txt`;
      return (await fetch(url, { method: 'POST', body: `${token}\n第 ${n} 份文件` })).status;
    };
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) statuses.push(await put(n));
    assert.ok(statuses.includes(429), String(statuses));
  });

  it('the link outlives weeks and not half a year', async () => {
    const { link } = await ask({ dueMs: nowMs + 24 * HOUR });
    assert.equal(link.untilMs, nowMs + LINK_MS_OF.answer);
  });

  it('a person of the department sees and answers its own alone', async () => {
    // The wrong tokens of the tests above have slowed this network.
    nowMs += 2 * HOUR;
    mo = await server.logIn('mia', ['monitor']);
    const deng = await server.logIn('deng', ['department']);
    assert.deepEqual((await call('GET', '/api/tasks', { cookie: deng })).json, []);
    const ping = await server.logIn('pei', ['approver']);
    const people = (await call('GET', '/api/duty', { cookie: ping })).json as { staff: { id: string; name: string }[] };
    const id = people.staff.find(({ name }) => name === 'deng')?.id;
    const { inquiry } = await ask();
    const acts = `/api/inquiries/${inquiry.id}/acts`;
    assert.equal(refused(await call('POST', acts, { cookie: deng, body: ANSWER })), 'no-permission');
    const draft = { name: '县供水公司', contact: '调度室', people: [id] };
    assert.equal((await call('PUT', `/api/bodies/${body}`, { cookie: ping, body: draft })).status, 200);
    const tasks = (await call('GET', '/api/tasks', { cookie: deng })).json as InquiryTask[];
    assert.equal(tasks[0]?.state, 'sent');
    assert.ok(!JSON.stringify(tasks).includes(claim));
    assert.equal(refused(await call('GET', `/api/claims/${claim}/inquiries`, { cookie: deng })), 'no-permission');
    assert.equal((await call('POST', acts, { cookie: deng, body: ANSWER })).status, 200);
  });
});
