import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLexicon } from '../../api/analysis/lexicon.ts';
import { isPersonName } from '../../api/analysis/person-name.ts';
import { loadPublicNames } from '../../api/analysis/public-names.ts';
import { LEXICONS_DIR } from '../../api/analysis/script.ts';
import { createSegmenter } from '../../api/analysis/segment.ts';
import { indexedTokens } from '../../api/analysis/tokens.ts';
import { namesPerson, TYPICAL_CHARS_MAX, typicalPosts } from '../../api/briefing/typical.ts';
import { TYPICAL_MAX } from '../../api/contract/briefing-paper.ts';
import { aPost } from '../support/post.ts';

const nobody = (): boolean => false;
const choose = (
  texts: readonly string[],
  terms: readonly string[] = [],
  isName = nobody as (text: string) => boolean,
) =>
  typicalPosts({
    posts: texts.map((text, at) => aPost({ id: `p${at}`, text, publishedMs: at }).post),
    ...{ terms, sourceName: (id) => id, isPersonName: isName },
  }).map(({ text }) => text);

const WATER = '东湖花园 的 自来水 今天 早上 开始 发黄 有 铁锈 味';
const ROAD = '白沙村 的 路 修 了 两个 月 还 没有 修 好 出行 不便';
const BUS = '七路 公交车 取消 之后 上学 的 孩子 要 走 四十 分钟';
const WATER_AGAIN = '东湖花园 的 自来水 今天 早上 开始 发黄 有 铁锈 味 啊';

describe('typical posts', () => {
  it('are different from each other: what says the same is not chosen twice', () => {
    assert.deepEqual(choose([WATER, WATER_AGAIN, ROAD, BUS]), [WATER, ROAD, BUS]);
  });

  it('are at most three, and those that carry the risen terms come first', () => {
    const many = Array.from(
      { length: 12 },
      (_, at) => `第${at} 条 说的 是 完全 ${at} 不同 ${at * 7} 的 事情 ${at * 3} 之${at}`,
    );
    const chosen = choose([...many, BUS], ['公交车', '取消']);
    assert.equal(chosen.length, TYPICAL_MAX);
    assert.ok(chosen.includes(BUS));
  });

  it('are masked and cut', () => {
    const long = `家住 人民路 3号楼2单元501室 电话 13812345678 ${'水管 '.repeat(80)}`;
    const [text = ''] = choose([long]);
    assert.ok(!text.includes('13812345678') && !text.includes('501'), text);
    assert.ok([...text].length <= TYPICAL_CHARS_MAX + 1);
  });

  it('pass over a post that names a person', () => {
    assert.deepEqual(
      choose([WATER, `${ROAD} 王小明 说`], [], (text) => text === '王小明'),
      [WATER],
    );
  });

  it('name none of two hundred invented persons, however the segmenter cuts their names', function () {
    this.timeout(30_000);
    const loaded = loadLexicon(LEXICONS_DIR);
    assert.ok('lexicon' in loaded);
    const publicNames = loadPublicNames(LEXICONS_DIR, loaded.lexicon);
    const isName = (text: string): boolean => isPersonName(text, publicNames);
    const segmenter = createSegmenter();
    const sentences = [
      '听说NAME家里停水三天了没人管',
      '昨天NAME打电话问供水公司，说还要等',
      'NAME，你家自来水也发黄吗',
      '举报城关镇NAME，拆迁款一分没到',
    ];
    const missed = invented().flatMap((name) =>
      sentences
        .map((sentence) => sentence.replace('NAME', name))
        .filter((text) => {
          const { post } = aPost({ text });
          return !namesPerson({ ...post, tokens: indexedTokens(segmenter.cut(text), segmenter.partsOf) }, isName);
        }),
    );
    assert.deepEqual(missed, []);
  });
});

/** The two hundred names that the test of names refuses. */
export function invented(): readonly string[] {
  const code = readFileSync(join(import.meta.dirname, '../analysis/person-name.test.ts'), 'utf8');
  const list = code.slice(code.indexOf('const PERSONS'), code.indexOf('const PUBLIC'));
  const names = [...list.matchAll(/'([^']+)'/g)]
    .flatMap(([, part = '']) => part.split(' '))
    .filter((name) => name !== '');
  assert.ok(names.length >= 200);
  return names;
}
