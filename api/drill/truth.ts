import type { DrillTruth } from '../contract/index.ts';

/** What is so in the sample town, and what is not: by this a drill is scored. */
export type Truth = Pick<DrillTruth, 'id' | 'zh' | 'en' | 'expected'> & {
  /** A point is about it when it carries one of these. */
  readonly words: readonly string[];
};

export const TOWN_TRUTHS: readonly Truth[] = [
  {
    id: 'repair',
    zh: '阳光家园小区供水管道正在抢修',
    en: 'A water pipe of the estate 阳光家园 is under repair',
    expected: 'true',
    words: ['抢修', '管道', '维修', '漏水', '渗漏', '接口'],
  },
  {
    id: 'turbid',
    zh: '阳光家园小区自来水短时浑浊、发黄',
    en: 'The tap water of that estate is turbid for a time',
    expected: 'true',
    words: ['浑浊', '发浑', '发黄', '浑水', '变黄', '水质浑', '茶水', '水压'],
  },
  {
    id: 'poison',
    zh: '龙泉水厂水源被污染、被投毒',
    en: 'The source of the waterworks is polluted or poisoned',
    expected: 'false',
    words: ['污染', '投毒', '有毒', '废水', '不能喝', '停产'],
  },
  {
    id: 'fish',
    zh: '龙泉水库漂满死鱼',
    en: 'The reservoir is full of dead fish',
    expected: 'false',
    words: ['死鱼'],
  },
  {
    id: 'hospital',
    zh: '县人民医院住满喝水中毒的人',
    en: 'The county hospital is full of people poisoned by water',
    expected: 'false',
    words: ['医院', '中毒', '住满'],
  },
];

/** A point may be put the other way round: "没有死鱼" is true where "有死鱼" is false. */
const TURNED = /没有|没被|并未|未被|未受|未发现|并非|不存在|不是|正常|均合格|达标|无(?:污染|毒|死鱼|异常)/u;

export function isTurned(text: string): boolean {
  return TURNED.test(text);
}

/** The one that most of a text's words are about; null for none. */
export function truthOf(text: string): Truth | null {
  const hits = TOWN_TRUTHS.map((truth) => ({ truth, count: truth.words.filter((word) => text.includes(word)).length }));
  const [best] = hits.toSorted((a, b) => b.count - a.count);
  return best === undefined || best.count === 0 ? null : best.truth;
}
