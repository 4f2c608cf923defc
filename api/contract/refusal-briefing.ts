/** Refusals of the briefing, as in `refusal.ts`: status, Chinese, English. */
export const BRIEFING_REFUSALS = {
  'briefing-state': [
    409,
    '这期简报现在是“{stateZh}”，不能{actZh}。现在可以：{canZh}。',
    'This issue is {stateEn} now, so one cannot {actEn}. Possible now: {canEn}.',
  ],
  'briefing-there': [
    409,
    '这一期已经有了（第 {no} 期），一期只编一份。监测员、撰稿人、审批人可以在那一份上修改或重新生成。',
    'There is an issue of this day already (no. {no}), and one day has one. Monitors, writers and approvers may change it or make it anew.',
  ],
  'briefing-number': [
    409,
    '第 {no} 期刚刚另有其用，请再生成一次。',
    'Number {no} was given to another issue just now. Make it once more.',
  ],
  'briefing-ahead': [
    409,
    '这一期所报的时段还没有结束，结束后会自动生成草稿。要提前报告某一件事，可以做专报。',
    'The period of this issue is not over; its draft is made when it is. To report on one matter before, make a special report.',
  ],
  'briefing-changed': [
    409,
    '您打开之后，这期简报有过修改。请重新查看，再写研判或签发。',
    'The issue was changed since you opened it. Look at it again, then write or release.',
  ],
  'briefing-own': [
    403,
    '研判是您参与撰写的，须由没有参与撰写的审批人签发。{whoZh}',
    'You wrote in its judgement; an approver who did not releases it. {whoEn}',
  ],
  'briefing-finding': [
    409,
    '这一条已不在简报里（可能重新生成过）。请刷新后再操作。',
    'The issue does not hold this finding any more; it may have been made anew. Look at it again.',
  ],
  'briefing-fixed': [
    409,
    '“数据口径”“缺失信源”“编辑留痕”照实列出，不能移动或删减；监测员、撰稿人、审批人可以在旁加评论。',
    'How it was counted, what is missing and what was edited stand as they are; monitors, writers and approvers may comment on them.',
  ],
  'briefing-section': [
    409,
    '只能在同一部分内调整顺序。监测员、撰稿人、审批人可以换一个位置再试。',
    'A finding is moved within its own section. Choose a place there.',
  ],
  'briefing-channel': [
    409,
    '“{name}”只接收对外通报，不能发送内部简报。管理员可以在“设置”里另设一个内部渠道。',
    'The channel “{name}” takes public statements only, and a briefing is internal. An administrator can set up an internal channel in Settings.',
  ],
  'briefing-form': [
    503,
    '现在做不出这种格式：{whyZh}。网页、Word 和文字版不受影响；条件恢复后会自动补做。',
    'This form cannot be made now: {whyEn}. Page, Word and text are not affected; it is made when that is back.',
  ],
  'briefing-away': [
    503,
    '简报的原文暂时读不出来，没有改动任何内容。请管理员查看系统状态和文件存储。',
    'The text of the issue cannot be read just now; nothing was changed. An administrator looks at the system and its file store.',
  ],
  'handover-changed': [
    409,
    '您看过之后情况又有变化，请看过新的一页再签。',
    'Something changed since you looked; read the page once more, then sign.',
  ],
  'handover-taken': [409, '这一页已由{name}接班签字。', '{name} has taken this page over already.'],
  'handover-own': [
    409,
    '交班人不能自己接班，请下一班的同事登录后签字。',
    'Who hands over does not take over; a colleague of the next shift signs with an account of their own.',
  ],
  'handover-old': [
    409,
    '已有更新的第 {no} 号交接页，请签那一页。',
    'There is a newer page, number {no}; sign that one.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>;
