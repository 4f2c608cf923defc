import { Criteria, type Figure, type Paper, type PaperChart, type Section } from '../../api/contract/index.ts';
import { END_MS, finding, HOUR_MS, hours, section, span, typical } from './paper-parts.ts';

const DAY = { fromMs: END_MS - 24 * HOUR_MS, toMs: END_MS };

function posts(value: number, text: string): Figure {
  return { value, shown: String(value), query: { of: 'posts', criteria: Criteria.parse({ text, ...DAY }) } };
}

/** 0-4 are referred to by the spans below. */
const FIGURES: readonly Figure[] = [
  posts(203, '自来水'),
  { value: 139, shown: '139', query: { of: 'voices', criteria: Criteria.parse({ text: '自来水', ...DAY }) } },
  { value: null, shown: '<5', query: { of: 'voices', criteria: Criteria.parse({ text: '夜市', ...DAY }) } },
  posts(61, '供暖'),
  { value: 5, shown: '5', query: { of: 'desk', rule: 'concerns-open', body: null, ...DAY } },
];

const PROMISED = section('promised', '上期承诺未办结', [
  finding('promise:1', [
    [
      span('老旧小区二次供水：县住建局上期承诺 22 日 12:00 前公布清洗安排，'),
      span('已逾期 1 天 6 小时', 'late'),
      span('。'),
    ],
  ]),
]);

const GIST = section('gist', '要点', [
  finding('gist:1', [
    [
      span('城东自来水发黄'),
      span('属实', 'true'),
      span('，系管道抢修所致，14:20 复测达标；“化工厂泄漏污染”'),
      span('不实', 'false'),
      span('，16:42 已发情况通报。'),
    ],
  ]),
  finding('gist:2', [
    [span('“有孩子住院”仍'), span('待核实', 'open'), span('，县卫健局已回 2 家医院，未见此类就诊，20:00 前再答复。')],
  ]),
  finding(
    'gist:3',
    [[span('滨河工地欠薪今日升为'), span('三级', 'level-3'), span('，涉及约 9 条、7 个声音，县人社局 16:12 接办。')]],
    { fresh: true },
  ),
]);

const DUE = section(
  'due',
  '需回应事项（5 件，逾期 2 件）',
  [
    finding('claim:c1', [
      '城东自来水发黄',
      span('二级', 'level-2'),
      '县住建局',
      '23日 18:20',
      '16:42 已通报，提前 98 分钟',
    ]),
    finding('alert:a2', ['滨河工地欠薪', span('三级', 'level-3'), '县人社局', '24日 12:00', '已约谈总包，核人数'], {
      fresh: true,
    }),
    finding('alert:a3', [
      '建设里、东湖苑供暖不热',
      span('三级', 'level-3'),
      '县热力公司',
      '24日 09:00',
      '今晚入户测温',
    ]),
    finding('concern:k1', ['老旧小区二次供水', '督办', '县住建局', '22日 12:00', span('已逾期 1 天 6 小时', 'late')]),
    finding('concern:k2', ['城东小学接送区划线', '督办', '县交警大队', '23日 11:00', span('已逾期 7 小时', 'late')]),
  ],
  { columns: ['事项', '关注度', '责任单位', '时限', '进展'] },
);

const HOT = section(
  'hot',
  '热点 TOP5',
  [
    finding(
      'hot:topic:water|place:1',
      [
        '自来水 · 城东',
        span('203', undefined, 0),
        '12–31',
        span('139', undefined, 1),
        '升温后回落',
        '水能不能喝；为何没有通知',
      ],
      {
        posts: [
          typical(9, '清河论坛', '早上放出来的水发黄，放了十分钟还是黄的，锦绣花园三期都这样，到底能不能喝？'),
          typical(5, '水城晚报 · 清河', '抢修结束后仍有住户反映水色偏黄，供水公司称正在末梢排放，预计傍晚恢复。'),
          typical(3, '城东业主之声', '如果只是抢修，为什么不提前发个通知？只在两个群里说，我们楼没人知道。'),
        ],
      },
    ),
    finding(
      'hot:topic:heat|place:2',
      ['供暖 · 建设里、东湖苑', span('61', undefined, 3), '18–36', '44', '升温', '室温不到 16 度'],
      { posts: [typical(11, '清河论坛', '家里 15 度，老人孩子都穿着羽绒服，打热线说在排队。')] },
    ),
    finding('hot:topic:medical|place:0', ['医保缴费 · 全县', '38', '15–30', '29', '升温', '系统打不开']),
    finding('hot:topic:wage|place:5', ['欠薪 · 滨河路', '27', '0–4', '16', '升温', '9 月工资何时结清'], {
      fresh: true,
    }),
    finding('hot:topic:noise|place:7', ['夜市噪声 · 北关', '4', '2–9', span('<5', undefined, 2), '平稳', '几点收摊']),
  ],
  { columns: ['议题 · 地点', '条数', '平常', '声音', '趋势', '群众主要关切'], numeric: [1, 2, 3] },
);

const RUMORS = section(
  'rumors',
  '传言与核实',
  [
    finding('claim:c1/p1', ['城东部分小区水发黄', span('属实', 'true'), '抢修工单；疾控检测浊度 1.8 → 0.46 NTU']),
    finding('claim:c1/p2', [
      '清源化工泄漏，污染物进自来水',
      span('不实', 'false'),
      '现场检查；6 个点位挥发酚、苯系物未检出',
    ]),
    finding('claim:c1/p3', ['瞒着不通知', span('部分属实', 'partly-true'), '只发 2 个业主群，2 处没有收到']),
    finding('claim:c1/p4', ['有孩子喝水后住院', span('待核实', 'open'), '县卫健局 20:00 前答复'], { fresh: true }),
    finding('claim:c2/p1', [
      '滨河路工地“三个月没发钱”',
      span('缺乏依据', 'unsupported'),
      '工资专户流水只到 10 月，未见其余',
    ]),
  ],
  { columns: ['说法', '核实状态', '权威信息'] },
);

