import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StatementId } from '../../api/contract/index.ts';
import { openFolder } from '../../api/publisher/folder.ts';
import { createSiteWriter } from '../../api/publisher/site-writer.ts';
import { receiptPage } from '../../api/publisher/receipt-page.ts';
import { browserPath, NO_BROWSER, openPage, type Opened } from '../support/browser.ts';
import { aConsultation, CONCLUDED, WITHDRAWN } from '../publisher/consultations.ts';
import { aForm, aPublished, aSite } from '../publisher/statements.ts';

const path = browserPath();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

describe(`the copied folder in a browser${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
  this.timeout(60_000);
  const dir = mkdtempSync(join(tmpdir(), 'firstword-copied-'));
  let opened: Opened;
  before(async function () {
    if (path === null) return this.skip();
    const older = aPublished(1, { state: 'corrected', correctedBy: StatementId.parse('s2'), sample: true });
    const newer = aPublished(
      2,
      { kind: 'correction', corrects: older.id, claim: older.claim },
      aForm({ changed: '复测时间由14时10分改为14时20分。' }),
    );
    const folder = openFolder(dir);
    const score = {
      title: '本办的成绩单',
      rows: [{ label: '结论被推翻', value: '0 个', definition: '本年公布后被更正的结论' }],
    };
    const consultations = [aConsultation(), CONCLUDED, WITHDRAWN];
    const site = aSite([newer, older], { score, consultations });
    createSiteWriter(folder).write(site);
    const receipt = { kind: 'check', askedMs: 1, changedMs: 2, answer: '已答复。', statement: null } as const;
    const page = receiptPage(site, { ...receipt, state: 'answered', satisfaction: null }, 'ab'.repeat(32));
    folder.write('receipts/one.html', page);
    opened = await openPage(path, 360, 740);
  });
  after(async () => {
    await opened?.close();
    rmSync(dir, { recursive: true });
  });
  const addressOf = (name: string): string => pathToFileURL(join(dir, name)).href;

  for (const name of [
    'index.html',
    'statements/1.html',
    'statements/2.html',
    'consultations.html',
    'consultations/2.html',
    'consultations/3.html',
    'consultations/4.html',
    'ask.html',
    'about.html',
    'receipts/one.html',
  ]) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`${name}, ${scheme}: no violation of accessibility, nothing wider than a phone`, async () => {
        const { page } = opened;
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.goto(addressOf(name));
        const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        assert.equal(isWide, false);
        await page.evaluate(AXE);
        const violations = (await page.evaluate('axe.run().then((found) => found.violations)')) as readonly Violation[];
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          [],
        );
      });
    }
  }

  it('reads the same with scripts off, and its style and links work from a folder', async () => {
    const { page } = opened;
    await page.setJavaScriptEnabled(false);
    await page.goto(addressOf('index.html'));
    const first = await page.$('main article a[href^="statements/"]');
    assert.ok(first !== null);
    await Promise.all([page.waitForNavigation(), first.click()]);
    assert.ok(page.url().endsWith('statements/2.html'));
    assert.match(await page.content(), /改了什么/);
    await page.setJavaScriptEnabled(true);
    await page.reload();
    const colour = await page.evaluate(
      () => getComputedStyle(document.querySelector('header') ?? document.body).borderBottomWidth,
    );
    assert.equal(colour, '2px');
  });

  it('prints without navigation and forms', async () => {
    const { page } = opened;
    await page.emulateMediaType('print');
    await page.goto(addressOf('statements/2.html'));
    const shown = await page.evaluate(() =>
      ['nav', 'form'].map((name) => getComputedStyle(document.querySelector(name) ?? document.body).display),
    );
    assert.deepEqual(shown, ['none', 'none']);
    await page.emulateMediaType('screen');
  });
});
