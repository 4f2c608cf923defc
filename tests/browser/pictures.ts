import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserPath, click, NO_BROWSER, openPage, textOf, type } from '../support/browser.ts';
import { root } from '../support/source-files.ts';
import { playRumor } from './desk-play.ts';

/**
 * Takes the README's pictures: `node tests/browser/pictures.ts`. Starts the product as a newcomer does, in a folder of its own, waits
 * for the sample town's rumor to grow (about seven minutes), answers it at the desk, and writes `.github/pictures/*.png`.
 */
const GROWN_MS = 7 * 60_000;
const PICTURES = [
  { name: 'overview', path: '/' },
  { name: 'search', path: '/search?q=%E8%87%AA%E6%9D%A5%E6%B0%B4' },
  { name: 'tone', path: '/tone' },
  { name: 'sources', path: '/sources' },
] as const;

const path = browserPath();
if (path === null) {
  process.stderr.write(`${NO_BROWSER}\n`);
  process.exit(1);
}
const folder = join(root, '.github/pictures');
mkdirSync(folder, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'firstword-pictures-'));
const [port, publicPort] = [await freePort(), await freePort()];
const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), PUBLIC_PORT: String(publicPort) };
const product = spawn(process.execPath, [join(root, 'api/start.ts')], { env, stdio: ['ignore', 'pipe', 'ignore'] });
const first = await new Promise<string>((done) => {
  let heard = '';
  product.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
    const found = /http:\/\/\S+/.exec(heard);
    if (found !== null) done(found[0]);
  });
});

const { page, close } = await openPage(path);
await page.goto(first);
await type(page, 'setup-name', '值班员');
await type(page, 'setup-password', 'evening-Bridge-2931');
await click(page, 'setup-submit');
await textOf(page, 'nav-overview');
process.stderr.write(`waiting ${GROWN_MS / 60_000} minutes for the rumor to grow\n`);
await new Promise((done) => setTimeout(done, GROWN_MS));
for (const { name, path: screen } of PICTURES) await take(name, screen);
await page.goto(`http://127.0.0.1:${port}/alerts`);
await page.waitForSelector('[data-test="alert-row"] a', { visible: true });
await page.click('[data-test="alert-row"] a');
await textOf(page, 'alert-reason');
await settle('alert');
const played = await playRumor(page, `http://127.0.0.1:${port}`);
await take('claim', played.claim, played.page);
await played.page.goto(`http://127.0.0.1:${port}/briefing/${await makeReport(played.page, played.claim)}`);
await played.page.waitForSelector('.doc', { visible: true });
await played.page.$eval('.doc', (sheet) => sheet.scrollIntoView());
await settle('briefing', played.page);
await page.goto(`http://127.0.0.1:${publicPort}/statements/1.html`);
await settle('public');
await page.setViewport({ width: 360, height: 740 });
await take('phone', '/');
await close();
const ended = new Promise((done) => product.once('exit', done));
product.kill('SIGINT');
await ended;
rmSync(dataDir, { recursive: true, force: true });

/** The draft of a special report on a claim; gives its id. */
function makeReport(of: typeof page, claimPath: string): Promise<string> {
  return of.evaluate(async (claim) => {
    const body = JSON.stringify({ kind: 'special', about: { of: 'claim', claim } });
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch('/api/briefings', { method: 'POST', headers, body });
    return ((await reply.json()) as { id: string }).id;
  }, claimPath.split('/')[2]);
}

async function take(name: string, screen: string, of = page): Promise<void> {
  await of.goto(`http://127.0.0.1:${port}${screen}`);
  await settle(name, of);
}

async function settle(name: string, of = page): Promise<void> {
  await of
    .waitForNetworkIdle({ idleTime: 800, timeout: 15_000 })
    .catch(() => process.stderr.write(`${name}: still loading\n`));
  writeFileSync(join(folder, `${name}.png`), await of.screenshot());
  process.stderr.write(`${name}.png\n`);
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const found = (server.address() as AddressInfo).port;
      server.close(() => done(found));
    });
  });
}
