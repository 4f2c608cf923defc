import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { ANSWER_TEXT_CHARS_MAX, type AnswersDone, type ConsultationView } from '../../api/contract/consultation.ts';
import type { InboxView } from '../../api/contract/index.ts';
import { startServer } from '../../api/main.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';

const NUMBER = /<strong>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})<\/strong>/;
const DAY_MS = 24 * 3_600_000;
const DRAFT = {
  ...{ title: '河西路改单行', question: '早高峰改单行，您同意吗？', whom: '河西路沿线住户' },
  options: ['同意', '不同意'],
};

/** From the form on its page to the count, and to what its page says in the end; through the real server. */
describe('an answer to a consultation', function () {
  this.timeout(60_000);
  let server: TestServer;
  let nowMs = Date.UTC(2026, 10, 25, 4);
  let [ada, mo, lin] = ['', '', ''];
  let id = '';
  let no = 0;
  let isAgain = false;
  before(async () => {
    server = await startTestServer({}, () => nowMs);
    ada = await server.logIn('ada', ['administrator']);
    mo = await server.logIn('mo', ['monitor']);
    lin = await server.logIn('lin', ['leader']);
  });
  after(async () => {
    if (isAgain) {
      await server.running.close();
      rmSync(server.config.dataDir, { recursive: true, force: true });
    } else await server.stop();
    assert.deepEqual(server.errors, []);
  });

  const open = (path: string, form?: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`http://127.0.0.1:${server.running.publicPort}/${path}`, {
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
  const page = async (path = `consultations/${no}.html`): Promise<string> => (await open(path)).text();
  const say = (more: Readonly<Record<string, string>> = {}): Promise<Response> => {
    nowMs += 1_000;
    return open('inbox/opinion', { consultation: String(no), option: '1', group: '家长', text: '绕两公里', ...more });
  };
  const act = (body: object, cookie = mo): Promise<Answer> =>
    server.call('POST', `/api/consultations/${id}/acts`, { cookie, body });
  const handle = (body: object, cookie = mo): Promise<Answer> =>
    server.call('POST', `/api/consultations/${id}/answers`, { cookie, body });
  const inbox = async (): Promise<InboxView> =>
    (await server.call('GET', '/api/inbox', { cookie: mo })).json as InboxView;
  const view = async (): Promise<ConsultationView | undefined> =>
    ((await server.call('GET', '/api/consultations', { cookie: mo })).json as ConsultationView[])[0];
  const waiting = async (): Promise<string[]> => (await inbox()).answers[0]?.answers.map((each) => each.id) ?? [];

  it('a draft is nowhere in public; the start puts it on a page, a list and into the feeds at once', async () => {
    const body = { ...DRAFT, untilMs: nowMs + 14 * DAY_MS };
    const made = (await server.call('POST', '/api/consultations', { cookie: mo, body })).json as ConsultationView;
    [id, no] = [made.id, made.no];
    assert.equal(made.page, '');
    for (const path of ['index.html', 'consultations.html', 'feed.json', 'feed.xml', `consultations/${no}.html`])
      assert.ok(!(await page(path)).includes('河西路'), path);
    assert.equal((await say()).status, 404, 'nor does a draft take answers');
    assert.equal((await act({ act: 'start' }, lin)).status, 403);
    const started = (await act({ act: 'start' })).json as ConsultationView;
    assert.equal(started.page, `consultations/${no}.html`);
    for (const path of ['index.html', 'consultations.html', 'feed.json', 'feed.xml'])
      assert.ok((await page(path)).includes('河西路'), path);
    assert.match(await page(), /还有 14 天[\s\S]*沿线住户[\s\S]*<form/);
  });

  it('is taken without a name, masked, with a receipt; hostile words are words', async () => {
    const given = await say({ text: '我是13812345678，<script>alert(1)</script>' });
    const said = await given.text();
    assert.equal(given.status, 200, said);
    assert.ok(NUMBER.test(said) && !said.includes('<script'));
    await say({ group: '其他', other: '司机13912345678' });
    await say({ option: 'none', group: '', text: '改天再说' });
    const { requests, answers } = await inbox();
    assert.equal(requests.length, 0, 'they do not stand among the other requests');
    const [mine] = answers;
    assert.deepEqual([mine?.waiting, mine?.byOption], [3, [0, 2, 1]]);
    assert.deepEqual(
      mine?.answers.map(({ option }) => option),
      [1, 1, null],
    );
    assert.ok(!/13812345678|13912345678/.test(JSON.stringify(answers)), 'not masked');
    assert.match(mine?.byGroup.map(({ group }) => group).join() ?? '', /司机/);
  });

  it('is refused in words where it is empty, too long, of another option, or filled in by a machine', async () => {
    const wrong: readonly Readonly<Record<string, string>>[] = [
      { option: '2' },
      { option: '' },
      { option: '-1' },
      { option: 'none', text: ' \r\n ' },
      { text: '水'.repeat(ANSWER_TEXT_CHARS_MAX + 1) },
      { homepage: 'http://spam.example' },
      { group: '家'.repeat(40) },
    ];
    for (const each of wrong) {
      const answer = await say(each);
      assert.equal(answer.status, 400, JSON.stringify(each).slice(0, 60));
      assert.match(await answer.text(), /<h1>没有提交成功/);
    }
    assert.equal((await open('inbox/ask', { kind: 'opinion', text: '绕过去' })).status, 400);
    assert.equal((await inbox()).answers[0]?.waiting, 3);
    const lost = await say({ consultation: '999', text: '我的话' });
    assert.equal(lost.status, 404);
    assert.match(await lost.text(), /没有这次征求意见[\s\S]*action="..\/inbox\/ask"[\s\S]*我的话/);
  });

  it('a batch is counted once, whoever clicks how often, and the receipts say so', async () => {
    const number = NUMBER.exec(await (await say({ group: '商户', text: '影响生意' })).text())?.[1] ?? '';
    const requests = await waiting();
    const body = { act: 'count', requests, texts: [requests[3]], groups: [] };
    const [one, other] = (await Promise.all([handle(body), handle(body)])).map(({ json }) => json as AnswersDone);
    assert.equal((one?.done ?? 0) + (other?.done ?? 0), 4, 'two clicks at once');
    assert.deepEqual((await handle(body)).json, { done: 0, before: 4 });
    const held = await view();
    assert.deepEqual([held?.total, held?.byOption, held?.waiting], [4, [0, 3, 1], 0]);
    assert.ok(held?.opinions.every(({ via }) => via === 'inbox'));
    assert.deepEqual(
      held?.opinions.map(({ summary }) => summary).filter((summary) => summary !== ''),
      ['影响生意'],
    );
    assert.deepEqual(held?.byGroup.map(({ group }) => group).toSorted(), ['其他', '商户', '家长'].toSorted());
    const endMs = Date.now() + 5_000;
    for (let said = ''; !said.includes('已计入“河西路改单行”');) {
      assert.ok(Date.now() < endMs, said);
      said = await (await open('inbox/receipt', { receipt: number })).text();
      assert.ok(!said.includes('满意吗'), 'a count is no service to be rated');
      await new Promise((done) => setTimeout(done, 50));
    }
  });

  it('a citizen’s own word for a group is counted as staff say, else as 其他', async () => {
    await say({ group: '其他', other: '出租车司机' });
    const groups = [{ written: '出租车司机', counted: '司机' }];
    assert.equal((await handle({ act: 'count', requests: await waiting(), groups })).status, 200);
    assert.ok((await view())?.byGroup.some(({ group }) => group === '司机'));
  });

  it('is set aside with a reason that the receipt tells, and then not counted', async () => {
    await say({ text: '低价装修' });
    const requests = await waiting();
    assert.equal((await handle({ act: 'set-aside', requests, reason: '' })).status, 400);
    assert.deepEqual((await handle({ act: 'set-aside', requests, reason: '广告' })).json, { done: 1, before: 0 });
    assert.deepEqual((await handle({ act: 'count', requests })).json, { done: 0, before: 1 });
    assert.equal((await view())?.total, 5);
  });

  it('is the business of those who handle consultations, and of this one alone', async () => {
    await say();
    const requests = await waiting();
    for (const cookie of [ada, lin]) assert.equal((await handle({ act: 'count', requests }, cookie)).status, 403);
    await open('inbox/ask', { kind: 'concern', text: '路灯坏了' });
    const other = (await inbox()).requests[0]?.id;
    assert.equal((await handle({ act: 'count', requests: [other] })).status, 404);
    const elsewhere = { ...DRAFT, title: '另一件', untilMs: nowMs + DAY_MS };
    const made = await server.call('POST', '/api/consultations', { cookie: mo, body: elsewhere });
    const path = `/api/consultations/${(made.json as ConsultationView).id}/answers`;
    const answer = await server.call('POST', path, { cookie: mo, body: { act: 'count', requests } });
    assert.equal(answer.status, 404);
  });

  it('at the end of the period none is taken, and nothing that was written is lost', async () => {
    nowMs += 14 * DAY_MS;
    mo = await server.logIn('mo2', ['monitor']);
    const late = await say({ text: '来晚了' });
    assert.equal(late.status, 409);
    assert.match(await late.text(), /已经结束[\s\S]*action="..\/inbox\/ask"[\s\S]*关于“河西路改单行”：来晚了/);
    server.running.parts.publisher.look();
    assert.match(await page(), /已经截止，不再接收/);
    assert.ok(!(await page()).includes('<form'));
  });

  it('what came in time is counted after the end, and after a restart not again', async () => {
    await act({ act: 'close', note: '' });
    const requests = await waiting();
    assert.deepEqual((await handle({ act: 'count', requests })).json, { done: 1, before: 0 });
    const { config } = server;
    await server.running.close();
    const running = await startServer(config, { now: () => nowMs, onError: (error) => assert.fail(String(error)) });
    isAgain = true;
    server = { ...server, running, call: callTo(running.port) };
    assert.deepEqual((await handle({ act: 'count', requests })).json, { done: 0, before: 1 });
    const held = (await server.call('GET', '/api/consultations', { cookie: mo })).json as ConsultationView[];
    assert.equal(held.find((each) => each.id === id)?.total, 6);
  });

  it('its page says in the end how many took part, what was taken over and what was not, and why', async () => {
    const taken = [
      { what: '只在上学日单行', taken: true, why: '周末不堵' },
      { what: '取消车位', taken: false, why: '没有替代' },
    ];
    assert.equal((await act({ act: 'conclude', taken, decision: '上学日单行' })).status, 200);
    const text = await page();
    assert.match(text, /上学日单行[\s\S]*周末不堵[\s\S]*没有采纳[\s\S]*没有替代[\s\S]*计入 6 人次/);
    assert.match(text, /家长<\/th>\s*<td>&lt;5</);
    assert.ok(!text.includes('影响生意'), 'no word of anybody');
    assert.match(await page('feed.json'), /征求意见的结果/);
  });

  function callTo(port: number): TestServer['call'] {
    return async (method, path, { cookie = '', body } = {}) => {
      const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      return { status: reply.status, headers: reply.headers, text, json: text === '' ? null : JSON.parse(text) };
    };
  }
});
