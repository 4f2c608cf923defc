import { ClaimId, type Paper } from '../../api/contract/index.ts';
import { finding, section, span } from './paper-parts.ts';
import { sampleChart, samplePaper, SECTIONS } from './sample-paper.ts';

const COURSE = section(
  'course',
  '传播与处置经过',
  [
    finding('course:1', ['22日 23:10', '首见', '清河论坛一帖称“自来水有怪味，化工厂又漏了”，两小时内有 9 条同文']),
    finding('course:2', ['23日 07:40', '升温', [span('城东多个小区反映水色发黄，升为'), span('二级', 'level-2')]]),
    finding('course:3', ['23日 11:40', '首次回应', '新闻办发首次回应：已派员取样，14:30 前公布复测结果']),
    finding('course:4', ['23日 14:20', '核查', '疾控中心 6 个点位复测，浊度 0.46 NTU，挥发酚、苯系物未检出']),
    finding('course:5', ['23日 16:42', '情况通报', '公布起因、检测报告与后续安排；“有孩子住院”列为待核实']),
  ],
  { columns: ['时间', '环节', '情况'] },
);

const TAKEN = new Set(['rumors', 'effect', 'judgement', 'method', 'gaps', 'trace']);
const GIST = section('gist', '要点', [
  finding('gist:1', ['水发黄确有其事，起因是管道抢修；污染的说法不成立，检测报告已公布。']),
  finding('gist:2', ['群众最不满的是没有通知：收到通知的只有两个业主群。']),
]);

/** A special report on one claim, in draft, without any chart's picture being certain. */
export function sampleSpecial(change: Partial<Paper> = {}): Paper {
  const rest = SECTIONS.filter(({ id }) => TAKEN.has(id));
  return samplePaper({
    kind: 'special',
    about: { of: 'claim', claim: ClaimId.parse('c1') },
    title: '关于“自来水被化工厂污染”网传说法核查与回应情况的专报',
    no: 12,
    sections: [GIST, ...rest.filter(({ id }) => id === 'rumors'), COURSE, ...rest.filter(({ id }) => id !== 'rumors')],
    charts: [sampleChart()],
    lacking: [],
    comments: [],
    state: 'draft',
    releasedText: '',
    ...change,
  });
}
