import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REQUEST_TEXT_CHARS_MAX, StatementId, type RequestId } from '../../api/contract/index.ts';
import { createPublicApp } from '../../api/public/app.ts';
import { FORM_BYTES_MAX } from '../../api/public/forms.ts';
import { ASKED_PER_HOUR } from '../../api/public/inbox.ts';
import { openFolder } from '../../api/publisher/folder.ts';
import { createReceipts, type Receipts } from '../../api/publisher/receipts.ts';
import type { ReceiptState } from '../../api/publisher/receipt-page.ts';
import { listingFiles } from '../../api/publisher/site.ts';
import { createInbox, INBOX_MAX, type Inbox } from '../../api/work/inbox.ts';
import { openWork, workPath, type Work } from '../../api/work/work.ts';
import { aSite } from '../publisher/statements.ts';

const NUMBER = /<strong>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})<\/strong>/;

describe('the public app', function () {
  this.timeout(30_000);
  let dir = '';
  let work: Work;
  let inbox: Inbox;
  let receipts: Receipts;
  let server: Server;
  let url = '';
  let network = 1;
  let state: ReceiptState['state'] = 'received';
  const rated: RequestId[] = [];
  const errors: unknown[] = [];

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'firstword-public-'));
    work = openWork({ dir: join(dir, 'work'), now: Date.now });
    inbox = createInbox(work, 'a-key-for-tests');
    const folder = openFolder(join(dir, 'public'));
    for (const [path, text] of listingFiles(aSite([]))) folder.write(path, text);
    receipts = createReceipts({
      folder,
      office: () => aSite([]),
      receipts: () =>
        inbox.list().map(({ token, kind, atMs, satisfaction }) => ({
          ...{ token, kind, askedMs: atMs, changedMs: atMs, satisfaction },
          ...{ state, answer: state === 'received' ? '' : '管道已修好。', statement: null },
        })),
    });
    const app = createPublicApp({
      folder: join(dir, 'public'),
      trustProxy: 1,
      office: () => aSite([]),
      inbox,
      statementOf: (no) => (no === 7 ? StatementId.parse('s7') : null),
      consultationOf: () => null,
      answeredMs: () => (state === 'answered' ? 1 : null),
      onRequest: () => receipts.write(),
      onSatisfaction: (id) => void rated.push(id),
      onError: (error) => errors.push(error),
    });
    server = createServer(app);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    work.close();
    rmSync(dir, { recursive: true });
    assert.deepEqual(errors, []);
  });
  beforeEach(() => (network += 1));

  const post = (path: string, body: Readonly<Record<string, string>> | string, headers = {}): Promise<Response> =>
    fetch(`${url}/inbox/${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': `198.51.100.${network}`,
        // As a form on somebody else's page would send it: there is nothing here that a foreign page could use.
        origin: 'https://evil.example',
        ...headers,
      },
      body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
    });
  const ask = async (text: string, more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const answer = await post('ask', { kind: 'check', text, ...more });
    const page = await answer.text();
    assert.equal(answer.status, 200, page);
    assert.equal(answer.headers.get('set-cookie'), null);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    return NUMBER.exec(page)?.[1] ?? '';
  };

  it('takes a request without a name, and gives a number with which to follow it', async () => {
    const number = await ask('听说水厂被污染了，是真的吗？', { where: '业主群' });
    assert.notEqual(number, '');
    // As it is read from paper: small letters, no dashes, a letter O for a nought.
    const typed = number.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const found = await post('receipt', { receipt: typed });
    assert.equal(found.status, 303);
    const address = new URL(found.headers.get('location') ?? '', `${url}/inbox/receipt`).href;
    const page = await fetch(address);
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.equal(page.headers.get('x-robots-tag'), 'noindex');
    const text = await page.text();
    assert.match(text, /已收到，等待处理/);
    assert.ok(!text.includes('水厂') && !text.includes(number), 'a receipt says nothing of what was asked');
  });

  it('keeps the number nowhere, and masks what is personal before it reaches the disk', async () => {
    const number = await ask('我是13812345678，身份证110105199003078888，邮箱li.si@example.com，请回电', {
      where: 'https://bbs.example/u/12345678?uid=998877&t=5',
    });
    const [kept] = inbox.list();
    assert.ok(
      kept !== undefined && !/13812345678|110105199003078888|li\.si@/.test(kept.text),
      'the text was not masked',
    );
    assert.ok(!/998877/.test(kept.where), kept.where);
    const files = [workPath(join(dir, 'work')), `${workPath(join(dir, 'work'))}-wal`].filter(existsSync);
    for (const file of files) {
      const bytes = readFileSync(file, 'latin1');
      for (const secret of ['13812345678', '110105199003078888', number, number.replaceAll('-', '')])
        assert.ok(!bytes.includes(secret), secret);
    }
  });

  it('knows nothing of a number that was never given', async () => {
    assert.equal((await post('receipt', { receipt: 'AAAA-BBBB-CCCC-DDDD' })).status, 404);
    assert.equal((await fetch(`${url}/receipts/${'0'.repeat(64)}.html`)).status, 404);
    assert.equal((await fetch(`${url}/receipts/`)).status, 404);
  });

  it('asks whether one is satisfied once there is an answer, and takes the first word', async () => {
    const number = await ask('路灯坏了');
    const token = inbox.tokenOf(number);
    assert.equal(
      (await post('satisfaction', { token, satisfaction: 'fair' })).status,
      409,
      'before there is an answer',
    );
    state = 'answered';
    receipts.write();
    const page = await (await fetch(`${url}/receipts/${token}.html`)).text();
    assert.ok(page.includes(`value="${token}"`));
    assert.equal((await post('satisfaction', { token, satisfaction: 'fair' })).status, 200);
    assert.deepEqual(rated, [inbox.byToken(token)?.id]);
    assert.equal((await post('satisfaction', { token, satisfaction: 'not' })).status, 409);
    assert.equal(inbox.byToken(token)?.satisfaction, 'fair');
    assert.equal((await post('satisfaction', { token: '../../etc', satisfaction: 'fair' })).status, 400);
    state = 'received';
  });

  it('ties a correction to the statement that it is about', async () => {
    await ask('时间写错了', { kind: 'correction', about: '7' });
    assert.equal(inbox.list()[0]?.about, 's7');
    await ask('时间写错了', { kind: 'correction', about: '8' });
    assert.equal(inbox.list()[0]?.about, null);
  });

  it('refuses what is empty, too long, of an unknown kind, or filled in by a machine; in words, as a page', async () => {
    const before = inbox.list().length;
    const wrong: readonly (readonly [Readonly<Record<string, string>> | string, number])[] = [
      [{ kind: 'check', text: '  \r\n ' }, 400],
      [{ kind: 'check', text: '水'.repeat(REQUEST_TEXT_CHARS_MAX + 1) }, 400],
      [{ kind: 'check', text: 'x'.repeat(FORM_BYTES_MAX) }, 413],
      [{ kind: 'takedown', text: '删掉它' }, 400],
      [{ kind: 'check', text: '问', homepage: 'http://spam.example' }, 400],
      [{ text: '问' }, 400],
      [Array.from({ length: 40 }, (_, at) => `f${at}=1`).join('&'), 413],
      ['%E0%A4%A=%', 400],
    ];
    for (const [body, status] of wrong) {
      const answer = await post('ask', body);
      assert.equal(answer.status, status, JSON.stringify(body).slice(0, 80));
      assert.match(await answer.text(), /<h1>/);
    }
    assert.equal(
      (await post('ask', '{"kind":"check","text":"x"}', { 'content-type': 'application/json' })).status,
      400,
    );
    assert.equal((await post('ask', 'kind=check', { 'content-encoding': 'gzip' })).status, 415);
    assert.equal(inbox.list().length, before);
  });

  it('shows hostile input to nobody as markup', async () => {
    const answer = await post('ask', { kind: 'concern', text: '<script>alert(1)</script>', where: '"><img src=x>' });
    assert.ok(!/<script|<img/.test(await answer.text()));
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.ok(!/script-src|unsafe/.test(policy));
  });

  it('slows one network down and no other', async () => {
    for (let at = 0; at < ASKED_PER_HOUR; at += 1) await ask('问');
    const answer = await post('ask', { kind: 'check', text: '问' });
    assert.equal(answer.status, 429);
    assert.match(await answer.text(), /过于频繁/);
    network += 1;
    await ask('问');
  });

  it('can be written to and not read from: no list, no method but POST', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await fetch(`${url}/inbox/ask`, { method });
      assert.equal(answer.status, 404, method);
    }
  });

  it('serves nothing outside its folder, no dot-file, and an unknown page as a page', async () => {
    writeFileSync(join(dir, 'public', '.secret'), 'x');
    for (const path of ['/.secret', '/..%2fwork%2fwork.sqlite', '/%2e%2e/work/work.sqlite', '/a/b/nothing.html']) {
      const answer = await fetch(url + path);
      assert.equal(answer.status, 404, path);
      assert.match(await answer.text(), /没有找到|<title>/);
    }
    const index = await fetch(`${url}/`);
    assert.equal(index.status, 200);
    assert.match(index.headers.get('x-content-type-options') ?? '', /nosniff/);
  });
});

describe('the inbox', () => {
  it('takes no more than it can hold, and says so', function () {
    this.timeout(60_000);
    const dir = mkdtempSync(join(tmpdir(), 'firstword-inbox-'));
    const work = openWork({ dir, now: Date.now });
    const shelf = { list: () => Array.from({ length: INBOX_MAX }) };
    const full = createInbox({ ...work, shelf: () => shelf as never }, 'key');
    assert.equal(full.isFull(), true);
    assert.equal(full.add({ kind: 'check', text: '' as never, where: '' as never, about: null }), null);
    work.close();
    rmSync(dir, { recursive: true });
  });
});
