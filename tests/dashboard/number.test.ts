import assert from 'node:assert/strict';
import { csvOf } from '../../dashboard/lib/csv.ts';
import { bandOf, countOf, expectedOf, guardedOf, timesOf } from '../../dashboard/lib/number.ts';

describe('numbers', () => {
  it('are grouped by 万 and 亿 in Chinese and by thousands in English', () => {
    assert.equal(countOf(9_876, 'zh'), '9,876');
    assert.equal(countOf(12_345, 'zh'), '1.2万');
    assert.equal(countOf(1_284_300, 'zh'), '128万');
    assert.equal(countOf(120_000_000, 'zh'), '1.2亿');
    assert.equal(countOf(12_345, 'en'), '12.3k');
    assert.equal(countOf(1_284_300, 'en'), '1.3M');
  });

  it('a count that is kept back reads <5, and a true 0 reads 0', () => {
    assert.equal(guardedOf(null, 'zh'), '<5');
    assert.equal(guardedOf(0, 'zh'), '0');
  });

  it('a band is rounded outwards, so that what is inside never looks outside', () => {
    assert.equal(bandOf(3.2, 8.4), '3–9');
    assert.equal(bandOf(0, 0), '0');
  });

  it('an expectation keeps one decimal where it is small', () => {
    assert.equal(expectedOf(0.44), '0.4');
    assert.equal(expectedOf(12.6), '13');
  });

  it('a multiple never runs away', () => {
    assert.equal(timesOf(7.04), '7');
    assert.equal(timesOf(Infinity), '99+');
  });
});

describe('a table as CSV', () => {
  it('starts with a BOM and quotes what needs it', () => {
    assert.equal(csvOf(['a', 'b'], [['x,"y"', 2]]), '\uFEFFa,b\r\n"x,""y""",2\r\n');
  });

  it('no cell can be taken for a formula', () => {
    for (const cell of ['=1+1', '+1', '-1', '@sum']) assert.ok(csvOf(['a'], [[cell]]).includes(`'${cell}`));
  });

  it('a gap is an empty cell, not 0', () => {
    assert.equal(csvOf(['a', 'b'], [['x', null]]), '\uFEFFa,b\r\nx,\r\n');
  });
});
