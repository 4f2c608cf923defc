import type { ConcernState } from '../../contract/index.ts';
import type { ConsultationState } from '../../contract/consultation.ts';
import type { DeskConcernActName, DeskConsultationAct } from './command.ts';

/** Words of refusals: how a concern stands, what was tried, who may. */
export type Word = readonly [zh: string, en: string];

export const STATE_WORDS: Readonly<Record<ConcernState, Word>> = {
  new: ['待转办', 'to be assigned'],
  assigned: ['承办中', 'with the department'],
  reported: ['已报结，待审核', 'reported, to be looked at'],
  settled: ['已办结', 'settled'],
};

export { ROLE_NAMES as ROLE_WORDS } from '../../contract/index.ts';

export const ACT_WORDS: Readonly<Record<DeskConcernActName, Word>> = {
  open: ['立诉求', 'open a concern'],
  edit: ['修改', 'edit it'],
  assign: ['转办', 'assign it'],
  answer: ['反馈进展', 'say what was done'],
  report: ['报结', 'report the outcome'],
  'give-back': ['退回', 'give it back'],
  'ask-extension': ['申请延期', 'ask for more time'],
  extend: ['同意延期', 'extend the deadline'],
  'refuse-extension': ['不同意延期', 'refuse more time'],
  urge: ['督办', 'urge the department'],
  'send-back': ['退回补办', 'send the report back'],
  settle: ['办结', 'settle it'],
  revisit: ['回访', 'ask whether people are satisfied'],
  satisfied: ['评价', 'say whether one is satisfied'],
  redo: ['重办', 'have it done again'],
  mark: ['批示', 'write a mark'],
  note: ['记民情日志', 'write into the diary'],
  remind: ['提醒', 'remind'],
};

export const CONSULTATION_STATES: Readonly<Record<ConsultationState, Word>> = {
  draft: ['拟稿', 'a draft'],
  open: ['征求中', 'open'],
  closed: ['已截止', 'closed'],
  concluded: ['已反馈', 'concluded'],
  withdrawn: ['已撤回', 'withdrawn'],
};

export const CONSULTATION_ACTS: Readonly<Record<DeskConsultationAct['act'], Word>> = {
  open: ['拟征求意见', 'draft a consultation'],
  edit: ['修改', 'edit it'],
  start: ['开始征求意见', 'start it'],
  'consultation-answer': ['登记意见', 'note what a group says'],
  'count-in': ['计入来件', 'count answers in'],
  'set-aside': ['对来件不予计入', 'set answers aside'],
  close: ['截止', 'close it'],
  conclude: ['公布采纳情况', 'say what was taken over'],
  withdraw: ['撤回', 'withdraw it'],
  link: ['关联通报', 'link a statement'],
};
