import assert from 'node:assert/strict';
import { en } from '../../dashboard/text/en.ts';
import { zh } from '../../dashboard/text/zh.ts';

type Leaf = readonly [path: string, text: string];

/** Every text of a language; those with parameters are filled with plain values. */
function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('甲', '7', '7', '7'))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}

const HAN = /\p{Script=Han}/u;

describe('the texts', () => {
  it('both languages have the same keys', () => {
    const keys = (leaves: readonly Leaf[]): readonly string[] => leaves.map(([path]) => path).sort();
    assert.deepEqual(keys(leavesOf(en)), keys(leavesOf(zh)));
  });

  it('no text is empty', () => {
    assert.deepEqual(
      [...leavesOf(zh), ...leavesOf(en)].filter(([, text]) => text.trim() === ''),
      [],
    );
  });

  it('Chinese sentences carry Chinese punctuation', () => {
    assert.deepEqual(
      leavesOf(zh).filter(([, text]) => /\p{Script=Han}[,;:?!()]|[,;?!()]\p{Script=Han}/u.test(text)),
      [],
    );
  });

  it('no screen uses the statutory wording of coloured warnings', () => {
    assert.deepEqual(
      leavesOf(zh).filter(([, text]) => /[蓝黄橙红]色?(预警|提示)/.test(text)),
      [],
    );
  });

  it('English texts hold no Chinese, but for the switch and an example of a search', () => {
    const allowed = new Set(['shell.language', 'search.placeholder']);
    const left = leavesOf(en).filter(([path, text]) => !allowed.has(path) && HAN.test(text.replaceAll('甲', '')));
    assert.deepEqual(left, []);
  });
});
