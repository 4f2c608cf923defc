import { BodyId, type SubjectRule } from '../../contract/index.ts';

const body = (id: string): BodyId => BodyId.parse(id);

/**
 * Who has to be heard first where nothing was set: subjects whose publication a law gives to others. Where the law names an
 * article of which the number is certain, it stands here; each office checks them against its own rules and changes them.
 */
export const FIRST_SUBJECTS: readonly SubjectRule[] = [
  {
    id: 'police',
    subject: '警情和案件',
    topics: [],
    words: ['警情', '刑事案件', '犯罪嫌疑人', '立案侦查', '行政拘留', '刑事拘留', '嫌疑人', '命案', '绑架', '诈骗案'],
    speaker: null,
    signOffs: [body('public-security')],
    basis: '《公安机关执法公开规定》：警情和案件信息由公安机关公布',
  },
  {
    id: 'epidemic',
    subject: '传染病疫情',
    topics: [],
    words: ['疫情', '传染病', '确诊病例', '聚集性病例', '流行病学调查', '禽流感', '诺如病毒', '霍乱', '手足口病'],
    speaker: null,
    signOffs: [body('disease-control')],
    basis: '《传染病防治法》：传染病疫情信息由法定部门或其授权的部门公布',
  },
  {
    id: 'accident',
    subject: '生产安全事故',
    topics: [],
    words: ['安全事故', '爆炸', '泄漏事故', '坍塌', '伤亡', '死亡人数', '遇难', '透水', '矿难', '火灾原因'],
    speaker: null,
    signOffs: [body('emergency-management'), body('accident-inquiry')],
    basis: '《生产安全事故报告和调查处理条例》第三十四条：事故处理情况由负责调查的人民政府或其授权的部门公布',
  },
  {
    id: 'disaster',
    subject: '自然灾害和突发事件',
    topics: [],
    words: ['灾情', '地震', '山洪', '泥石流', '溃坝', '决堤', '洪水', '转移群众', '受灾人口'],
    speaker: null,
    signOffs: [body('emergency-management')],
    basis: '《突发事件应对法》：突发事件信息由有关人民政府和部门统一发布',
  },
  {
    id: 'weather',
    subject: '灾害性天气警报',
    topics: [],
    words: ['暴雨预警', '台风预警', '气象灾害', '暴雪预警', '寒潮预警', '天气警报'],
    speaker: null,
    signOffs: [body('weather')],
    basis: '《气象法》第二十二条：灾害性天气警报由气象台站统一发布',
  },
  {
    id: 'food',
    subject: '食品安全事故',
    topics: [],
    words: ['食物中毒', '食品安全事故', '食源性疾病', '不合格食品'],
    speaker: null,
    signOffs: [body('food-safety')],
    basis: '《食品安全法》第一百一十八条：食品安全信息由监督管理部门统一公布',
  },
];
