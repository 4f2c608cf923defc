import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The usual surnames, by the order of how many bear them. Rare ones that are everyday words (水, 路, 车, 全) are left out. */
export const SURNAMES: ReadonlySet<string> = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤康易乔赖文樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦左祝甘包宁符阮舒纪梅童凌裴岳骆喻柯欧关游辛管柳鲍蓝耿詹盛祁邢齐涂翁霍苗单骞卓池阎褚娄饶桂滕宫苟谷冉靳简丛闻庄晏瞿解尚边景连臧屈柏房牟冷桑蒲卞窦项党成刁冀阳边佟戚米褚费卫华晋仇席沙盖古蔺商栾楚于隋郎'.split(
    '',
  ),
);

export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 宇文 长孙 夏侯 端木 南宫 独孤 轩辕 呼延 完颜 闻人 澹台 太史 淳于 单于 申屠 百里 东郭'.split(
    ' ',
  ),
);

export type NameStatistics = {
  /** Words of the dictionary that begin with a surname and are no person's name. */
  readonly ordinary: ReadonlySet<string>;
  /** Characters that names of the dictionary have after the surname. */
  readonly given: ReadonlySet<string>;
};

/** A character that this many names of the dictionary hold after a surname counts as one of given names. */
const GIVEN_COUNT_MIN = 6;
/** Proper names rarer than this in the dictionary's texts may be persons that it took for places; real places are listed. */
const RARE_BELOW = 50;
/** Given names that people bear today and the dictionary, made from newspapers and novels, hardly knows. */
const GIVEN_TODAY =
  '梓涵萱轩宸睿晗瑜昊煜馨怡婷妍悦欣妤彤诺琪琳璐玥瑶琦雯霏晨曦曼漫沐沁泽浩淇渊湛溪潇澜瀚灿烨焱熙燕爽珂珊珏珺瑞瑾璇璟甜畅皓皖盈睿硕祺禾秋稚筠箐粲素紫绮维缘翊翔翰舒航艺芊芃芙芮芷若苒茜茗荷莉莎菁菲萌萍葵蓓蓝蔓蕊蕾薇虹蝶诗语谦豪贝贤超越跃轲辰逸邦郁铄铭锋锐锦阔隽雅雨雪霁霖露青静韵颖飒飞馥驰骁骏鸣鹏麒黛';

/** By its path: the statistics must not load the segmenter itself into the thread that asks. */
const DICTIONARY = join(
  dirname(createRequire(import.meta.url).resolve('nodejieba/package.json')),
  'submodules/cppjieba/dict/jieba.dict.utf8',
);

let loaded: NameStatistics | null = null;

/** Read from the segmenter's dictionary at the first call (some 200 ms), then kept: about 5 MB. */
export function nameStatistics(): NameStatistics {
  loaded ??= readStatistics(readFileSync(DICTIONARY, 'utf8'));
  return loaded;
}

function readStatistics(dictionary: string): NameStatistics {
  const ordinary = new Set<string>();
  const counts = new Map<string, number>();
  for (const line of dictionary.split('\n')) {
    if (!SURNAMES.has(line[0] ?? '')) continue;
    const [word = '', frequency = '', tag = ''] = line.split(' ');
    if (word.length < 2 || word.length > 4) continue;
    const isRareName = /^n[sz]/.test(tag) && Number(frequency) < RARE_BELOW;
    if (!tag.startsWith('nr') && !isRareName) ordinary.add(word);
    else if (word.length <= 3)
      for (const character of word.slice(1)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const given = new Set(GIVEN_TODAY);
  for (const [character, count] of counts) if (count >= GIVEN_COUNT_MIN) given.add(character);
  return { ordinary, given };
}
