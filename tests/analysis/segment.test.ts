import assert from 'node:assert/strict';
import nodejieba from 'nodejieba';
import { createSegmenter, REMEMBERED_WORDS_MAX } from '../../api/analysis/segment.ts';
import type { Segmenter } from '../../api/analysis/segment.ts';

const TEXTS = [
  '中国中国人民银行在城关镇自来水厂召开新闻发布会',
  '县人民医院急诊科的医生态度很好,感谢他们的耐心治疗',
  '\u{20bb7}野家 abc12 卡拉ok\n路\ud83d\ude00\ud800街道',
];

describe('the segmenter', function () {
  this.timeout(60_000);
  let segmenter: Segmenter;

  const cutWithParts = (text: string) =>
    segmenter.cut(text).flatMap((word) => (word.length > 2 ? [...segmenter.partsOf(word), word] : [word]));

  before(() => {
    segmenter = createSegmenter();
  });

  it('words with their parts are the cut for search', () => {
    for (const text of TEXTS) assert.deepEqual(cutWithParts(text), nodejieba.cutForSearch(text));
  });

  it('words make up the text without a gap', () => {
    for (const text of TEXTS) assert.equal(segmenter.cut(text).join('').length, text.length);
  });

  it('more words than are remembered change nothing', () => {
    for (let number = 0; number <= REMEMBERED_WORDS_MAX; number++) segmenter.partsOf(`词${number}`);
    for (const text of TEXTS) assert.deepEqual(cutWithParts(text), nodejieba.cutForSearch(text));
  });
});
