import assert from 'node:assert/strict';
import { phrasesOf } from '../../api/answers/filter.ts';

/** Cuts into characters, and drops marks as the analysis does. */
const parts = {
  tokensOf: async (words: readonly string[]) =>
    words.map((word) => [...word].filter((char) => /[\p{L}\p{N}]/u.test(char))),
};

describe('the words of a search', () => {
  it('must each occur, and what stands in quotes as it stands', async () => {
    assert.deepEqual(await phrasesOf(parts, '停水 “自来 水”'), [['停'], ['水'], ['自', '来', '水']]);
    assert.deepEqual(await phrasesOf(parts, '停 !'), [['停']]);
  });

  it('ask for all where there are none, and for nothing where they are marks alone', async () => {
    assert.deepEqual(await phrasesOf(parts, '  '), []);
    const [phrase, ...more] = await phrasesOf(parts, '!!! ？？？');
    assert.equal(more.length, 0);
    assert.doesNotMatch(phrase?.[0] ?? 'a', /[\p{L}\p{N}\p{S}]/u);
  });
});
