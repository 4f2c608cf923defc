/**
 * Sentences that are put together from parts, a hundred thousand and more of them: how the writer came across the matter, who they
 * are, what a body did. They make each text its own, so that the grouping of near-copies sees copies only where somebody pastes.
 */
import type { Random } from './random.ts';
import { pick } from './random.ts';

type Parts = readonly (readonly string[])[];

const ENCOUNTER: Parts = [
  [
    '上个月底',
    '前些日子',
    '上{weekday}',
    '{day}',
    '这个月初',
    '刚才',
    '{weekday}下班',
    '大前天',
    '吃过晚饭',
    '今天一早',
    '前两天',
    '月中',
    '早上出门',
  ],
  [
    '路过{road2}，',
    '在{estate2}门口，',
    '去{market}买菜，',
    '从{town2}回来的路上，',
    '在{road2}等车，',
    '接孩子放学，',
    '在小区凉亭里，',
    '在单位食堂，',
    '在{bridge}那头，',
    '去{town2}走亲戚，',
    '在{school2}门口，',
    '在镇上理发，',
    '在{hospital}排队，',
    '跑步经过{road2}，',
    '在{town2}赶集，',
    '在{road2}修车，',
  ],
  ['我', '我和{kin}', '我们几个邻居', '我们两口子', '我和同事', '我跟朋友'],
  [
    '聊起这件事，',
    '又说到这件事，',
    '听人议论这件事，',
    '跟一位老师傅聊了几句，',
    '碰见熟人说了几句，',
    '问了问旁边的人，',
    '听见有人打听同样的事，',
  ],
  [
    '说法各不相同',
    '看来不是我一个人这么想',
    '有人点头也有人摇头',
    '越聊越觉得该说出来',
    '谁也说服不了谁',
    '才知道里头有不少讲究',
    '都说希望早点有结果',
    '还是没有一个准信',
    '说得和网上差不多',
    '各有各的难处',
    '才想起来发个帖',
    '都盼着有个说法',
    '原来早就有人问过',
    '回家又讲给家里人听',
  ],
];

const STANDING: Parts = [
  [
    '我在{road2}开店{n}年，',
    '我住{estate2}，',
    '我娘家在{town2}，',
    '我在{school2}旁边上班，',
    '我是跑出租的，',
    '老家在{village2}，',
    '退休{n}年了，',
    '家里两个上学的，',
    '在{town2}上班，',
    '搬到{estate2}{n}年了，',
    '我爱人在{town2}，',
    '以前干过物业，',
    '我在外地待过{n}年，',
    '当过两年楼长，',
    '我家老二在{school2}，',
    '我在镇上教过书，',
    '我跑货运的，',
    '{town2}人，',
    '我每天骑车去{town2}，',
    '我家阳台正对着{road2}，',
    '我妹妹在{estate2}，',
    '我在{market}摆摊，',
  ],
  [
    '天天打那儿过，',
    '这种事见得多了，',
    '也帮人问过一回，',
    '类似的事碰到过两次，',
    '前年跑过一趟，',
    '身边好几家都遇到过，',
    '听老辈人讲过一些，',
    '和师傅们聊起过，',
    '平时也留意，',
    '开会的时候有人提过，',
    '串门的时候听人说起，',
    '赶集那天也听人议论，',
    '下班路上听人讲过，',
    '这一年没少为这个操心，',
    '多少了解一点，',
    '去窗口问过，',
    '打过一次热线，',
    '自己也吃过亏，',
    '后来才弄明白，',
    '问过懂行的人，',
    '当时没太在意，',
    '也写过一封信，',
    '群里有人说过，',
    '家里人也提过，',
  ],
  [
    '急也没用',
    '慢慢会好的',
    '各家情况不同',
    '说错了别怪',
    '给大家参考',
    '多问一句不吃亏',
    '一步一步来',
    '总有办法',
    '但愿今年不一样',
    '先把情况说清楚',
    '别光抱怨',
    '能帮一点是一点',
    '早说早安排',
    '盯紧点就行',
    '别不当回事',
    '有人牵头就好办',
    '最后都解决了',
    '等了半个月才有信',
    '跑两趟也就办了',
    '还是要走正规渠道',
    '留个凭据最要紧',
    '大家心里都有数',
    '不是一天两天了',
    '希望这次不一样',
  ],
];

const DEED: Parts = [
  ['{date}上午，', '{date}下午，', '连日来，', '本周，', '近日，', '日前，'],
  ['{bureau}'],
  ['有关负责人', '工作专班', '业务科室', '值班人员', '党员志愿者', '工作人员'],
  ['先后来到', '走进', '前往', '分头到'],
  [
    '{town}、{estate2}，',
    '{village}、{village2}，',
    '{road}、{road2}，',
    '{estate2}和{town2}，',
    '{school2}、{road}，',
    '{town2}、{village}，',
  ],
  ['查看', '了解', '核对', '对照清单检查', '听取居民介绍'],
  ['现场情况，', '办理进展，', '上次反映的问题，', '台账和进度，', '一线的难处，'],
  ['当场', '随后', '座谈时', '回去后'],
  ['梳理出', '明确了', '列出', '收集到'],
  ['{n}条', '{nn}条', '{n}项'],
  ['具体措施，', '待办事项，', '意见建议，', '需要协调的问题，'],
  ['安排专人', '逐项落实到人，', '由分管领导牵头，', '会同{town2}'],
  ['{n}个工作日内', '{span}内', '本月内', '尽快'],
  ['办结', '反馈', '回访', '公布结果', '完成复核'],
];

const PLEASURE: Parts = [
  [
    '看着就高兴，',
    '老家越来越好了，',
    '楼主有心了，',
    '真不错，',
    '我也想去看看，',
    '这才是过日子，',
    '上次去的时候人还不多，',
    '我们{town2}也有就好了，',
    '给{kin}看了，',
    '人在外地看着亲切，',
    '离{estate2}不远，',
    '从{road2}走过去十来分钟，',
    '我家{n}口人都喜欢，',
    '正想问这个，',
    '小城有小城的好，',
    '带着{kin}去过一回，',
    '在{road2}上班常路过，',
    '等天气好些，',
  ],
  [
    '{weekday}带孩子走一趟',
    '收藏了',
    '以后多发点这样的',
    '心情都好了',
    '谢谢分享',
    '值得一去',
    '下次约着一起',
    '先记下来',
    '周末有地方去了',
    '给楼主点个赞',
    '回头告诉同事',
    '{evening}去人少',
    '记得早点出门',
    '比刷手机强',
    '坐{bus}就能到',
    '希望一直这样',
    '邻居们也都说好',
    '从{town2}过来也方便',
  ],
];

function joined(random: Random, parts: Parts): string {
  return parts.map((part) => pick(random, part)).join('');
}

/** A frame: where and how the writer met the matter. */
export function encounterFrame(random: Random): string {
  return joined(random, ENCOUNTER);
}

/** A frame: who speaks, and how far they know what they speak of. */
export function standingFrame(random: Random): string {
  return joined(random, STANDING);
}

/** A frame: what a body's people did about it. */
export function deedFrame(random: Random): string {
  return joined(random, DEED);
}

/** A frame: what people say under good news and small talk. */
export function pleasureFrame(random: Random): string {
  return joined(random, PLEASURE);
}
