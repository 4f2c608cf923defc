import type { Claim, Point, StatementForm, StatementKind } from '../../../api/contract/index.ts';
import { PointId } from '../../../api/contract/index.ts';
import { aClaim, aPoint } from '../rows.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { anEvidence, aForm, aWaterClaim, REPORT } from './writing.ts';

/** Texts written for these tests in the manner of county offices, with what the lint has to say of each. */
export type OwnText = {
  readonly name: string;
  readonly kind: StatementKind;
  readonly claim: Claim | null;
  readonly form: StatementForm;
  /** Codes, blocking ones with `!`; none: fit to go out. */
  readonly finds: readonly string[];
};

const point = (id: string, text: string, verdict: Point['verdict']): Point =>
  aPoint({
    id: PointId.parse(id),
    text,
    verdict,
    given: verdict === 'open' ? [] : [{ verdict, evidence: [REPORT], note: '', atMs: NOON_MS, by: 'mo' }],
  });
const school = aClaim({
  title: '实验小学食堂用臭肉，几十个孩子住院',
  points: [
    point('p1', '实验小学有学生呕吐腹泻', 'true'),
    point('p2', '实验小学食堂使用变质猪肉', 'open'),
    point('p3', '几十名学生住院', 'false'),
  ],
  evidence: [anEvidence({ title: '学校晨检记录', from: '县教育局' })],
});
const bridge = aClaim({
  title: '滨河大桥要塌了',
  points: [point('p1', '滨河大桥桥面出现裂缝', 'true'), point('p2', '滨河大桥主梁断裂即将坍塌', 'false')],
  evidence: [anEvidence({ title: '桥梁检测报告', from: '县交通运输局' })],
});
const heat = aClaim({
  title: '城区供暖要推迟到十二月',
  points: [point('p1', '城区供暖推迟到十二月', 'unsupported')],
  evidence: [anEvidence({ kind: 'asked', title: '热力公司答复', from: '县热力公司' })],
});

export const OWN_TEXTS: readonly OwnText[] = [
  { name: 'a whole notice on yellow water', kind: 'notice', claim: aWaterClaim(), form: aForm(), finds: [] },
  {
    name: 'a first word after forty minutes',
    kind: 'holding',
    claim: school,
    form: aForm({
      title: '清河县教育局关于实验小学部分学生身体不适的首次回应',
      lead: '2026年11月25日上午，实验小学有学生呕吐、腹泻。我们十分关切，已安排医生到校。',
      verified: [],
      checking: ['发病人数和原因正在核实，食堂留样已送检。'],
      done: ['县教育局、县卫健局工作人员9时40分到校。'],
      asked: ['家长如发现孩子不适，请尽快就医并告诉班主任。'],
      nextMs: NOON_MS + 2 * HOUR_MS,
      contact: '县教育局值班电话 0000-654000',
      signature: '清河县教育局',
    }),
    finds: ['known-missing'],
  },
  {
    name: 'a notice that calls false what is open, and blames',
    kind: 'notice',
    claim: school,
    form: aForm({
      title: '关于个别网民散布谣言的通报',
      lead: '近日，网上出现实验小学食堂使用变质猪肉的谣言，系别有用心的人造谣传谣。',
      verified: [{ text: '实验小学食堂使用变质猪肉的说法不实。', evidence: [] }],
      checking: [],
      done: ['有关部门高度重视，将依法追究相关人员责任。'],
      asked: ['请广大市民不信谣、不传谣。'],
      nextMs: null,
    }),
    finds: [
      '!blame',
      '!evidence-missing',
      '!next-missing',
      '!sympathy',
      '!unknown-missing',
      '!verdict-word',
      'date-relative',
      'lecture',
      'point-left-out',
      'rumor-word-in-title',
      'threat',
      'vague',
    ],
  },
  {
    name: 'a rebuttal, fact first',
    kind: 'rebuttal',
    claim: bridge,
    form: aForm({
      title: '清河县交通运输局关于滨河大桥安全状况的说明',
      lead: '滨河大桥可以安全通行。2026年11月24日，检测单位完成全桥检测，主要构件完好。给大家带来担忧，我们致歉。',
      verified: [{ text: '滨河大桥桥面出现裂缝，情况属实，位于沥青铺装层，长约3米。', evidence: [REPORT] }],
      rumor: '网传“滨河大桥要塌了”，与事实不符。',
      misleads: '视频拍的是铺装层的裂缝，不是承重结构。',
      fact: '检测报告显示，桥梁技术状况为二类，可以正常使用。',
      checking: [],
      done: ['裂缝将于2026年11月28日前修补，施工时单侧放行。'],
      asked: ['经过施工路段请减速。'],
      nextMs: null,
      contact: '县交通运输局 0000-654111',
      signature: '清河县交通运输局',
    }),
    finds: [],
  },
  {
    name: 'a rebuttal with the rumor in the headline and first',
    kind: 'rebuttal',
    claim: bridge,
    form: aForm({
      title: '滨河大桥要塌了？谣言！',
      lead: '网传滨河大桥要塌了，经核实为谣言。',
      verified: [{ text: '网传滨河大桥要塌了的说法不实。', evidence: [REPORT] }],
      rumor: '网传“滨河大桥要塌了”。',
      misleads: '',
      fact: '',
      checking: [],
      nextMs: null,
    }),
    finds: ['!fact-first', '!fact-missing', '!misleads-missing', '!rumor-in-title', '!rumor-repeated', 'sympathy'],
  },
  {
    name: 'what lacks evidence is not called false',
    kind: 'notice',
    claim: heat,
    form: aForm({
      title: '清河县住建局关于城区供暖安排的通报',
      lead: '城区2026年供暖从11月15日开始，已按时供热。给等待供暖的住户带来不便，我们致歉。',
      verified: [{ text: '城区供暖推迟到十二月的说法不实。', evidence: [REPORT] }],
      checking: [],
      done: ['县热力公司已完成管网注水试压。'],
      asked: ['室温不到18摄氏度，可以报修。'],
      nextMs: null,
      contact: '供热服务热线 0000-654222',
    }),
    finds: ['!verdict-word', 'date-year'],
  },
  {
    name: 'a text that names people and numbers',
    kind: 'notice',
    claim: null,
    form: aForm({
      title: '清河县应急管理局关于柳树镇山体滑坡处置情况的通报',
      lead: '2026年11月24日，柳树镇发生小型山体滑坡，司机王建国被困后获救，我们向他表示慰问。',
      verified: [{ text: '李某某已送县医院，车牌粤B12345的货车受损。', evidence: [] }],
      checking: [],
      done: ['镇长张志强到场，家属可拨打13800138000。'],
      asked: ['请绕行县道202。'],
      nextMs: null,
      contact: '县应急管理局 0000-654333',
    }),
    finds: ['!person-name', '!personal-number', 'evidence-missing'],
  },
  {
    name: 'a correction that says what changed',
    kind: 'correction',
    claim: aWaterClaim({ points: aWaterClaim().points.slice(0, 2) }),
    form: aForm({
      title: '清河县新闻办关于城东供水通报的更正',
      changed: '2026年11月23日通报中的“6个点位”应为“8个点位”，系统计口径有误。',
      lead: '我们此前发布的通报有误，特此更正，并向大家致歉。',
      verified: [],
      checking: [],
      done: ['已核对全部检测记录。'],
      asked: [],
      nextMs: null,
    }),
    finds: [],
  },
];
