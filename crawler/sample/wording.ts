/**
 * Nobody says a thing twice in the same words. A sentence goes through here before it is posted: some of its words are changed for
 * others of the same sense, some clauses get a word of the tongue before them, so that two posts about one thing do not read as copies.
 */
import type { Random } from './random.ts';
import { pick } from './random.ts';

/** Words of one sense: for the first, any of them may stand. */
const SENSES: readonly (readonly string[])[] = [
  ['没看见', '没瞧见', '没见到'],
  ['没看到', '没见着', '没瞧见'],
  ['希望', '盼着', '就盼着'],
  ['眼下', '目前', '现在'],
  ['家里', '屋里', '家中'],
  ['邻居', '街坊'],
  ['这两天', '这几天', '近两天'],
  ['一直', '老是'],
  ['实在', '真是', '确实'],
  ['晚上', '夜里'],
  ['不知道', '不晓得', '不清楚'],
  ['想问问', '想打听一下', '请问'],
  ['听说', '听人说', '据说'],
  ['打电话', '去电话'],
  ['孩子', '娃', '小孩'],
  ['有点', '有些', '多少有点'],
  ['很多', '不少'],
  ['大家', '各位', '大伙儿'],
  ['以后', '之后'],
  ['问了', '打听了', '问过'],
  ['说要', '讲要', '说是要'],
  ['旁边', '边上', '附近'],
  ['门口', '门前'],
  ['办好', '办妥'],
  ['危险', '不安全'],
  ['难受', '受不了'],
  ['去年', '上一年', '头一年'],
  ['处理', '解决'],
  ['谢谢', '多谢'],
  ['贴出来', '公布出来', '亮出来'],
  ['要不要', '用不用', '需不需要'],
  ['能不能', '可不可以', '是不是能'],
  ['怎么', '咋'],
  ['天天', '每天'],
  ['应该', '应当'],
];

/** What the tongue puts before a clause. */
const INTERJECTIONS: readonly string[] = [
  '其实',
  '说实话',
  '反正',
  '说真的',
  '说起来',
  '老实讲',
  '话说回来',
  '不瞒大家说',
];

const CHANGE_SHARE = 0.55;
const INTERJECTION_SHARE = 0.16;

interface Choice {
  readonly pattern: RegExp;
  readonly senses: ReadonlyMap<string, readonly string[]>;
}

const CHOICE: Choice = {
  pattern: new RegExp(SENSES.map(([word]) => word).join('|'), 'g'),
  senses: new Map(SENSES.map((words): [string, readonly string[]] => [words[0] ?? '', words])),
};

/** The sentence in somebody's own words. Places, figures and the words that name the topic stay as they are. */
export function worded(random: Random, sentence: string): string {
  return sentence
    .replace(CHOICE.pattern, (word) =>
      random() < CHANGE_SHARE ? pick(random, CHOICE.senses.get(word) ?? [word]) : word,
    )
    .replace(/，(?!可是|就是|但|而|结果|那|\d)(?=[^，。？！]{6,})/g, (comma) =>
      random() < INTERJECTION_SHARE ? `，${pick(random, INTERJECTIONS)}` : comma,
    );
}
