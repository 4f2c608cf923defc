import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bodyOf, headOf, paperLines } from '../../api/paper/blocks.ts';
import { isLacks, type Lacks } from '../../api/paper/lacks.ts';
import { footOf, paperHtml } from '../../api/paper/html.ts';
import { createPress, type Press } from '../../api/paper/press.ts';
import { QUEUE_MAX } from '../../api/paper/press-line.ts';
import { browserPath, NO_BROWSER, openPage } from '../support/browser.ts';
import { HOSTILE } from './hostile-paper.ts';
import { finding, section } from './paper-parts.ts';
import { sampleChart, samplePaper } from './sample-paper.ts';
import { assertSameText, bare } from './same-text.ts';

const path = browserPath();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const onPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
const hasPoppler = onPath('pdftotext') && onPath('pdftoppm');
const NO_POPPLER = 'no poppler here: apt-get install -y poppler-utils';

function made<T extends object>(value: T | Lacks): T {
  assert.ok(!isLacks(value), isLacks(value) ? value.en : '');
  return value as T;
}

describe(`the press${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
  this.timeout(60_000);
  const errors: string[] = [];
  const dir = mkdtempSync(join(tmpdir(), 'firstword-pdf-'));
  let press: Press;
  let pictures: Readonly<Record<string, string>>;
  let pdf: Uint8Array;
  before(async function () {
    if (path === null) return this.skip();
    press = createPress({ browserPath: path, onError: (error) => errors.push(error.message) });
    pictures = made(await press.pictures([sampleChart()]));
    pdf = made(await press.pdf(paperHtml(samplePaper(), pictures)));
    writeFileSync(join(dir, 'daily.pdf'), pdf);
  });
  after(async () => {
    await press?.close();
    rmSync(dir, { recursive: true, force: true });
    assert.deepEqual(errors, []);
  });
  const textOf = (file: string): string =>
    execFileSync('pdftotext', ['-raw', join(dir, file), '-'], { encoding: 'utf8' });

  it('draws a chart at twice its size, and the same one again as the same bytes', async () => {
    const png = Buffer.from(pictures['course:c1']?.split(',')[1] ?? '', 'base64');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1_360, 520]);
    assert.deepEqual(await press.pictures([sampleChart()]), pictures);
  });

  it('prints tags, an outline and the fonts into a PDF dated by its issue', () => {
    const text = Buffer.from(pdf).toString('latin1');
    assert.match(text, /\/StructTreeRoot/);
    assert.match(text, /\/Outlines/);
    assert.match(text, /\/Lang \(zh-CN\)/);
    assert.match(text, /\/CreationDate \(D:20261123100000/);
    assert.match(text, /\/FontFile2/);
    assert.equal(/\/JavaScript|\/JS |\/Launch|\/EmbeddedFile|\/URI /.test(text), false);
  });

  it(`the PDF reads as the paper reads, with page x of y on each page${hasPoppler ? '' : ` (${NO_POPPLER})`}`, function () {
    if (!hasPoppler) return this.skip();
    const paper = samplePaper();
    const pages = textOf('daily.pdf')
      .split('\f')
      .filter((page) => page.trim() !== '');
    pages.forEach((page, at) => assert.ok(bare(page).includes(bare(`第${at + 1}页，共${pages.length}页`)), page));
    const heads = bodyOf(paper).flatMap((block) => (block.is === 'table' ? [block.columns.join('')] : []));
    const { classed } = headOf(paper);
    assertSameText(pages.join(''), paperLines(paper), [...heads, ...footOf(headOf(paper)).split(' '), classed]);
  });

  it(`no page is blank, and none is wider than the paper${hasPoppler ? '' : ` (${NO_POPPLER})`}`, function () {
    if (!hasPoppler) return this.skip();
    execFileSync('pdftoppm', ['-r', '30', '-gray', join(dir, 'daily.pdf'), join(dir, 'page')]);
    const pages = readdirSync(dir).filter((file) => file.endsWith('.pgm'));
    assert.ok(pages.length >= 3 && pages.length <= 5, `${pages.length}`);
    for (const page of pages) {
      const { width, height, pixels } = grey(readFileSync(join(dir, page)));
      const dark = pixels.reduce((sum, pixel) => sum + (pixel < 200 ? 1 : 0), 0);
      assert.ok(dark > 500, `${page}: ${dark} dark points`);
      // 20 mm at the right edge and 30 mm at the head stay white.
      const isWhite = (x: number, y: number): boolean => (pixels[y * width + x] ?? 255) > 200;
      for (let y = 0; y < height; y++)
        for (let x = width - 23; x < width; x++) assert.ok(isWhite(x, y), `${page}: ${x},${y}`);
      for (let y = 0; y < 35; y++) for (let x = 0; x < width; x++) assert.ok(isWhite(x, y), `${page}: ${x},${y}`);
    }
  });

  it('hostile texts stay text in print, and reach nobody', async function () {
    const asked: string[] = [];
    const canary: Server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('x');
    });
    await new Promise<void>((listening) => canary.listen(0, '127.0.0.1', listening));
    const port = (canary.address() as { port: number }).port;
    const texts = [
      ...Object.values(HOSTILE),
      `<img src="http://127.0.0.1:${port}/a"><link rel=stylesheet href="http://127.0.0.1:${port}/b">`,
    ];
    const paper = samplePaper({
      charts: [],
      comments: [],
      sections: [
        section(
          'judgement',
          '研判',
          texts.map((text, at) => finding(`${at}`, [text])),
        ),
      ],
    });
    // A page that asks for all it can, as if escaping had failed.
    const open = `<!DOCTYPE html><title>x</title><p>甲</p><img src="http://127.0.0.1:${port}/c"><iframe src="file:///etc/hostname"></iframe><script>document.body.textContent="ran";fetch("http://127.0.0.1:${port}/d")</script>`;
    writeFileSync(join(dir, 'hostile.pdf'), made(await press.pdf(paperHtml(paper, {}))));
    writeFileSync(join(dir, 'open.pdf'), made(await press.pdf(open)));
    canary.close();
    assert.deepEqual(asked, []);
    if (!hasPoppler) return;
    assert.equal(bare(textOf('open.pdf')), '甲');
    const text = bare(textOf('hostile.pdf'));
    for (const name of ['script', 'formula', 'entity', 'style'])
      assert.ok(text.includes(bare(HOSTILE[name] ?? '').slice(0, 24)), name);
  });

  it('the page has no violation of accessibility, at a desk and on a phone, where nothing is wider than it', async () => {
    writeFileSync(join(dir, 'daily.html'), paperHtml(samplePaper(), pictures));
    const opened = await openPage(path ?? '', 1440, 900);
    try {
      await opened.page.setBypassCSP(true);
      for (const width of [1440, 360]) {
        await opened.page.setViewport({ width, height: 740 });
        await opened.page.goto(pathToFileURL(join(dir, 'daily.html')).href);
        await opened.page.evaluate(AXE);
        const found = (await opened.page.evaluate(
          'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`))',
        )) as string[];
        assert.deepEqual(found, [], `${width}`);
        assert.ok((await opened.page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${width}`);
      }
      assert.deepEqual(opened.complaints, []);
    } finally {
      await opened.close();
    }
  });
});

describe(`the press in trouble${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
  this.timeout(60_000);
  const page = '<!DOCTYPE html><title>x</title><p>甲</p>';

  it('without a browser it says so, with the command that gets one', async () => {
    const press = createPress({ browserPath: null, onError: assert.fail });
    const lacks = await press.pdf(page);
    assert.ok(isLacks(lacks) && lacks.lacks === 'browser' && lacks.install === 'apt-get install chromium');
    assert.ok(isLacks(await press.pictures([sampleChart()])));
    assert.deepEqual(await press.pictures([]), {});
    await press.close();
  });

  it('without any Chinese font it makes no page of boxes', async () => {
    const press = createPress({ browserPath: '/bin/false', onError: assert.fail, fonts: () => Promise.resolve('') });
    const lacks = await press.pdf(page);
    assert.ok(isLacks(lacks) && lacks.lacks === 'fonts' && lacks.install.includes('fonts-noto-cjk'));
    await press.close();
  });

  it('a browser that does not start is tried twice, then said to be lacking', async () => {
    const errors: Error[] = [];
    const press = createPress({
      browserPath: '/bin/false',
      onError: (error) => errors.push(error),
      fonts: () => Promise.resolve('x'),
    });
    const lacks = await press.pdf(page);
    assert.ok(isLacks(lacks) && lacks.lacks === 'browser');
    assert.equal(errors.length, 2);
    await press.close();
  });

  it('more than may wait are refused, and a close answers those that wait', async () => {
    const press = createPress({
      browserPath: '/bin/sleep',
      onError: () => undefined,
      fonts: () => Promise.resolve('x'),
    });
    const all = Array.from({ length: QUEUE_MAX + 1 }, () => press.pdf(page));
    const refused = await Promise.race(all);
    assert.ok(isLacks(refused) && refused.lacks === 'time');
    await press.close();
    for (const each of await Promise.all(all)) assert.ok(isLacks(each));
    assert.ok(isLacks(await press.pdf(page)));
  });

  it('a browser killed in the middle is started once more, and an order that takes too long ends with it', async function () {
    if (path === null) return this.skip();
    const errors: Error[] = [];
    const press = createPress({
      browserPath: path,
      onError: (error) => errors.push(error),
      timeoutMs: 15_000,
      idleMs: 10,
    });
    try {
      const first = press.pdf(page);
      await killedChild();
      assert.ok(made(await first).length > 500);
      assert.equal(errors.length, 1);
    } finally {
      await press.close();
    }
    const hasty = createPress({ browserPath: path, onError: () => undefined, timeoutMs: 1 });
    const lacks = await hasty.pdf(page);
    assert.ok(isLacks(lacks));
    await hasty.close();
    assert.deepEqual(childrenOf('press-child'), []);
  });
});

/** Ids of this process's children whose command line names `what`. */
function childrenOf(what: string): readonly number[] {
  const list = execFileSync('ps', ['-o', 'pid=,ppid=,args=', '-A'], { encoding: 'utf8' }).split('\n');
  return list.flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/);
    return Number(parent) === process.pid && line.includes(what) ? [Number(pid)] : [];
  });
}

/** Kills the press's child as soon as there is one. */
async function killedChild(): Promise<void> {
  for (;;) {
    const [pid] = childrenOf('press-child');
    if (pid !== undefined) return void process.kill(pid, 'SIGKILL');
    await new Promise((turn) => setImmediate(turn));
  }
}

/** The points of a PGM picture. */
function grey(file: Buffer): { width: number; height: number; pixels: Uint8Array } {
  const head = /^P5\s+(\d+)\s+(\d+)\s+\d+\s/.exec(file.toString('latin1', 0, 64));
  return { width: Number(head?.[1]), height: Number(head?.[2]), pixels: file.subarray(head?.[0].length ?? 0) };
}
