import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Fact } from '../../api/desk/entry.ts';
import { en } from '../../dashboard/text/en.ts';
import { FIRST_GROUPS, zh } from '../../dashboard/text/zh.ts';

type Leaf = readonly [path: string, text: string];

/** Every text of a language; those with parameters are filled with plain values. */
function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('甲', '7', '7', '7'))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}

const HAN = /\p{Script=Han}/u;

/** A source and all that it imports at once (not what it imports when it is needed). */
function sourcesFrom(start: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const queue = [new URL(start, import.meta.url)];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (found.has(at.pathname) || !/\.(svelte|ts)$/.test(at.pathname) || at.pathname.includes('/text/')) continue;
    const source = readFileSync(at, 'utf8');
    found.set(at.pathname, source);
    for (const [, path] of source.matchAll(/^\s*import (?!type)[^;]*?from '(\.[^']+)'/gm))
      queue.push(new URL(path ?? '', at));
  }
  return found;
}

describe('the texts', () => {
  it('the first screen uses those alone that are fetched with it', () => {
    const starts = ['main.ts', 'screens/overview/Overview.svelte'].concat(
      ['LogIn', 'SetUp', 'LinkUse'].map((name) => `screens/entry/${name}.svelte`),
    );
    const first = new Set<string>(FIRST_GROUPS);
    const late = starts.flatMap((start) =>
      [...sourcesFrom(`../../dashboard/${start}`)].flatMap(([path, source]) =>
        [...source.matchAll(/\bt\(\)\.(\w+)/g)]
          .filter(([, group]) => !first.has(group ?? ''))
          .map(([said]) => `${path.split('/dashboard/')[1]}: ${said}`),
      ),
    );
    assert.deepEqual(late, []);
  });

  it('both languages have the same keys', () => {
    const keys = (leaves: readonly Leaf[]): readonly string[] => leaves.map(([path]) => path).sort();
    assert.deepEqual(keys(leavesOf(en)), keys(leavesOf(zh)));
  });

  it('every kind of entry of the journal has a name, and none has the name of another', () => {
    const kinds = Fact.options.map(({ shape }) => shape.kind.value);
    for (const { journalKinds } of [zh.setting, en.setting]) {
      assert.deepEqual(
        kinds.filter((kind) => !Object.hasOwn(journalKinds, kind)),
        [],
      );
      assert.equal(new Set(Object.values(journalKinds)).size, Object.keys(journalKinds).length);
    }
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
