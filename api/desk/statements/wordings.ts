import { WORDING_NAMES, type WordingName, type Wordings } from '../../contract/statement-rule.ts';
import type { StatementKind } from '../../contract/index.ts';

/** What has to be filled in by a person stands in these brackets; the lint lets none of them out. */
export const PLACEHOLDER = /【请填写[^】]*】?/u;

/** The product's own wordings. `{issue}` is `（第 2 次）` from the second word on, else nothing. */
export const FIRST_WORDINGS: Wordings = {
  titleHolding: '{office}关于【请填写：事由，不写传言本身】的首次回应{issue}',
  titleNotice: '{office}关于【请填写：事由，不写传言本身】的情况通报{issue}',
  titleRebuttal: '{office}关于【请填写：事由，只写事实】的情况说明{issue}',
  titleFollowUp: '{office}关于【请填写：事由】的后续通报{issue}',
  titleCorrection: '{office}关于【请填写：被更正的通报】的更正{issue}',
  leadHolding: '【请填写：何时起、何地、什么事】，我们已经知道，正在核实。',
  leadNotice: '【请填写：何时、何地、发生了什么，对大家的影响】。现将核实情况通报如下。',
  leadRebuttal: '【请填写：事实是什么，一句话，不提传言】。',
  leadFollowUp: '【请填写：上次通报之后有了什么新情况】。现将进展通报如下。',
  leadCorrection: '我们此前发布的通报有误，特此更正，并向大家致歉。',
  pointTrue: '{point}，经核实，情况属实。{note}',
  pointPartly: '{point}，经核实，部分属实。{note}',
  pointFalse: '“{point}”的说法不实。{note}',
  pointUnsupported: '目前没有证据支持“{point}”的说法。{note}',
  pointOpen: '{point}，正在核实。',
  rumor: '网传“{point}”，与事实不符。',
  misleads: '【请填写：这种说法为什么容易让人误会】',
  fact: '【请填写：再说一遍事实】',
  done: '【请填写：已经采取的措施，谁、何时、做了什么】',
  asked: '【请填写：大家需要做什么、怎么做】',
  contact: '【请填写：咨询电话和服务时间】',
  signature: '{office}',
  changed: '【请填写：原来怎么写、现在怎么写、为什么改】',
};

const TITLES: Readonly<Record<StatementKind, WordingName>> = {
  holding: 'titleHolding',
  notice: 'titleNotice',
  rebuttal: 'titleRebuttal',
  'follow-up': 'titleFollowUp',
  correction: 'titleCorrection',
};
const LEADS: Readonly<Record<StatementKind, WordingName>> = {
  holding: 'leadHolding',
  notice: 'leadNotice',
  rebuttal: 'leadRebuttal',
  'follow-up': 'leadFollowUp',
  correction: 'leadCorrection',
};
export const titleWording = (kind: StatementKind): WordingName => TITLES[kind];
export const leadWording = (kind: StatementKind): WordingName => LEADS[kind];

/** The office's own wordings over the product's. */
export function wordingsInForce(own: Readonly<Record<string, string>>): Wordings {
  const chosen = WORDING_NAMES.map((name) => [name, own[name] ?? FIRST_WORDINGS[name]] as const);
  return { ...FIRST_WORDINGS, ...Object.fromEntries(chosen) };
}

/** A wording with its places filled in; what is not given stays empty. */
export function worded(wording: string, given: Readonly<Record<string, string>>): string {
  return wording.replace(/\{(\w+)\}/g, (_, key: string) => given[key] ?? '').trim();
}
