import assert from 'node:assert/strict';
import { HtmlValidate } from 'html-validate';
import { parseHTML } from 'linkedom';
import { paperLines } from '../../api/paper/blocks.ts';
import { paperHtml } from '../../api/paper/html.ts';
import { cssString } from '../../api/paper/style.ts';
import { hostilePapers, HOSTILE, longPaper } from './hostile-paper.ts';
import { finding, section, span } from './paper-parts.ts';
import { samplePaper } from './sample-paper.ts';
import { sampleSpecial } from './sample-special.ts';
import { assertSameText, bare } from './same-text.ts';

/** One black pixel. */
export const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC';
const PICTURES = { 'course:c1': PIXEL };

/** Void elements are written without a slash, and the PDF's outline wants real headings. */
const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });

function bodyText(html: string): string {
  const { document } = parseHTML(html);
  return document.body?.textContent ?? '';
}

describe('the page of an issue', () => {
  for (const [name, paper] of [
    ['a daily', samplePaper()],
    ['a special report', sampleSpecial()],
  ] as const) {
    it(`${name} says what the paper says, in its order, and nothing else`, () => {
      assertSameText(bodyText(paperHtml(paper, PICTURES)), paperLines(paper));
    });
    it(`${name} is valid HTML`, async () => {
      const report = await validator.validateString(paperHtml(paper, PICTURES), 'paper.html');
      assert.deepEqual(
        report.results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`),
        ),
        [],
      );
    });
  }

  for (const [name, paper] of hostilePapers()) {
    it(`hostile text stays text: ${name}`, async () => {
      const html = paperHtml(paper, PICTURES);
      assertSameText(bodyText(html), paperLines(paper));
      const { document } = parseHTML(html);
      assert.equal(document.querySelectorAll('script, iframe, object, link, base, form, a').length, 0);
      assert.deepEqual(
        [...document.querySelectorAll('img')].map((image) => image.getAttribute('src')),
        [PIXEL],
      );
      assert.equal(document.querySelectorAll('style').length, 1);
      assert.equal(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/.test(html), false);
      assert.ok(html.isWellFormed());
      const report = await validator.validateString(html, 'paper.html');
      assert.deepEqual(
        report.results
          .flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))
          .filter((rule) => rule !== 'long-title'),
        [],
      );
    });
  }

  it('a text cannot leave the string of a style', () => {
    const text = cssString(HOSTILE['style'] ?? '');
    assert.match(text, /^"[^"\\{}();@<>/]*(?:\\[0-9a-f]{6}[^"\\{}();@<>/]*)*"$/);
  });

  it('a picture that is none is not put in: its numbers are', () => {
    const html = paperHtml(samplePaper(), { 'course:c1': 'data:image/svg+xml,<svg onload=alert(1)>' });
    assert.equal(html.includes('<img'), false);
    assert.match(bare(bodyText(html)), /04:00\d+缺数缺数05:00\d+缺数/);
  });

  it('a sentence among the rows of a table stands where it stood', () => {
    const rows = [finding('a', ['甲', '1']), finding('more', ['另有 3 件，见台账。']), finding('b', ['乙', '2'])];
    const paper = samplePaper({
      sections: [section('due', '需回应事项', rows, { columns: ['事项', '件'] })],
      charts: [],
      comments: [],
    });
    assertSameText(bodyText(paperHtml(paper, {})), paperLines(paper), ['事项', '件']);
  });

  it('every verdict and level carries a sign besides its colour', () => {
    const marks = [
      'level-1',
      'level-2',
      'level-3',
      'level-4',
      'true',
      'partly-true',
      'false',
      'unsupported',
      'open',
    ] as const;
    const cells = [finding('m', [marks.map((mark) => span('字', mark))])];
    const lines = paperLines(samplePaper({ sections: [section('gist', '要点', cells)], charts: [] }));
    assert.ok(lines.some((line) => bare(line) === bare('1. ■字▲字◆字●字✓字◐字✕字△字◌字')));
  });

  it('a cell of 20,000 characters is there to its end', () => {
    const paper = longPaper();
    assertSameText(bodyText(paperHtml(paper, {})), paperLines(paper));
  });

  it('the same paper gives the same bytes', () => {
    assert.equal(paperHtml(samplePaper(), PICTURES), paperHtml(structuredClone(samplePaper()), PICTURES));
  });
});
