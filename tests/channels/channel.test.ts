import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSender, type Message, type Sender, type Target } from '../../api/channels/channel.ts';

const DIGEST: Message = {
  title: '先声：舆情提示（内部）',
  lines: ['龙泉水厂 · 供水排水：有 9 条'],
  link: 'https://desk.example/alerts',
};
const KEY = 'a-key-for-tests';
const NOW_MS = 1_795_000_000_000;

type Heard = { readonly url: string; readonly headers: Readonly<Record<string, unknown>>; readonly body: string };

describe('a channel', () => {
  let server: Server;
  let port = 0;
  let heard: Heard[] = [];
  let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: '{}' };
  let sender: Sender;

  before(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        heard.push({ url: request.url ?? '', headers: request.headers, body });
        response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    port = (server.address() as AddressInfo).port;
    sender = createSender({ allowed: new Set([`127.0.0.1:${port}`]), nowMs: () => NOW_MS });
  });
  beforeEach(() => {
    heard = [];
    answer = { status: 200, body: '{"errcode":0}' };
  });
  after(async () => {
    await sender.close();
    server.close();
  });
  const to = (kind: 'webhook' | 'wecom'): Target => {
    const url = `http://127.0.0.1:${port}/hook`;
    return kind === 'webhook' ? { kind, url, signingKey: KEY } : { kind, url };
  };

  it('that is a webhook signs what it sends, with the time', async () => {
    assert.equal(await sender.send(to('webhook'), DIGEST), null);
    const [{ headers, body } = { headers: {} as Heard['headers'], body: '' }] = heard;
    const timestamp = String(NOW_MS / 1_000);
    assert.equal(headers['x-firstword-timestamp'], timestamp);
    const wanted = createHmac('sha256', KEY).update(`${timestamp}.${body}`).digest('hex');
    assert.equal(headers['x-firstword-signature'], `sha256=${wanted}`);
    assert.deepEqual(JSON.parse(body), DIGEST);
  });

  it('that is a WeCom robot has failed when it answers 200 with an error code', async () => {
    assert.equal(await sender.send(to('wecom'), DIGEST), null);
    answer = { status: 200, body: '{"errcode":45009,"errmsg":"api freq out of limit"}' };
    assert.match((await sender.send(to('wecom'), DIGEST)) ?? '', /45009/);
    assert.equal(JSON.parse(heard[0]?.body ?? '{}').msgtype, 'markdown');
  });

  it('that is a DingTalk robot is asked with a sign made of its secret, and has failed at an error code', async () => {
    const secret = 'SEC-for-tests';
    const target: Target = { kind: 'dingtalk', url: `http://127.0.0.1:${port}/robot?access_token=t`, secret };
    assert.equal(await sender.send(target, DIGEST), null);
    const asked = new URL(heard[0]?.url ?? '', 'http://x/').searchParams;
    const sign = createHmac('sha256', secret).update(`${NOW_MS}\n${secret}`).digest('base64');
    assert.deepEqual(
      [asked.get('access_token'), asked.get('timestamp'), asked.get('sign')],
      ['t', String(NOW_MS), sign],
    );
    answer = { status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' };
    assert.match((await sender.send(target, DIGEST)) ?? '', /310000/);
    answer = { status: 200, body: 'ok' };
    assert.match((await sender.send(target, DIGEST)) ?? '', /无/);
  });

  it('that is an SMS gateway gets its template filled in, escaped for what it is', async () => {
    const sms = (template: string, contentType: 'application/json' | 'application/x-www-form-urlencoded'): Target => ({
      ...{ kind: 'sms', url: `http://127.0.0.1:${port}/sms`, template, contentType },
      ...{ success: '"code":0', authorization: 'Bearer t' },
    });
    const message = { title: '说"水"\n&停', lines: [], link: 'https://page.example/1' };
    answer = { status: 200, body: '{"code":0}' };
    assert.equal(await sender.send(sms('{"content":"{text}"}', 'application/json'), message), null);
    assert.deepEqual(JSON.parse(heard[0]?.body ?? ''), { content: '说"水"\n&停 https://page.example/1' });
    assert.equal(heard[0]?.headers['authorization'], 'Bearer t');
    assert.equal(await sender.send(sms('to=all&c={title}', 'application/x-www-form-urlencoded'), message), null);
    assert.equal(new URLSearchParams(heard[1]?.body ?? '').get('c'), message.title);
    answer = { status: 200, body: '{"code":7}' };
    assert.match((await sender.send(sms('{text}', 'application/json'), message)) ?? '', /成功标记/);
  });

  it('a text cannot make markup, a mention or a false link in a work chat', async () => {
    const message = {
      title: '<@all> **大**',
      lines: ['[点这里](https://evil.example)'],
      link: 'https://page.example/',
    };
    assert.equal(await sender.send(to('wecom'), message), null);
    const { content } = (JSON.parse(heard[0]?.body ?? '{}') as { markdown: { content: string } }).markdown;
    assert.ok(!/<@all>|\]\(/.test(content), content);
    assert.ok(content.endsWith('\nhttps://page.example/'));
  });

  it('gets a long digest within the limit of its messages', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `${i} ${'很长的一行'.repeat(60)}`);
    assert.equal(await sender.send(to('wecom'), { ...DIGEST, lines }), null);
    const { markdown } = JSON.parse(heard[0]?.body ?? '{}') as { markdown: { content: string } };
    assert.ok(Buffer.byteLength(markdown.content) <= 4_096);
  });

  it('that answers an error or moves away has failed; a redirect is not followed', async () => {
    answer = { status: 503, body: '' };
    assert.match((await sender.send(to('webhook'), DIGEST)) ?? '', /503/);
    answer = { status: 302, body: '', headers: { location: `http://127.0.0.1:${port}/elsewhere` } };
    assert.match((await sender.send(to('webhook'), DIGEST)) ?? '', /302/);
    assert.equal(heard.length, 2);
  });

  it('on a private network is never connected to, in any spelling', async () => {
    const strict = createSender({ allowed: new Set(), nowMs: () => NOW_MS });
    const spellings = [
      `127.0.0.1:${port}`,
      `2130706433:${port}`,
      `0x7f.1:${port}`,
      `[::1]:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `localhost:${port}`,
    ];
    for (const host of spellings) {
      const why = await strict.send({ kind: 'webhook', url: `http://${host}/`, signingKey: KEY }, DIGEST);
      assert.notEqual(why, null, host);
    }
    assert.equal(heard.length, 0);
    await strict.close();
  });
});
