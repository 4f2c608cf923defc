/** Frames that fit any topic: how people begin, and how they end in each voice. */

export type TownTone = 'calm' | 'worried' | 'angry' | 'helpless' | 'thankful';

export const OPENERS: readonly string[] = [
  '',
  '',
  '',
  '',
  '第一次在这里发帖。',
  '替{kin}问一下。',
  '想反映一个情况。',
  '大家好，',
  '路过{road}的时候想起来说一说。',
  '本来不想发的，',
  '说件小事。',
  '憋了{days}了，说两句。',
  '各位邻居，',
  '下班路上看到的，',
  '不知道有没有人和我一样，',
  '刚从{town}回来，',
];

export const CLOSERS: Readonly<Record<TownTone, readonly string[]>> = {
  calm: [
    '有知道的麻烦说一声，谢谢。',
    '先记在这里，有消息再来更新。',
    '希望有关部门看到后给个答复。',
    '大家那边是什么情况？',
    '不着急，{weekday}前有个说法就行。',
    '如果已经在办了，就当我没说。',
    '我再打电话问问，问到了告诉大家。',
    '欢迎补充。',
  ],
  worried: [
    '家里有老人孩子，实在有点担心。',
    '越想越不放心，夜里都没睡好。',
    '但愿是我多想了，可心里不踏实。',
    '总觉得心里悬着，有点害怕。',
    '{kin}这两天一直念叨，我也跟着担心。',
    '{kin}也跟着操心，一家人都不安。',
    '万一有什么问题，谁来负责？让人害怕。',
  ],
  angry: [
    '说了多少遍了，到底有没有人管？太气人了！',
    '一拖再拖，真让人生气！',
    '问谁谁都说不知道，太不像话！',
    '这样敷衍老百姓，谁心里能痛快？',
    '再没人处理，我们就一起去问个明白！',
    '推来推去，气得我饭都没吃好！',
    '{days}了，一句话都没有，实在忍不下去了！',
  ],
  helpless: [
    '没办法，只能先这样凑合着。',
    '跑了几趟都没用，真不知道还能找谁。',
    '唉，老百姓能怎么办呢。',
    '说了也白说，心累。',
    '已经不指望什么了，就是想说出来。',
    '年年这样，习惯了，无奈。',
    '一个人的声音太小，唉。',
  ],
  thankful: [
    '特地来说声谢谢，辛苦了。',
    '办得快，给他们点赞！',
    '心里暖暖的，感谢帮忙的每一位。',
    '问题解决了，谢谢大家关心。',
    '真心感谢，好人多。',
    '表扬一下，比以前进步多了。',
  ],
};

/** Endings of small talk and of good news. */
export const MILD_CLOSERS: readonly string[] = [
  '',
  '',
  '',
  '欢迎补充。',
  '大家那边呢？',
  '点个赞！',
  '挺好的，说一声。',
  '生活就是这些小事。',
];

/** What makes it the writer's own: where they live, how they came across it. */
export const CONTEXTS: readonly string[] = [
  '我在{estate}住了{nn}年',
  '每天{morning}送孩子都要经过这里',
  '{weekday}轮休，正好看见',
  '{kin}腿脚不好，出门一趟不容易',
  '家就在{road}边上',
  '我上班在{road}，住在{town}',
  '在外地打工，{day}刚回来',
  '这事我留意{days}了',
  '同事也说起过',
  '楼下碰见几个邻居，说的都是这个',
  '{kin}先发现的，我下班才知道',
  '拍了照片，手机里存着',
  '本来想打电话，又怕说不清楚',
  '问了一圈，没有一个说得准的',
  '隔壁楼的人{day}也提过',
  '去年这个时候我也写过一次',
  '不是针对谁，就事论事',
  '我是做小生意的，平时没空上网',
  '全家{n}口人都等着',
  '刚搬来{estate}，很多事不懂',
  '{town}的亲戚打电话来问',
  '孩子{grade}，时间紧',
  '前后看了{n}次，不是偶然',
  '{day}特地去看了一眼',
];

/** After a complaint that came to a good end. */
export const RESOLVED: readonly string[] = [
  '{day}有人打电话来回访，问题已经处理',
  '没想到第二天就有人回话，现在好了',
  '来来回回{n}天，总算有了着落',
  '{day}接到答复，说得清清楚楚',
  '反映以后{n}天有了答复，现在没这个问题了',
  '{weekday}有人上门来看，当天就办妥了',
];

/** How people begin, and what they add, when they have something nice to tell. */
export const GOOD_OPENERS: readonly string[] = [
  '',
  '',
  '',
  '大家好，',
  '说件小事。',
  '下班路上看到的，',
  '第一次在这里发帖。',
  '各位邻居，',
];

export const GOOD_CONTEXTS: readonly string[] = [
  '我在{estate}住了{nn}年',
  '{weekday}轮休，正好有空',
  '刚搬来{estate}，样样都新鲜',
  '{kin}也高兴',
  '同事也说起过',
  '在外地打工，{day}刚回来',
  '拍了照片，手机里存着',
];
