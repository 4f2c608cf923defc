import assert from 'node:assert/strict';
import { isPersonName } from '../../api/analysis/person-name.ts';
import { ALL_POSTS } from '../../api/answers/filter.ts';
import { risenTerms, TERMS_SHOWN_MAX } from '../../api/answers/terms.ts';
import type { Term } from '../../api/contract/index.ts';
import { emptyTable, withRow } from '../../api/desk/table.ts';

type Counted = { readonly posts: number; readonly terms: Readonly<Record<string, number>> };

const NAMES = ['王建国', '李秀英', '张伟', '欧阳明', '刘志强', '陈小红'];

/** `now` against `usual`, over all posts: the first question is of now, the second of the past. */
function risen(now: Counted, usual: Counted): Promise<Term[]> {
  const past = { ...ALL_POSTS, toMs: 1 };
  const posts = {
    termCounts: (filter: unknown) => {
      const { posts: count, terms } = filter === past ? usual : now;
      return Promise.resolve({ posts: count, terms: Object.entries(terms).map(([id, n]) => ({ id, count: n })) });
    },
  };
  const desk = {
    state: () => ({ sources: withRow(emptyTable<{ id: string; name: string }>(), 's', { id: 's', name: '清河论坛' }) }),
  };
  const parts = { posts, desk, isPersonName: (text: string) => isPersonName(text, new Set<string>()) };
  return risenTerms(parts as unknown as Parameters<typeof risenTerms>[0], ALL_POSTS, past);
}
const wordsOf = async (now: Counted, usual: Counted): Promise<string[]> =>
  (await risen(now, usual)).map(({ term }) => term);

describe('terms that rose', () => {
  const nothing: Counted = { posts: 0, terms: {} };

  it('are never the name of a person, however often it is said', async () => {
    const terms = Object.fromEntries([...NAMES.map((name) => [name, 900] as const), ['停水', 20]]);
    assert.deepEqual(await wordsOf({ posts: 1_000, terms }, nothing), ['停水']);
  });

  it('names do not push the subjects off the list', async () => {
    const named = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${NAMES[i % 6] ?? ''}`, 900 + i]));
    const terms = { ...named, 停水: 5, 浑浊: 4 };
    assert.deepEqual((await wordsOf({ posts: 1_000, terms }, nothing)).toSorted(), ['停水', '浑浊'].toSorted());
  });

  it('a word that is said as often as ever did not rise', async () => {
    const usual = { posts: 28_000, terms: { 学校: 2_800, 停水: 28 } };
    assert.deepEqual(await wordsOf({ posts: 1_000, terms: { 学校: 100, 停水: 60 } }, usual), ['停水']);
  });

  it('no talk, no single characters, no other script, no name of a source, no part of a longer term', async () => {
    const terms = { 我们: 90, 水: 90, http: 90, 清河: 90, 论坛: 90, 自来: 50, 自来水: 50, 两次: 2 };
    assert.deepEqual(await wordsOf({ posts: 100, terms }, nothing), ['自来水']);
  });

  it('no posts, no terms; many terms, a dozen', async () => {
    assert.deepEqual(await risen(nothing, nothing), []);
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [`停${String.fromCodePoint(0x4e00 + i)}`, 9]),
    );
    assert.ok((await risen({ posts: 500, terms: many }, nothing)).length <= TERMS_SHOWN_MAX);
  });
});
