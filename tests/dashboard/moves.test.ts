import assert from 'node:assert/strict';
import { movesBetween, type RowAt } from '../../dashboard/lib/moves.ts';

const rows = (...names: readonly string[]): RowAt[] =>
  names.map((name) => {
    const [part = '', id = ''] = name.includes('/') ? name.split('/') : ['', name];
    return { id, part };
  });

describe('a list that is being read', () => {
  it('may be refreshed in its place when the same rows stand in the same order', () => {
    assert.equal(movesBetween([], []), 0);
    assert.equal(movesBetween(rows('a', 'b', 'c'), rows('a', 'b', 'c')), 0);
  });

  const cases: readonly (readonly [string, RowAt[], RowAt[], number])[] = [
    ['a row that came', rows('a', 'b'), rows('n', 'a', 'b'), 1],
    ['a row that went', rows('a', 'b'), rows('a'), 1],
    ['a row that rose to the top, and not those that it passed', rows('a', 'b', 'c', 'd'), rows('d', 'a', 'b', 'c'), 1],
    ['a row in another column, once', rows('new/a', 'new/b'), rows('new/b', 'done/a'), 1],
    ['one that came for one that went, both', rows('a', 'b'), rows('a', 'c'), 2],
    ['each of two that changed places, but one', rows('a', 'b'), rows('b', 'a'), 1],
  ];
  for (const [what, before, after, count] of cases)
    it(`counts ${what}`, () => assert.equal(movesBetween(before, after), count));
});
