import assert from 'node:assert/strict';
import type { InboxView, RequestView } from '../../api/contract/index.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';

const NUMBER = /<strong>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})<\/strong>/;

/** From the citizen's form to the desk and back to the receipt, through the real server. */
describe('a citizen’s request', function () {
  this.timeout(30_000);
  let server: TestServer;
  let [ada, mo, lin] = ['', '', ''];
  before(async () => {
    server = await startTestServer();
    ada = await server.logIn('ada', ['administrator']);
    mo = await server.logIn('mo', ['monitor']);
    lin = await server.logIn('lin', ['leader']);
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  const open = (path: string, form?: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`http://127.0.0.1:${server.running.publicPort}/${path}`, {
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
  const ask = async (kind: string, text: string): Promise<string> => {
    const page = await (await open('inbox/ask', { kind, text })).text();
    return NUMBER.exec(page)?.[1] ?? '';
  };
  /** What the receipt says now, by its number alone. */
  const receipt = async (number: string): Promise<string> => (await open('inbox/receipt', { receipt: number })).text();
  const inbox = async (cookie: string): Promise<readonly RequestView[]> =>
    ((await server.call('GET', '/api/inbox', { cookie })).json as InboxView).requests;
  const act = (id: string, cookie: string, body: unknown): Promise<Answer> =>
    server.call('POST', `/api/inbox/${id}/acts`, { cookie, body });
  /** The receipts follow within a second of the journal. */
  const says = async (number: string, words: RegExp): Promise<string> => {
    const endMs = Date.now() + 5_000;
    for (;;) {
      const page = await receipt(number);
      if (words.test(page)) return page;
      assert.ok(Date.now() < endMs, page);
      await new Promise((done) => setTimeout(done, 50));
    }
  };

  it('becomes a claim with its own words, and the receipt says that it was accepted', async () => {
    const number = await ask('check', '听说水厂被化工厂污染了，是真的吗？');
    const [request] = await inbox(mo);
    assert.equal(request?.receipt, 'received');
    const answer = await act(request?.id ?? '', mo, { act: 'open-claim', title: '自来水被化工厂污染' });
    assert.equal(answer.status, 200, answer.text);
    const view = answer.json as RequestView;
    const claim = view.handled?.claim ?? '';
    const held = await server.call('GET', `/api/claims/${claim}`, { cookie: mo });
    assert.ok(held.text.includes('听说水厂被化工厂污染了'));
    await says(number, /已受理/);
    // Once more: the same claim, not a second one.
    const again = (await act(view.id, mo, { act: 'open-claim', title: '又一条' })).json as RequestView;
    assert.equal(again.handled?.claim, claim);
  });

  it('becomes a concern', async () => {
    await ask('concern', '建设里路口的路灯坏了三天');
    const [request] = await inbox(mo);
    const answer = await act(request?.id ?? '', mo, { act: 'open-concern', title: '路灯不亮' });
    assert.equal(answer.status, 200, answer.text);
    const concern = (answer.json as RequestView).handled?.concern ?? '';
    assert.ok(server.running.parts.desk.state().concerns.size === 1 && concern !== '');
  });

  it('counts once in a consultation that is open, and the receipt says so', async () => {
    const draft = { title: '河西路改单行', question: '早高峰改单行，您同意吗？', options: ['同意', '不同意'] };
    const made = await server.call('POST', '/api/consultations', {
      cookie: mo,
      body: { ...draft, untilMs: Date.now() + 86_400_000 },
    });
    const { id } = made.json as { id: string };
    const number = await ask('concern', '河西路不要改单行，接孩子要绕两公里');
    const [request] = await inbox(mo);
    const opinion = { act: 'count-opinion', consultation: id, group: '家长', option: 1, summary: '绕路' };
    assert.equal((await act(request?.id ?? '', mo, opinion)).status, 409, 'it is not open yet');
    await server.call('POST', `/api/consultations/${id}/acts`, { cookie: mo, body: { act: 'start' } });
    assert.equal((await act(request?.id ?? '', mo, opinion)).status, 200);
    assert.equal((await act(request?.id ?? '', mo, opinion)).status, 409, 'it was counted');
    const [held] = (await server.call('GET', '/api/consultations', { cookie: mo })).json as {
      byOption: number[];
      opinions: { via: string }[];
    }[];
    assert.deepEqual([held?.byOption, held?.opinions.map(({ via }) => via)], [[0, 1, 0], ['inbox']]);
    await says(number, /已计入“河西路改单行”征求意见/);
  });

  it('is answered, rated by the one who holds the receipt, and the rate is seen at the desk', async () => {
    const number = await ask('check', '明天停水吗');
    const [request] = await inbox(mo);
    await act(request?.id ?? '', mo, { act: 'answer', answer: '不停水。' });
    const page = await says(number, /不停水/);
    const token = /name="token" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
    assert.equal((await open('inbox/satisfaction', { token, satisfaction: 'pleased' })).status, 200);
    assert.equal((await inbox(mo)).find(({ id }) => id === request?.id)?.satisfaction, 'pleased');
  });

  it('is declined with a reason that the receipt tells', async () => {
    const number = await ask('concern', '请帮我打官司');
    const [request] = await inbox(mo);
    assert.equal((await act(request?.id ?? '', mo, { act: 'decline', reason: '' })).status, 400);
    await act(request?.id ?? '', mo, { act: 'decline', reason: '请向县法律援助中心咨询。' });
    await says(number, /不予受理[\s\S]*法律援助/);
  });

  it('is the business of those who handle it: a leader sees none, an administrator those about own data', async () => {
    await ask('erasure', '网上那段写我的话');
    assert.equal((await server.call('GET', '/api/inbox', { cookie: lin })).status, 403);
    assert.deepEqual(
      (await inbox(ada)).map(({ kind }) => kind),
      ['erasure'],
    );
    const [mine] = await inbox(ada);
    assert.ok((await inbox(mo)).every(({ kind }) => kind !== 'erasure'));
    assert.equal((await act(mine?.id ?? '', mo, { act: 'answer', answer: '好' })).status, 404);
  });
});
