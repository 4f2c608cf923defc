import type { ClaimState } from '../../contract/index.ts';
import type { DeskClaimActName } from './command.ts';

/** Words of refusals: what a claim is, what was tried, who may. */
type Word = readonly [zh: string, en: string];

export const STATE_WORDS: Readonly<Record<ClaimState, Word>> = {
  new: ['新发现', 'new'],
  checking: ['核实中', 'being checked'],
  ready: ['待发布', 'ready to publish'],
  answered: ['已回应', 'answered'],
  closed: ['已结案', 'closed'],
  watching: ['留观', 'watched'],
  'passed-on': ['已转交', 'passed on'],
  dismissed: ['不予处理', 'dismissed'],
  merged: ['已并入另一条传言', 'merged into another claim'],
};

export { ROLE_NAMES as ROLE_WORDS } from '../../contract/index.ts';

export const ACT_WORDS: Readonly<Record<DeskClaimActName, Word>> = {
  open: ['建传言', 'open a claim'],
  edit: ['修改', 'edit it'],
  take: ['接手', 'take it'],
  'hand-over': ['移交', 'hand it over'],
  check: ['转入核实', 'go on checking'],
  ready: ['转入待发布', 'make it ready'],
  close: ['结案', 'close it'],
  watch: ['留观', 'watch it'],
  'pass-on': ['转交', 'pass it on'],
  dismiss: ['不予处理', 'dismiss it'],
  resume: ['恢复核实', 'resume it'],
  grade: ['定级', 'grade it'],
  merge: ['合并', 'merge it'],
  split: ['拆分', 'split it'],
  attach: ['加说法', 'attach a variant'],
  detach: ['移除说法', 'detach a variant'],
  'dismiss-post': ['排除帖文', 'dismiss a post'],
  'point-add': ['加要点', 'add a point'],
  'point-edit': ['改要点', 'edit a point'],
  'point-remove': ['删要点', 'remove a point'],
  verdict: ['下结论', 'give a verdict'],
  'evidence-add': ['加证据', 'add evidence'],
  'evidence-withdraw': ['撤回证据', 'withdraw evidence'],
  choose: ['定回应与否', 'choose whether to answer'],
  'take-up': ['沿用以前的回应', 'take up an earlier answer'],
};

/** Several words in one line: 监测员、撰稿人 / monitors, writers. */
export function listed(words: readonly Word[]): Word {
  return [words.map(([zh]) => zh).join('、'), words.map(([, en]) => en).join(', ')];
}
