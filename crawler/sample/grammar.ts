/** Frames become sentences: `{slot}` is filled from the scene (same place all through a thread) or from chance. */
import type { Random } from './random.ts';
import { between, pick } from './random.ts';
import { wallOf } from './calendar.ts';

const TOWNS = ['城关镇', '城关镇', '柳树镇', '柳树镇', '石桥镇', '东湖镇', '白沙镇', '龙泉镇', '双塔镇'] as const;
const ESTATES = [
  '东湖花园小区',
  '阳光家园小区',
  '东湖花园',
  '阳光家园',
  '清河人家小区',
  '金桂苑小区',
  '幸福里小区',
  '滨河佳苑',
  '北关花园',
] as const;
const ROADS = ['人民路', '解放路', '建设路', '文化路', '滨河路', '北关大街', '迎宾路'] as const;
const SCHOOLS = ['实验小学', '实验小学', '清河一中', '清河二中', '南关小学'] as const;
const VILLAGES = ['前柳村', '后柳村', '石桥村', '湖东村', '白沙村', '上泉村', '双塔村', '东关村', '小河套村'] as const;
const KIN = ['我妈', '老人', '孩子', '我爸', '家里老人', '奶奶', '婆婆', '丈母娘', '邻居大爷'] as const;

const MARKET = '城关农贸市场';
const HOSPITAL = '县人民医院';
const BRIDGE = '白沙大桥';

/** Every place that the town speaks of; each stands in the lexicon of local places. */
export const PLACE_NAMES: readonly string[] = [
  ...TOWNS,
  ...ESTATES,
  ...ROADS,
  ...SCHOOLS,
  ...VILLAGES,
  MARKET,
  HOSPITAL,
  BRIDGE,
];

/** What stays the same all through one thread. */
export interface Scene {
  readonly publishedMs: number;
  readonly bureau: string;
  readonly places: Readonly<Record<string, string>>;
}

/** A scene of its own: one estate, one road, one school. */
export function sceneOf(random: Random, publishedMs: number, bureau: string): Scene {
  const road = pick(random, ROADS);
  return {
    publishedMs,
    bureau,
    places: {
      town: pick(random, TOWNS),
      estate: pick(random, ESTATES),
      road,
      road2: pick(
        random,
        ROADS.filter((one) => one !== road),
      ),
      school: pick(random, SCHOOLS),
      village: pick(random, VILLAGES),
      market: MARKET,
      hospital: HOSPITAL,
      bridge: BRIDGE,
      building: `${between(random, 1, 19)}号楼`,
      bus: `${between(random, 1, 8)}路公交`,
      grade: pick(random, ['一年级', '二年级', '三年级', '四年级', '五年级', '初一', '初二']),
      kin: pick(random, KIN),
      bureau,
    },
  };
}

const MIDDAY = [
  '上午十点左右',
  '中午',
  '下午三点多',
  '早上七点多',
  '傍晚六点多',
  '晚上八点多',
  '早上六点半',
  '下午一点',
];
const MORNING = ['早上七点', '早上八点', '上午九点前', '早上六点多'];
const EVENING = ['晚上八点', '晚上九点', '傍晚六点', '晚上七点半'];
const NIGHT = ['夜里十一点', '晚上十点多', '半夜', '晚上十点半', '夜里十二点'];
const RUSH = ['早高峰', '晚高峰', '早上七点半', '傍晚五点半', '上下班时间'];
const SPANS = ['十五天', '一周', '二十天', '三十天', '一个月'];
const DAYS = ['三天', '快一周', '半个月', '十来天', '两个星期', '四五天', '一个多月', '好几天'];
const LATELY = ['昨天', '前天', '这两天', '今天', '上周', '周末', '昨晚', '今早', '这几天'];
const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const FLOORS = ['五楼', '六楼', '七楼', '十一楼', '顶楼', '十六楼', '三楼'];
const SEASONS = ['冬季', '冬季', '春季', '春季', '春季', '夏季', '夏季', '夏季', '秋季', '秋季', '冬季', '冬季'];
const SIGHTS = [
  '东湖边的腊梅开了',
  '东湖边的腊梅开了',
  '石桥镇的桃花开了',
  '石桥镇的油菜花开了',
  '柳树镇的槐花开了',
  '东湖的荷花开了',
  '东湖的荷花开了',
  '东湖的荷花开了',
  '柳树镇的桂花开了',
  '双塔镇的柿子红了',
  '双塔镇的银杏黄了',
  '清河边的芦花白了',
];

type Fill = (random: Random, scene: Scene) => string;

const FILLS: Readonly<Record<string, Fill>> = {
  n: (random) => String(between(random, 2, 9)),
  nn: (random) => String(between(random, 11, 68)),
  nnn: (random) => String(between(random, 108, 960)),
  deg: (random) => pick(random, ['十四', '十五', '十六', '15', '16', '13']),
  clock: (random) => pick(random, MIDDAY),
  morning: (random) => pick(random, MORNING),
  evening: (random) => pick(random, EVENING),
  night: (random) => pick(random, NIGHT),
  rush: (random) => pick(random, RUSH),
  offschool: (random) => pick(random, ['下午四点半', '傍晚五点多', '下午五点']),
  span: (random) => pick(random, SPANS),
  days: (random) => pick(random, DAYS),
  day: (random) => pick(random, LATELY),
  weekday: (random) => pick(random, WEEKDAYS),
  floor: (random) => pick(random, FLOORS),
  season: (_, scene) => seasonOf(scene),
  treesight: (_, scene) => SIGHTS[wallOf(scene.publishedMs).month - 1] ?? '东湖边的柳树绿了',
  weather: (_, scene) => (['秋季', '冬季'].includes(seasonOf(scene)) ? '降温' : '下雨'),
  estate2: (random) => pick(random, ESTATES),
  town2: (random) => pick(random, TOWNS),
  school2: (random) => pick(random, SCHOOLS),
  village2: (random) => pick(random, VILLAGES),
  month: (_, scene) => `${((wallOf(scene.publishedMs).month + 10) % 12) + 1}月份`,
  date: (_, scene) => `${wallOf(scene.publishedMs).month}月${wallOf(scene.publishedMs).day}日`,
};

function seasonOf(scene: Scene): string {
  return SEASONS[wallOf(scene.publishedMs).month - 1] ?? '秋季';
}

/**
 * The frame with its slots filled. What chance filled is kept in `told`, so that title and text tell the same figures. A slot that
 * nothing fills is a mistake of the frame, and thrown.
 */
export function say(random: Random, frame: string, scene: Scene, told = new Map<string, string>()): string {
  return frame.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const text = scene.places[slot] ?? told.get(slot) ?? FILLS[slot]?.(random, scene);
    if (text === undefined) throw new Error(`no word for {${slot}} in ${frame}`);
    told.set(slot, text);
    return text;
  });
}

/** Sentences joined into one text: each ends in a full stop if it has no end of its own. */
export function paragraph(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[。！？，：…]$/.test(sentence) ? sentence : `${sentence}。`))
    .join('');
}
