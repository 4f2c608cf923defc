import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Page } from 'puppeteer-core';
import { createImporter } from '../../api/local/importer.ts';
import { historyRows } from '../../crawler/sample/history.ts';
import { browserPath, NO_BROWSER, openPage, textOf, type Opened } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';
import { ADDRESSES, listedPayloads, OWN_PAYLOADS } from './xss-payloads.ts';

const path = browserPath();
/** What a screen shows of a text without being asked. */
const SHOWN_CHARS = 200;
const NAME_CHARS = 60;
const BATCH_POSTS = 200;
const IMPORT_LINES = 1_000;
/** Of the long list every so manieth; all of them when faults are tried whole. */
const EVERY = process.env['FIRSTWORD_FAULTS'] === 'whole' ? 1 : 10;
/** Payloads that are put into addresses: each costs three screens. */
const ADDRESSED = 5;
const WAIT_MS = 15_000;

describe(`texts that would be code stay texts${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
  this.timeout(120_000);
  let server: TestServer;
  let opened: Opened;
  let posts = 0;
  /** Dialogs, calls of the marker, and requests to anywhere but the server. */
  const ran: string[] = [];

  before(async function () {
    if (path === null) return this.skip();
    assert.ok(existsSync(join(root, 'dashboard/dist/index.html')), 'the screens are not built: npm run build');
    server = await startTestServer();
    const cookie = await server.logIn('值班员', ['administrator', 'monitor']);
    await remember(server);
    posts = await seed(server, cookie);
    await server.running.parts.lookout.look();
    opened = await openPage(path);
    await guard(opened.page, server.url, ran);
    const [name = '', value = ''] = cookie.split('=');
    await opened.page.browserContext().setCookie({ name, value, domain: '127.0.0.1', path: '/' });
  });

  after(async () => {
    await opened?.close();
    await server?.stop();
  });

  const visit = async (address: string, mark: string): Promise<string> => {
    await opened.page.goto(server.url + address);
    return textOf(opened.page, mark, WAIT_MS);
  };
  /** The rule of this file, asked after each screen. */
  const nothingRan = async (): Promise<void> => {
    const alive = await opened.page.evaluate(() => {
      const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
      const code = attributes.filter(({ name, value }) => /^on/i.test(name) || /^\s*(java|vb)script:/i.test(value));
      const foreign = [...document.querySelectorAll('iframe,object,embed,base,meta[http-equiv],script')].filter(
        (element) => !(element instanceof HTMLScriptElement && element.src.startsWith(location.origin)),
      );
      return [...code.map(({ name }) => name), ...foreign.map((element) => element.outerHTML)];
    });
    assert.deepEqual({ ran, alive, complaints: opened.complaints }, { ran: [], alive: [], complaints: [] });
  };

  it('on the overview', async () => {
    assert.match(await visit('/', 'posts-24h'), /\d/);
    assert.ok(await textOf(opened.page, 'top-alert', WAIT_MS));
    await opened.page.waitForFunction(() => document.body.innerText.includes('onerror='), { timeout: WAIT_MS });
    await nothingRan();
  });

  it('on an alert with its sample', async () => {
    await visit('/alerts', 'alert-row');
    await opened.page.click('[data-test="alert-row"] a');
    assert.ok(await textOf(opened.page, 'alert-reason', WAIT_MS));
    assert.ok(await textOf(opened.page, 'alert-sample', WAIT_MS));
    await nothingRan();
  });

  it('in a search, on every page of it', async () => {
    await visit(`/search?q=${encodeURIComponent('停水')}`, 'search-hit');
    const hits = (): Promise<number> =>
      opened.page.evaluate(() => document.querySelectorAll('[data-test="search-hit"]').length);
    for (let had = await hits(); had < posts; had = await hits()) {
      await opened.page.evaluate(() => document.querySelector<HTMLElement>('footer > button.wide')?.click());
      await opened.page.waitForFunction(
        (before) => document.querySelectorAll('[data-test="search-hit"]').length > before,
        { timeout: WAIT_MS },
        had,
      );
    }
    // The ordinary past has spoken of it too: the newest are ours.
    assert.ok((await hits()) >= posts);
    assert.ok(await opened.page.evaluate(() => document.body.innerText.includes('<script>')));
    await nothingRan();
  });

  const screens = [
    ['/sources', 'source-row'],
    ['/lead', 'lead-text'],
    ['/settings/office', 'office-name'],
    ['/settings/journal', 'journal-row'],
    ['/settings/people', 'person-row'],
  ] as const;
  for (const [address, mark] of screens) {
    it(`on ${address}`, async () => {
      await visit(address, mark);
      await nothingRan();
    });
  }

  it('on the lexicon, and in every address', async () => {
    for (const payload of OWN_PAYLOADS.slice(0, ADDRESSED)) {
      const code = encodeURIComponent(payload.slice(0, NAME_CHARS));
      for (const [address, mark] of [
        [`/lexicon?place=${code}`, '.card'],
        [`/search?q=${code}`, '[data-test="search-total"]'],
        [`/#setup=${code}`, '[data-test="setup-submit"]'],
      ] as const) {
        await opened.page.goto('about:blank');
        await opened.page.goto(server.url + address);
        await opened.page.waitForSelector(mark, { timeout: WAIT_MS });
      }
      // No screen may be there: what is answered is looked at all the same.
      await opened.page.goto(`${server.url}/alerts/${code}`);
    }
    await nothingRan();
  });

  it('a lead is answered with its own words', async () => {
    await visit('/lead', 'lead-text');
    const words = `停水通知 ${OWN_PAYLOADS[1] ?? ''}`;
    await opened.page.type('[data-test="lead-text"]', words);
    await opened.page.click('[data-test="lead-submit"]');
    await textOf(opened.page, 'lead-done', WAIT_MS);
    await nothingRan();
  });

  it('a policy with Trusted Types stands behind them', async () => {
    const { headers } = await server.call('GET', '/');
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    const refused = await opened.page.evaluate(() => {
      try {
        document.body.innerHTML = '<img src=x onerror=ran(99)>';
        return 'taken';
      } catch (error) {
        return error instanceof Error ? error.name : 'unknown';
      }
    });
    assert.equal(refused, 'TypeError');
    assert.deepEqual(ran, []);
  });
});