const EFFECT = section('effect', '昨日回应效果', [
  finding('effect:s1', [
    '首次回应（11:40）后，“化工厂泄漏”的复述由每半小时 20 条降到 5 条，通报被引用 41 次；15 时起因新说法回升到 9 条。',
  ]),
]);

const LEDGER = section(
  'ledger',
  '台账进展（三率）',
  [
    finding('rate:all', ['全县', '18/20（90%）', '13/18（72%）', '18/23（78%）', span('5', undefined, 4)]),
    finding('rate:housing', ['县住建局', '6/7（86%）', '4/6（67%）', '5/8（63%）', '3']),
    finding('rate:social', ['县人社局', '4/4（100%）', '3/4（75%）', '<5', '1']),
  ],
  { columns: ['单位', '按时回应率', '解决率', '满意率', '在办'], numeric: [1, 2, 3, 4] },
);

const JUDGEMENT = section('judgement', '研判与建议', [
  finding('judgement:1', [
    '供水主因已消除，群众关切转向“为什么没有通知”，建议住建局明日 10 时前公布新的停水、抢修通知办法。',
  ]),
  finding('judgement:2', ['明日降温 6 度，供暖诉求可能增加；欠薪涉及人数未明，宜当日见面答复。']),
]);

const METHOD = section(
  'method',
  '附：数据口径',
  [
    finding('method:window', ['时间窗口', '2026年11月22日 18:00 至 11月23日 18:00（北京时间），按发布时间计']),
    finding('method:sample', ['样本', '公开帖文 794 条，来自 18 个信源；声音为去重后的匿名计数，少于 5 的写“<5”']),
    finding('method:usual', ['平常', '近 28 天同时段第 10 至 90 百分位']),
    finding('method:marker', ['传言特征', '只是要看一看的理由，结论由人依据证据作出']),
    finding('method:mute', ['静音', '“夜市噪声”静音至 11 月 30 日，值班员，理由：施工公告已发']),
  ],
  { columns: ['项目', '说明'] },
);

const GAPS = section('gaps', '缺失信源', [
  finding('gap:1', ['清河论坛 13:40–14:25 停机维护；水城晚报 · 清河自 11:20 起取不到。缺数不按 0 计。']),
]);

const TRACE = section(
  'trace',
  '编辑留痕',
  [
    finding('trace:1', ['17:36', '移出“夜市噪声”', '林岚', '14:10 已回到平常']),
    finding('trace:2', ['17:39', '误报：北关停电', '林岚', '系计划检修，公告早于帖文']),
  ],
  { columns: ['时间', '改动', '谁', '理由'] },
);

export const SECTIONS: readonly Section[] = [
  PROMISED,
  GIST,
  DUE,
  HOT,
  RUMORS,
  EFFECT,
  LEDGER,
  section('marks', '批示办理', []),
  JUDGEMENT,
  METHOD,
  GAPS,
  TRACE,
];

const COUNTS = [2, 3, 2, 4, 9, 18, 26, 31, 22, 14, null, null, 9, 12, 11, 8, 6, 5, 5, 4, 3, 4, 2, 3];

export function sampleChart(): PaperChart {
  return {
    id: 'course:c1',
    section: 'effect',
    title: '首次回应后，“化工厂泄漏”的复述降到四分之一',
    summary:
      '每小时复述条数：8 时至 10 时最高 31 条；13 时、14 时缺数；11:40 首次回应后降到 5 条上下，平常为 0 至 6 条。',
    unit: '条/时',
    bins: hours(24),
    lines: [
      { name: '平常下限', kind: 'low', values: COUNTS.map(() => 0) },
      { name: '平常上限', kind: 'high', values: COUNTS.map((_, at) => 4 + (at % 3)) },
      { name: '复述', kind: 'line', values: COUNTS },
      {
        name: '引用通报',
        kind: 'line',
        values: COUNTS.map((_, at) => (at < 9 ? 0 : at > 9 && at < 12 ? null : 14 - (at % 5))),
      },
    ],
    marks: [
      { bin: 9, label: '首次回应' },
      { bin: 16, label: '情况通报' },
    ],
  };
}

/** A daily issue of the sample town after its outbreak, released. */
export function samplePaper(change: Partial<Paper> = {}): Paper {
  return {
    form: 1,
    kind: 'daily',
    about: null,
    title: '清河县社情民意日报',
    office: '清河县人民政府新闻办公室',
    year: 2026,
    no: 327,
    dateText: '2026年11月23日',
    periodText: '2026年11月22日 18:00 至 11月23日 18:00',
    ...DAY,
    head: { n: 8_431, hash: '9c4e71b02f8da365'.repeat(4) },
    sections: [...SECTIONS],
    figures: [...FIGURES],
    charts: [sampleChart()],
    promises: [{ key: 'claim:c1/p4', text: '20:00 前答复“有孩子住院”', dueMs: END_MS + 2 * HOUR_MS }],
    lacking: [{ what: 'sources', why: '水城晚报 · 清河自 11:20 起取不到' }],
    sample: true,
    state: 'released',
    classed: '内部',
    reportsTo: '县委、县政府领导',
    copiesTo: '县直各部门，各街道办事处、乡镇人民政府',
    releasedText: '2026年11月23日 18:04 陈立签发',
    comments: [{ key: 'hot:topic:heat|place:2', text: '建议今晚一并公布测温结果。', by: '林岚' }],
    ...change,
  };
}
