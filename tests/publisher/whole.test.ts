import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelView, StatementDeliveries } from '../../api/contract/index.ts';
import type { StatementDetail } from '../../api/contract/statement-view.ts';
import { aForm } from '../desk/statements/writing.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

type Heard = { readonly body: string; readonly timestamp: string; readonly signature: string };

/** From the approval to the page, the feeds and a receiver outside, through the real server. */
describe('a statement on its way out', function () {
  this.timeout(30_000);
  let server: TestServer;
  let receiver: Server;
  let hook = '';
  let onHeard: (heard: Heard) => void = () => undefined;
  let [ada, wei, ping] = ['', '', ''];
  let channel: ChannelView;

  before(async () => {
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        response.end('{}');
        const header = (name: string): string => String(request.headers[name] ?? '');
        onHeard({ body, timestamp: header('x-firstword-timestamp'), signature: header('x-firstword-signature') });
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    hook = `http://127.0.0.1:${port}/hook`;
    server = await startTestServer({ allowPrivate: [`127.0.0.1:${port}`] });
    ada = await server.logIn('ada', ['administrator']);
    wei = await server.logIn('wei', ['writer']);
    ping = await server.logIn('ping', ['approver']);
    const made = await server.call('POST', '/api/channels', {
      cookie: ada,
      body: { ...WORDS, address: { kind: 'webhook', url: hook } },
    });
    assert.equal(made.status, 200, made.text);
    channel = made.json as ChannelView;
  });
  after(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  const WORDS = { name: '融媒体中心', audience: '全县 12 万订阅用户', alerts: false, statements: true };
  const page = async (path: string): Promise<string> =>
    (await fetch(`http://127.0.0.1:${server.running.publicPort}/${path}`)).text();
  const post = async (path: string, cookie: string, body: unknown): Promise<StatementDetail> => {
    const answer = await server.call('POST', `/api/statements${path}`, { cookie, body });
    assert.equal(answer.status, 200, answer.text);
    return answer.json as StatementDetail;
  };
  const deliveriesOf = async (id: string): Promise<StatementDeliveries> =>
    (await server.call('GET', `/api/statements/${id}/deliveries`, { cookie: wei })).json as StatementDeliveries;
  async function released(draft: object, change: Parameters<typeof aForm>[0]): Promise<StatementDetail> {
    const { id } = (await post('', wei, draft)).statement;
    const form = aForm({ verified: [{ text: '县疾控中心检测6个点位，均未检出。', evidence: [] }], ...change });
    const saved = await post(`/${id}/versions`, wei, { base: 1, form: { ...form, nextMs: Date.now() + 3_600_000 } });
    const { sha256 } = saved.lint;
    await post(`/${id}/acts`, wei, { act: 'submit', sha256 });
    await post(`/${id}/acts`, ping, { act: 'approve', sha256 });
    return post(`/${id}/acts`, ping, { act: 'release', channels: ['page', String(channel.id)], sha256 });
  }

  it('shows whom it will reach before the last click', async () => {
    const choices = (await server.call('GET', '/api/publishing/channels', { cookie: ping })).json as readonly {
      readonly id: string;
      readonly audience: string;
    }[];
    assert.deepEqual(
      choices.map(({ id }) => id),
      ['page', channel.id],
    );
    assert.equal(choices[1]?.audience, '全县 12 万订阅用户');
  });

  it('never tells where a channel leads to, and tells the signing key of a webhook once', async () => {
    assert.match(channel.signingKey ?? '', /^[0-9a-f]{64}$/);
    const listed = await server.call('GET', '/api/channels', { cookie: ada });
    assert.ok(!listed.text.includes(hook) && !listed.text.includes(channel.signingKey ?? '?'));
    assert.equal((await server.call('GET', '/api/channels', { cookie: ping })).status, 403);
  });

  it('is on the page, in both feeds and with the receiver, exactly as approved; then it is corrected', async () => {
    const arrived = new Promise<Heard>((done) => (onHeard = done));
    const { statement } = await released({ kind: 'notice' }, {});
    assert.equal(statement.state, 'published');
    const { body, timestamp, signature } = await arrived;
    const wanted = createHmac('sha256', channel.signingKey ?? '')
      .update(`${timestamp}.${body}`)
      .digest('hex');
    assert.equal(signature, `sha256=${wanted}`);
    const said = JSON.parse(body) as { title: string; statement: { sha256: string } };
    const [version] = statement.versions.slice(-1);
    assert.equal(said.statement.sha256, version?.sha256);
    const title = version?.form.title ?? '?';
    assert.equal(said.title, title);
    for (const path of ['index.html', `statements/${statement.no}.html`, 'feed.xml', 'feed.json'])
      assert.ok((await page(path)).includes(title), path);
    while ((await deliveriesOf(statement.id)).deliveries.some(({ state }) => state === 'waiting'))
      await new Promise((done) => setTimeout(done, 10));
    const { deliveries, handOverText, held } = await deliveriesOf(statement.id);
    assert.deepEqual(
      deliveries.map(({ state }) => state),
      ['sent', 'sent'],
    );
    assert.ok(held === null && handOverText.startsWith(title));
    await post(`/${statement.id}/acts`, ping, { act: 'hand', to: '县融媒体中心' });
    assert.deepEqual(
      (await deliveriesOf(statement.id)).handedTo.map(({ to, by }) => [to, by]),
      [['县融媒体中心', 'ping']],
    );

    const changed = '复测时间由14时10分改为14时20分。';
    const correction = (await released({ kind: 'correction', corrects: statement.id }, { changed })).statement;
    assert.equal(correction.state, 'published');
    assert.match(await page(`statements/${statement.no}.html`), /这份通报已经更正/);
    assert.match(await page(`statements/${correction.no}.html`), /改了什么/);
    const facts = server.running.parts.journal.read(1, 1_000).filter(({ kind }) => kind === 'statement-published');
    assert.deepEqual(
      facts.map(({ actor }) => actor),
      ['machine', 'machine'],
    );
  });

  it('a draft, and one that waits for its hour, are nowhere to be seen', async () => {
    const { id } = (await post('', wei, { kind: 'notice' })).statement;
    const form = aForm({ title: '还没有公布的标题' });
    await post(`/${id}/versions`, wei, { base: 1, form });
    for (const path of ['index.html', 'feed.xml', 'feed.json']) assert.ok(!(await page(path)).includes('还没有公布'));
  });

  it('the office says on the page how it is reached', async () => {
    const change = { contact: '值班电话 0000-123456', url: 'https://fact.example.gov.cn/' };
    const answer = await server.call('PATCH', '/api/public-page', { cookie: ada, body: change });
    assert.deepEqual(answer.json, { ...change, url: 'https://fact.example.gov.cn', media: '', basis: '' });
    assert.match(await page('about.html'), /0000-123456/);
    assert.match(await page('feed.json'), /https:\/\/fact\.example\.gov\.cn\/statements\/1\.html/);
    assert.equal((await server.call('PATCH', '/api/public-page', { cookie: wei, body: change })).status, 403);
  });
});