/** A month of ordinary days, so that a baseline stands. */
async function remember(server: TestServer): Promise<void> {
  const lines = [...historyRows(Date.now())].map((row) => JSON.stringify(row));
  const take = createImporter(server.running.parts);
  for (let from = 0; from < lines.length; from += IMPORT_LINES) await take(lines.slice(from, from + IMPORT_LINES));
}

/** Payloads in every field that somebody outside can fill; how many posts a search for 停水 finds. */
async function seed(server: TestServer, cookie: string): Promise<number> {
  const ask = async (method: string, address: string, body: unknown): Promise<unknown> => {
    const { status, json, text } = await server.call(method, address, { cookie, body });
    assert.ok(status < 300, `${method} ${address} ${JSON.stringify(body)}: ${status} ${text}`);
    return json;
  };
  const sources: string[] = [];
  for (const [at, payload] of OWN_PAYLOADS.slice(0, 5).entries()) {
    const draft = { kind: 'feed', name: payload.slice(0, NAME_CHARS), url: `https://news.example.org/${at}.xml` };
    sources.push(z.object({ id: z.string() }).parse(await ask('POST', '/api/sources', draft)).id);
  }
  const rows = packed([...OWN_PAYLOADS, ...listedPayloads().filter((_, at) => at % EVERY === 0)]).map((text, at) =>
    aRow(`停水 ${text}`, sources[at % sources.length] ?? '', at),
  );
  let accepted = 0;
  for (let from = 0; from < rows.length; from += BATCH_POSTS)
    accepted += (await server.running.parts.intake.ingest(rows.slice(from, from + BATCH_POSTS))).accepted;
  assert.equal(accepted, rows.length);
  for (const [at, payload] of OWN_PAYLOADS.slice(5, 9).entries()) {
    const criteria = { text: payload.slice(0, 100), topics: [] };
    await ask('POST', '/api/watches', { name: `${at}${payload}`.slice(0, NAME_CHARS), criteria });
    await ask('POST', '/api/leads', { text: `停水 ${payload}`, title: payload, channel: 'other', seenMs: Date.now() });
    accepted += 1;
  }
  await ask('PATCH', '/api/settings', { office: (OWN_PAYLOADS[1] ?? '').slice(0, NAME_CHARS) });
  await ask('POST', '/api/people', { name: '<svg onload=ran(30)>', roles: ['monitor'] });
  return accepted;
}

/** As many payloads to a text as are shown of it. */
function packed(payloads: readonly string[]): readonly string[] {
  const texts: string[] = [];
  let text = '';
  for (const payload of payloads) {
    if (text !== '' && text.length + payload.length > SHOWN_CHARS) {
      texts.push(text);
      text = '';
    }
    text += `${payload} `;
  }
  return [...texts, text];
}

function aRow(text: string, source: string, at: number): unknown {
  const id = createHash('sha256').update(`xss ${at}`).digest('hex').slice(0, 32);
  const nowMs = Date.now();
  const url = ADDRESSES[at % ADDRESSES.length];
  const title = text.slice(0, 110);
  const whole = { id, source, kind: 'thread', url, thread: id, floor: 1, title, text };
  return { ...whole, publishedMs: nowMs - at * 500, seenMs: nowMs, voice: id.slice(0, 16), backfill: false };
}

/** Notes whatever a script could do, from before the page's own first script. */
async function guard(page: Page, url: string, ran: string[]): Promise<void> {
  await page.exposeFunction('ran', (which: unknown) => ran.push(`ran(${String(which)})`));
  page.on('dialog', (dialog) => {
    ran.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const to = request.url();
    if (!to.startsWith(url) && !/^(?:data|blob|about):/.test(to)) ran.push(to);
  });
}
