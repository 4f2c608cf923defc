import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseHTML } from 'linkedom';
import { bodyOf, headOf, paperLines } from '../../api/paper/blocks.ts';
import { paperDocx } from '../../api/paper/docx.ts';
import { footOf } from '../../api/paper/html.ts';
import type { Paper } from '../../api/contract/index.ts';
import { unpacked, wordText } from './docx-read.ts';
import { ENDLESS, hostilePapers, LONG_HAN, longPaper } from './hostile-paper.ts';
import { PIXEL } from './html.test.ts';
import { samplePaper } from './sample-paper.ts';
import { sampleSpecial } from './sample-special.ts';
import { assertSameText, bare } from './same-text.ts';

const PICTURES = { 'course:c1': PIXEL };
const onPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
const hasOffice = onPath('soffice') && onPath('pdftotext');
const NO_OFFICE =
  'no LibreOffice here, so the XML alone is compared: apt-get install -y libreoffice-writer-nogui poppler-utils';

async function documentOf(paper: Paper): Promise<string> {
  return unpacked(await paperDocx(paper, PICTURES)).get('word/document.xml') ?? '';
}

describe('the issue for Word', function () {
  this.timeout(60_000);

  for (const [name, paper] of [
    ['a daily', samplePaper()],
    ['a special report', sampleSpecial()],
    ['endless cells', longPaper()],
  ] as const) {
    it(`${name} says what the paper says, in its order, and nothing else`, async () => {
      assertSameText(wordText(await documentOf(paper)), paperLines(paper));
    });
  }

  for (const [name, paper] of hostilePapers()) {
    it(`hostile text stays text: ${name}`, async () => {
      const files = unpacked(await paperDocx(paper, PICTURES));
      assertSameText(wordText(files.get('word/document.xml') ?? ''), paperLines(paper));
      for (const [file, xml] of files) {
        if (!file.endsWith('.xml') && !file.endsWith('.rels')) continue;
        assert.ok(
          xml.isWellFormed() && !xml.includes('\ufffe') && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(xml),
          file,
        );
        assert.equal(
          /w:instrText[^>]*>[^<]*(?:DDE|INCLUDE|HYPERLINK)|TargetMode="External"|w:altChunk/.test(xml),
          false,
          file,
        );
      }
    });
  }

  it('has real headings, tables with repeated heads, page fields and a picture with its text', async () => {
    const files = unpacked(await paperDocx(samplePaper(), PICTURES));
    const xml = files.get('word/document.xml') ?? '';
    const headings = bodyOf(samplePaper()).filter(({ is }) => is === 'heading');
    assert.equal([...xml.matchAll(/w:pStyle w:val="Heading[12]"/g)].length, headings.length);
    assert.equal([...xml.matchAll(/w:pStyle w:val="Title"/g)].length, 1);
    assert.equal([...xml.matchAll(/<w:tbl>/g)].length, bodyOf(samplePaper()).filter(({ is }) => is === 'table').length);
    assert.equal([...xml.matchAll(/<w:tblHeader\/>/g)].length, [...xml.matchAll(/<w:tbl>/g)].length);
    assert.match(xml, /<wp:docPr[^>]*descr="每小时复述条数/);
    assert.match(xml, /w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    const foot = [...files]
      .filter(([file]) => /word\/footer\d*\.xml/.test(file))
      .map(([, text]) => text)
      .join('');
    assert.match(foot, /PAGE/);
    assert.match(foot, /NUMPAGES/);
    for (const face of ['仿宋', '黑体', '楷体', '方正小标宋简体'])
      assert.ok(xml.includes(`w:eastAsia="${face}"`), face);
    assert.match(files.get('word/fontTable.xml') ?? '', /w:name="楷体"><w:altName w:val="[^"]*AR PL UKai CN/);
  });

  it('every file in it is XML that parses', async () => {
    for (const [file, xml] of unpacked(await paperDocx(samplePaper(), PICTURES)))
      if (/\.(?:xml|rels)$/.test(file)) assert.ok(parseHTML(xml).document !== null, file);
  });

  it('the same paper gives the same bytes', async () => {
    const [first, second] = [await paperDocx(samplePaper(), PICTURES), await paperDocx(samplePaper(), PICTURES)];
    assert.deepEqual(Buffer.from(first).equals(second), true);
  });

  it(`LibreOffice reads it as the paper reads${hasOffice ? '' : ` (${NO_OFFICE})`}`, async function () {
    if (!hasOffice) return this.skip();
    const dir = mkdtempSync(join(tmpdir(), 'firstword-word-'));
    try {
      const papers = { daily: samplePaper(), special: sampleSpecial(), long: longPaper() };
      for (const [name, paper] of Object.entries(papers))
        writeFileSync(join(dir, `${name}.docx`), await paperDocx(paper, PICTURES));
      const profile = `-env:UserInstallation=${pathToFileURL(join(dir, 'profile')).href}`;
      const files = Object.keys(papers).map((name) => join(dir, `${name}.docx`));
      execFileSync('soffice', ['--headless', profile, '--convert-to', 'pdf', '--outdir', dir, ...files], {
        stdio: 'ignore',
        timeout: 50_000,
      });
      for (const [name, paper] of Object.entries(papers)) {
        const text = execFileSync('pdftotext', ['-raw', join(dir, `${name}.pdf`), '-'], {
          encoding: 'utf8',
          maxBuffer: 8 << 20,
        });
        const heads = bodyOf(paper).flatMap((block) => (block.is === 'table' ? [block.columns.join('')] : []));
        const feet = [`${footOf(headOf(paper))}`, headOf(paper).classed];
        if (name === 'long') assertNothingLost(text);
        else assertSameText(withoutFeet(text, feet), paperLines(paper), heads);
        assert.match(bare(text), /第1页[,，]共\d+页/);
      }
      assert.ok(readFileSync(join(dir, 'daily.pdf')).length > 10_000);
    } finally {
      rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
    }
  });
});

/** A cell longer than its page goes on, and the head of its table comes between. */
function assertNothingLost(text: string): void {
  assert.equal([...text.matchAll(/A/g)].length, ENDLESS.length);
  assert.equal([...text.matchAll(/爆/g)].length, [...LONG_HAN.matchAll(/爆/g)].length);
}

/** Takes the foot of each page out: one line, at the end of its page. */
function withoutFeet(text: string, [left = '', right = '']: readonly string[]): string {
  const foot = new RegExp(`^${bare(left)}第\\d+页[,，]共\\d+页${bare(right)}$`);
  return text
    .split('\n')
    .filter((line) => !foot.test(bare(line.replaceAll('\f', ''))))
    .join('\n');
}
