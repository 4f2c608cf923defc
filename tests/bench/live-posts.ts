import { createHash } from 'node:crypto';
import type { IngestPost } from '../../api/contract/index.ts';

const WHERE = ['城东', '河西街', '学府路', '老车站', '新桥镇', '南门口', '柳林村', '东方小区'];
const WHAT = [
  '今天早上自来水有一股怪味，烧开了也不敢喝',
  '路灯坏了半个月还没有人来修，晚上走路看不清',
  '公交车改了线路，老人去医院要多走两站',
  '楼下烧烤摊的油烟一直飘到家里来，窗户都不敢开',
  '停电三个小时了，冰箱里的东西都化了',
  '学校门口的车停得乱七八糟，孩子过马路很危险',
  '垃圾站几天没有清运，天一热味道就很大',
  '菜市场翻新以后干净多了，就是车位还是不够',
];
const ASK = ['有没有人知道怎么回事', '希望有关部门来看看', '打了电话说会处理', '邻居们都在群里议论', '先记在这里'];
const PARTS = 6;

/** Posts of about 150 characters, each another text; `from` counts on from batch to batch. */
export function makePosts(source: string, from: number, count: number): readonly unknown[] {
  const seenMs = Date.now();
  return Array.from({ length: count }, (_, at) => {
    const number = from + at;
    const text = Array.from({ length: PARTS }, (_part, part) => {
      const turn = number * 7 + part * 13 + Math.floor(number / 11) * part;
      const [where, what, ask] = [WHERE, WHAT, ASK].map((list, i) => list[(turn + number * i) % list.length]);
      return `${where}第${(number % 97) + part}栋，${what}，${ask}。`;
    }).join('');
    const id = createHash('sha256').update(`bench ${number}`).digest('hex').slice(0, 32);
    return {
      id,
      source,
      kind: 'thread',
      url: `https://feed.example.org/${number}`,
      thread: id,
      floor: 1,
      title: `第${number}帖`,
      text,
      publishedMs: seenMs,
      seenMs,
      voice: id.slice(0, 16),
      backfill: false,
    } satisfies Record<keyof IngestPost, unknown>;
  });
}
