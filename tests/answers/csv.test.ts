import assert from 'node:assert/strict';
import { csvCell, csvOf } from '../../api/answers/csv.ts';

/** What a spreadsheet has in a cell, after it has taken the quotes off. */
const read = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);

describe('a cell of a CSV file', () => {
  for (const begin of [
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    '\t=',
    '\r=',
    '\n=',
    '  =',
    '\u00a0=',
    '\u3000＝',
    '\ufeff=',
    '\u0000=',
  ])
    it(`that begins with ${JSON.stringify(begin)} is text, not a formula`, () => {
      const cell = csvCell(`${begin}HYPERLINK("http://x","y")`);
      assert.equal(read(cell), `'${begin}HYPERLINK("http://x","y")`);
    });

  it('a formula hidden behind a comma, a quote, a semicolon or a line end stays inside its cell', () => {
    for (const text of ['停水,=1+1', '停水","=1+1', '停水;=1+1', '停水\n=1+1', '停水\t=1+1']) {
      const cell = csvCell(text);
      assert.ok(cell.startsWith('"') && cell.endsWith('"'), cell);
      assert.equal(read(cell), text);
      assert.doesNotMatch(cell.slice(1, -1).replaceAll('""', ''), /"/);
    }
  });

  it('plain words and numbers stay as they are', () => {
    assert.equal(csvCell('城东停水'), '城东停水');
    assert.equal(csvCell(-5), '-5');
    assert.equal(csvCell(''), '');
    assert.equal(csvCell("it's"), "it's");
  });

  it('a file begins with a byte order mark and its lines end as Windows reads them', () => {
    assert.equal(
      csvOf([
        ['甲', 1],
        ['=乙', 2],
      ]),
      '\ufeff甲,1\r\n"\'=乙",2\r\n',
    );
  });
});
