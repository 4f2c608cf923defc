import type { PlaceEntry } from '../contract/analysis.ts';
import { isLocal } from './place-levels.ts';

/** One meaning of a place word. A short name (邢台 for 邢台市) is an alias and needs more proof than the full name. */
export type Candidate = {
  readonly place: PlaceEntry;
  readonly isAlias: boolean;
  /** Ids of the places around it, nearest first; one list for all that have the same parent. */
  readonly around: readonly string[];
};

/** Meanings of a name where it is a word of its own, and where it may be a part of one. */
export type Meanings = { readonly whole: readonly Candidate[]; readonly anywhere: readonly Candidate[] };

/** Full names that are common nouns in running text. */
const COMMON_NAMES: ReadonlySet<string> = new Set([
  '城区',
  '郊区',
  '矿区',
  '新区',
  '市区',
  '离岛',
  '新界',
  '东区',
  '西区',
  '南区',
  '北区',
]);
/** Short names that are words of their own. */
const COMMON_SHORT: ReadonlySet<string> = new Set(
  '南部 资源 平原 中方 江口 温泉 新民 东山 阳城 大通 海北 海东 海西 东方 来宾 安康 大同 三明 中山 文昌 双河 白山 安顺 平凉 定安 昌江 可克达拉 和平 大方 平安 长安 永安 东安 大安 新安 吉安 高安 公安 新华 东风 同心 通道 团结 开化 正安 正定 宁静 大兴 新兴 兴安 安定 太平 万载 当阳 会同 建始 互助 大化 永胜 和顺 洪洞 文成 乐业 新和 民和 民主 东兴 光山 红旗 胜利'.split(
    ' ',
  ),
);

/** The meanings of a name that a spot allows. `isWhole`: the segmenter has word edges at both its ends. */
function usableCandidates(name: string, all: readonly Candidate[], isWhole: boolean): readonly Candidate[] {
  if (COMMON_NAMES.has(name)) return [];
  return all.filter(({ place, isAlias }) => {
    if (!isAlias) return name.length > 2 || isWhole;
    if (COMMON_SHORT.has(name) || (place.level === 'county' && !isWhole)) return false;
    return isWhole || isLocal(place) || place.level === 'province' || name.length > 2;
  });
}

/** Both lists of a name's meanings, made once: a spot in a text chooses one. */
export function meaningsOf(name: string, all: readonly Candidate[]): Meanings {
  return { whole: usableCandidates(name, all, true), anywhere: usableCandidates(name, all, false) };
}
