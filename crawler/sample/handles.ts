/** Names that posters go by. Invented, and of nobody. */
import type { Random } from './random.ts';

const FIRST = [
  '河边',
  '东湖',
  '柳下',
  '石桥',
  '晨光',
  '北关',
  '小城',
  '南街',
  '麦田',
  '青瓦',
  '槐花',
  '雨后',
  '巷口',
  '山里',
  '早起的',
  '爱喝茶的',
  '种菜的',
  '骑单车的',
  '跑步的',
  '老街',
  '清风',
  '半夏',
  '月亮',
  '开小店的',
  '钓鱼的',
  '白杨',
  '蓝天',
  '灯下',
  '不吃辣的',
  '路过的',
] as const;
const LAST = [
  '听风',
  '小麻雀',
  '一棵树',
  '豆浆',
  '行人',
  '石头',
  '阿婆家',
  '稻香',
  '二十年',
  '大白菜',
  '听雨',
  '猫',
  '荷叶',
  '向日葵',
  '炊烟',
  '老伙计',
  '萤火虫',
  '柿子',
  '蒲公英',
  '柳絮',
  '看云',
  '泡泡',
  '木匠',
  '豆包',
  '小溪',
  '竹笛',
  '糖葫芦',
  '胖团子',
] as const;
/** Few write much, many write seldom: the exponent bends an even draw towards the first names. */
const BEND = 1.6;

/** One of some eight hundred handles, the frequent ones more often. */
export function handleOf(random: Random): string {
  const count = FIRST.length * LAST.length;
  const rank = Math.min(count - 1, Math.floor(random() ** BEND * count));
  return handleAt(rank);
}

/** The handle of a rank; ranks that differ by less than their number are different handles. */
export function handleAt(rank: number): string {
  const count = FIRST.length * LAST.length;
  // 377 has no factor in common with 840, so the walk meets every pair once.
  const at = (rank * 377 + 131) % count;
  return `${FIRST[at % FIRST.length] ?? ''}${LAST[Math.floor(at / FIRST.length)] ?? ''}`;
}
