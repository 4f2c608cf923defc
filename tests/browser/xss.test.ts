import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AlertView } from '../../api/contract/index.ts';
import { browserPath, NO_BROWSER, openPage, type Opened } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { openSite, type Site } from '../support/site.ts';
import { hostileTexts, PER_TEXT, storeTexts } from './hostile-texts.ts';
import { root } from '../support/source-files.ts';

const path = browserPath();
const MORE_MAX = 40;

type Watched = { readonly marks: readonly string[]; readonly violations: readonly string[] };

describe(`hostile texts on every screen${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
  this.timeout(180_000);
  let server: TestServer;
  let canary: Site;
  let opened: Opened;
  let payloads: readonly string[] = [];
  const dialogs: string[] = [];
  const strayed: string[] = [];
  let alertId = '';

  before(async function () {
    if (path === null) return this.skip();
    assert.ok(existsSync(join(root, 'dashboard/dist/index.html')), 'the screens are not built: npm run build');
    canary = await openSite();
    payloads = hostileTexts(canary.origin);
    server = await startTestServer();
    const cookie = await server.logIn('值班员', ['monitor', 'writer', 'administrator']);
    await storeTexts(server, cookie, payloads);
    await server.running.parts.lookout.look();
    const alerts = z.array(AlertView).parse((await server.call('GET', '/api/alerts?state=all', { cookie })).json);
    alertId = alerts[0]?.id ?? '';
    opened = await openPage(path);
    const { page } = opened;
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(server.url) && !/^(?:data:image|blob|about:blank)/.test(url)) strayed.push(url);
    });
    await page.evaluateOnNewDocument(() => {
      const violations: string[] = [];
      Object.assign(window, { violations });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
      );
    });
    const [name = '', value = ''] = cookie.split('=');
    await page.browserContext().setCookie({ name, value, domain: '127.0.0.1', path: '/', httpOnly: true });
  });

  after(async () => {
    await opened?.close();
    await server?.stop();
    await canary?.close();
  });

  /** What runs, or would: marks on the window, handlers, foreign elements and addresses in the page. */
  async function look(): Promise<Watched> {
    return opened.page.evaluate(() => {
      const all = [...document.querySelectorAll('*')];
      const told = 'ran' in window ? [`ran ${String(window.ran)}`] : [];
      for (const element of all) {
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name)) told.push(`${element.localName} ${name}`);
          if (
            /^(?:href|src|action|data|formaction)$/i.test(name) &&
            /^\s*(?:javascript|data:text|vbscript)/i.test(value)
          )
            told.push(`${element.localName} ${name}=${value.slice(0, 40)}`);
        }
        if (/^(?:iframe|object|embed|base|applet|frame|math)$/.test(element.localName)) told.push(element.localName);
        if (element instanceof HTMLScriptElement && !element.src.startsWith(location.origin)) told.push('script');
        if (element instanceof HTMLMetaElement && element.httpEquiv === 'refresh') told.push('refresh');
      }
      const violations =
        'violations' in window && Array.isArray(window.violations) ? window.violations.map(String) : [];
      return { marks: told, violations };
    });
  }

  async function open(address: string): Promise<string> {
    await opened.page.goto(server.url + address, { waitUntil: 'networkidle0', timeout: 20_000 });
    await opened.page.evaluate(() => {
      for (const element of document.querySelectorAll('main *'))
        for (const kind of ['mouseover', 'pointerenter', 'focus', 'focusin'])
          element.dispatchEvent(new Event(kind, { bubbles: true }));
    });
    return opened.page.evaluate(() => document.body.innerText);
  }

  async function isHarmless(address: string): Promise<void> {
    const { marks, violations } = await look();
    assert.deepEqual(marks, [], address);
    assert.deepEqual(violations, [], address);
    assert.deepEqual(dialogs, [], address);
    assert.deepEqual(strayed, [], address);
    assert.deepEqual(canary.pathsHit(), [], address);
  }

  const SCREENS = [
    ...['/', '/alerts', '/search', '/tone', '/lead', '/sources', '/lexicon'],
    ...['me', 'people', 'office', 'channel', 'journal', 'health'].map((tab) => `/settings/${tab}`),
  ];
  for (const address of SCREENS)
    it(`${address} shows them as text`, async () => {
      const text = await open(address);
      assert.ok(text.length > 40, text);
      await isHarmless(address);
    });

  it('an alert made of them shows them as text', async () => {
    assert.notEqual(alertId, '', 'no alert rose');
    const text = await open(`/alerts/${alertId}`);
    assert.match(text, /<\w+/);
    await isHarmless('alert');
  });

  it('all of them are drawn as hits of a search', async () => {
    await open('/search?q=%E5%81%9C%E6%B0%B4');
    const { page } = opened;
    for (let more = 0; more < MORE_MAX; more += 1) {
      const before = await page.$$eval('[data-test="search-hit"]', (hits) => hits.length);
      const button = await page.$('footer button.wide:not([disabled])');
      if (button === null) break;
      await button.evaluate((element) => (element instanceof HTMLElement ? element.click() : undefined));
      await page.waitForFunction(
        (count) => document.querySelectorAll('[data-test="search-hit"]').length > count,
        { timeout: 10_000 },
        before,
      );
    }
    const hits = await page.$$eval('[data-test="search-hit"]', (all) => all.length);
    console.log(`      ${payloads.length} payloads in ${hits} hits`);
    assert.ok(hits >= Math.floor(payloads.length / PER_TEXT));
    await isHarmless('hits');
  });

  it('addresses of the screens that carry them are harmless', async () => {
    for (const payload of payloads.slice(0, 6)) {
      const coded = encodeURIComponent(payload);
      for (const address of [
        `/search?q=${coded}`,
        `/search?topics=${coded}&sources=${coded}`,
        `/alerts/${coded}`,
        `/tone?id=${coded}`,
      ]) {
        await opened.page.goto(server.url + address, { waitUntil: 'domcontentloaded' });
        // An address that is no screen's is answered with a plain refusal.
        await opened.page.waitForSelector('main, pre', { timeout: 10_000 });
        await isHarmless(address);
      }
    }
  });

  it('would have been seen: the watch is awake', async () => {
    await open('/lead');
    await opened.page.evaluate((address) => {
      Object.assign(window, { ran: 99 });
      const image = document.createElement('img');
      image.src = `${address}/i.png`;
      document.body.append(image, document.createElement('embed'));
    }, canary.origin);
    await opened.page.waitForFunction(
      () => 'violations' in window && JSON.stringify(window.violations).includes('img-src'),
    );
    const { marks, violations } = await look();
    assert.deepEqual(marks, ['ran 99', 'embed']);
    assert.ok(violations.length > 0);
    assert.deepEqual(canary.pathsHit(), [], 'the policy let it through');
    const markup = opened.page.evaluate(() => void (document.body.innerHTML = '<img src=x onerror=window.ran=98>'));
    await assert.rejects(markup, /TrustedHTML/);
  });

  it('no error of ours', () => assert.deepEqual(server.errors, []));
});
