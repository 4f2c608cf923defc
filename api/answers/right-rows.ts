import { RIGHTS, type Act, type RightRow } from '../contract/index.ts';
import { nobodyHolds } from '../desk/roles.ts';
import type { DeskState } from '../desk/state.ts';

/** What each act is called on the page 职责. The compiler asks for a new one. */
const NAMES: Readonly<Record<Act, readonly [zh: string, en: string]>> = {
  'claim-open': ['立传言', 'Open a claim'],
  'claim-edit': ['修改传言的标题、议题、地点', "Change a claim's title, topics, places"],
  'claim-take': ['认领传言、转给同事', 'Take a claim, hand it over'],
  'claim-move': [
    '推进传言：核查、待发布、结案、留观、转交',
    'Move a claim on: checking, ready, closed, watched, passed on',
  ],
  'claim-join': ['合并、拆分传言', 'Merge and split claims'],
  'claim-grade': ['判定一般、重大、特别重大', 'Class a matter as ordinary, major or very major'],
  'claim-dismiss': ['认定不是传言', 'Dismiss a claim'],
  'variant-change': ['归入、移出说法', 'Attach and detach variants'],
  'point-change': ['拆解核查要点', 'Take a claim apart into points'],
  'evidence-add': ['添加证据', 'Add evidence'],
  'evidence-capture': ['网页存证', 'Capture a page as evidence'],
  'verdict-give': ['给出核查结论', 'Give a verdict'],
  'response-choose': ['研判是否回应', 'Choose between answering and waiting'],
  'inquiry-send': ['发核实单、再问、重发链接', 'Send an inquiry, ask again, renew its link'],
  'inquiry-answer': ['答复、退回核实单', 'Answer or give back an inquiry'],
  'inquiry-close': ['办结核实单', 'Close an inquiry'],
  'clock-pause': ['暂停、恢复计时', 'Pause and resume a clock'],
  'clock-meet': ['登记已召开新闻发布会', 'Record that a press conference was held'],
  'clock-acknowledge': ['确认收到时限提醒', 'Acknowledge a reminder of a clock'],
  'report-up': ['上报、登记回执', 'Report upward, record the receipt'],
  'duty-change': ['排值班表、定上报和提醒规则', 'Set the roster, the reports and the reminders'],
  'body-change': ['维护单位名录', 'Keep the list of bodies'],
  'rule-change': ['修改时限、工作日历和发布权限', 'Change clocks, calendar and who may speak'],
  'statement-draft': ['起草通报', 'Draft a statement'],
  'statement-comment': ['会商意见', 'Comment on a draft'],
  'statement-submit': ['送审', 'Submit for approval'],
  'statement-sign-off': ['登记会签', 'Record a sign-off'],
  'statement-approve': ['审批通报（不得审批自己起草的）', 'Approve a statement (never one that one drafted)'],
  'statement-return': ['退回修改', 'Return for changes'],
  'statement-emergency': ['应急电话审批、补签', 'Approve by telephone in an emergency, countersign'],
  'statement-publish': ['发布', 'Publish'],
  'delivery-again': ['再次发送没有送达的通报', 'Send a statement again that did not arrive'],
  'statement-stop': ['叫停定时发布', 'Stop a scheduled statement'],
  'concern-open': ['立诉求', 'Open a concern'],
  'concern-assign': ['转办', 'Assign a concern'],
  'concern-answer': ['反馈办理情况', 'Report on a concern'],
  'concern-urge': ['督办', 'Urge a department'],
  'concern-extend': ['同意延期', 'Extend a deadline'],
  'concern-settle': ['办结诉求', 'Settle a concern'],
  'concern-revisit': ['回访', 'Ask whether people are satisfied'],
  'concern-redo': ['重办', 'Have it done again'],
  'concern-note': ['记民情日志', 'Write into the diary'],
  'consultation-change': ['公开征求意见', 'Put a measure up for consultation'],
  'mark-write': ['批示', "Write a leader's mark"],
  'briefing-edit': ['编写简报：研判、调整、注明理由后删减', 'Edit a briefing: judge, move, leave out with a reason'],
  'briefing-release': ['签发简报（不得签发自己写的研判）', "Release a briefing (never with a judgement of one's own)"],
  'briefing-read': ['阅读简报', 'Read briefings'],
  'briefing-plan': ['定简报的时间和报送范围', 'Set when briefings are made and whom they go to'],
  'handover-sign': ['交接班签字', 'Sign a handover'],
  'inbox-handle': ['处理群众来件', 'Handle what citizens send'],
  'erasure-handle': ['办理个人信息查阅、更正、删除', 'Handle requests to see, correct or erase personal data'],
  'drill-run': ['组织演练', 'Run a drill'],
};

export function rightRows(state: DeskState): RightRow[] {
  return (Object.keys(RIGHTS) as Act[]).map((act) => {
    const [zh, en] = NAMES[act];
    const roles = [...RIGHTS[act]];
    return { act, zh, en, roles, held: nobodyHolds(state, roles) === null };
  });
}
