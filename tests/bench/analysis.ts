import nodejieba from 'nodejieba';
import { createBatchAnalyser } from '../../api/analysis/analyse.ts';
import { loadLexicon } from '../../api/analysis/lexicon.ts';
import { LEXICONS_DIR } from '../../api/analysis/script.ts';
import { createSegmenter } from '../../api/analysis/segment.ts';

export type BenchFigure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  readonly ok: boolean;
};

/** Units a post, as in the design's figures. */
const POST_LENGTH = 200;
const POSTS = 2_000;
/** Paired rounds; the median ratio counts, for other work on the machine hits both sides of a pair alike. */
const ROUNDS = 7;
/** Texts at once, as the pool hands them to a thread. */
const BATCH_TEXTS = 64;
/** Passes before the clock runs, so that both sides are compiled. */
const WARM_PASSES = 3;
const SHARE_MIN = 0.6;

const SENTENCES = [
  '听说城关镇自来水厂的水今天早上发黄了，邻居都在群里说不敢喝',
  '我们小区停电已经三天，物业一直推诿，打了供电公司的电话也没有人管',
  '东湖花园小区业主反映开发商延期交房，住建局答复正在处理',
  '实验小学门口每天早上堵车严重，希望交警大队能派人来疏导交通',
  '县人民医院急诊科的医生态度很好，感谢他们的耐心治疗',
  '河口乡的化工厂夜里偷排污水，气味刺鼻，附近村民担心影响身体健康',
  '紧急扩散！明天起全县停水一周，赶紧转告家人囤水，内部消息千万别不信',
  '农贸市场的猪肉又涨价了，老百姓的菜篮子越来越贵',
  '柳树镇村干部公示低保名单，村民认为不公平，要求重新核查',
  '人民路修路半年还没有完工，下雨天到处积水，行人出行困难',
  '工地拖欠农民工工资三个月，包工头联系不上，我们只能到劳动局投诉',
  '暖气不热，室温只有十四度，热力公司说管道正在检修，让我们再等等',
  '网上流传的视频并非本县，警方已经核实，请大家不要轻信谣言',
  '周末带着孩子去公园里转了一圈，桃花已经开了，拍了不少好看的照片',
  '有没有人知道附近哪里有修手机屏幕的，便宜一点又靠得住的那种',
  '昨天晚上下班回来正好赶上下雨，在路边的小店里坐了半个钟头才走',
  '这个论坛现在人越来越少了，记得以前晚上发个帖子马上就有人回',
  '家里老人想学着用智能手机，谁有简单一点的办法可以慢慢教会他',
  '二手电动车转让，骑了不到一年，电池还很新，有意的朋友留言看车',
  '今年的天气真是奇怪，都已经到这个时候了，早晚还要穿厚衣服',
  '公交车12路改线以后老人看病很不方便，建议恢复原来的站点',
];

/** Posts of `POST_LENGTH` units, each another sequence of sentences: by a small linear congruence, the same each run. */
function posts(): string[] {
  let seed = 1;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 1;
    return seed % below;
  };
  return Array.from({ length: POSTS }, () => {
    let text = '';
    while (text.length < POST_LENGTH) text += `${SENTENCES[next(SENTENCES.length)] ?? ''}${next(1000)}，`;
    return text.slice(0, POST_LENGTH);
  });
}

/** Time of this thread on the processor, not of the wall: what else runs on the machine is left out. */
function timeMs(work: () => unknown): number {
  const from = process.threadCpuUsage().user;
  work();
  return (process.threadCpuUsage().user - from) / 1000;
}

/** Analysis with everything on against bare `nodejieba.cut`, on the same posts, turn by turn on one core. */
export async function run(): Promise<BenchFigure[]> {
  const loaded = loadLexicon(LEXICONS_DIR);
  if (!('lexicon' in loaded)) throw new Error('the shipped lexicon does not load');
  const analyse = createBatchAnalyser(loaded.lexicon, createSegmenter());
  const texts = posts();
  const bare = () => texts.map((text) => nodejieba.cut(text).length);
  const whole = () => {
    for (let from = 0; from < POSTS; from += BATCH_TEXTS)
      analyse(texts.slice(from, from + BATCH_TEXTS).map((text) => ({ text })));
  };
  for (let pass = 0; pass < WARM_PASSES; pass++) {
    bare();
    whole();
  }
  const rounds = Array.from({ length: ROUNDS }, () => {
    const bareMs = timeMs(bare);
    const wholeMs = timeMs(whole);
    return { share: bareMs / wholeMs, perS: (POSTS / wholeMs) * 1000 };
  });
  rounds.sort((a, b) => a.share - b.share);
  const median = rounds[ROUNDS >> 1] ?? { share: 0, perS: 0 };
  return [
    {
      name: 'analysis against bare nodejieba.cut',
      value: median.share,
      unit: 'ratio',
      limit: SHARE_MIN,
      ok: median.share >= SHARE_MIN,
    },
    { name: 'analysis, 200-character posts on one core', value: median.perS, unit: 'posts/s', limit: 0, ok: true },
  ];
}
