import { advise, block, wholeOf, type LintRule } from './lint-text.ts';

const CARE =
  /慰问|哀悼|悼念|致歉|道歉|歉意|抱歉|沉痛|关切|牵挂|同情|理解大家|给.{0,12}带来.{0,4}(?:不便|影响|困扰|担忧)|对不起/u;
/** People came to harm. */
const HARM =
  /死亡|遇难|身亡|丧生|去世|受伤|伤者|伤员|住院|中毒|抢救|失踪|被困|遇害|溺水|骨折|烧伤|呕吐|腹泻|流产|自杀|坠楼|晕倒/u;
/** People had to bear something. */
const BURDEN =
  /停水|停电|停气|停暖|发黄|异味|停课|停运|延误|断网|积水|噪音|噪声|臭味|拖欠|不便|滞留|停诊|塌陷|绕行|欠薪/u;

/** Sympathy where people suffered: without it where somebody came to harm it does not go out. */
export const caresForPeople: LintRule = ({ kind, form, claim }) => {
  const text = wholeOf(form);
  if (CARE.test(text)) return [];
  const alleged = (claim?.points ?? []).filter(({ verdict }) => verdict !== 'false' && verdict !== 'unsupported');
  const matter = [text, ...alleged.map((point) => point.text)].join('\n');
  if (HARM.test(matter) && kind !== 'rebuttal') {
    const zh = '有人受到伤害（或者正在核实），请先表示慰问或关切。';
    return [block('sympathy', 'lead', zh, 'People came to harm, or may have: say a word of sympathy first.')];
  }
  if (!HARM.test(matter) && !BURDEN.test(matter)) return [];
  const zh = '大家的生活受了影响，建议写一句歉意或理解。';
  return [advise('sympathy', 'lead', zh, 'People had to bear something: a word of regret is in place.')];
};
