/** Beginnings of what a county's bodies and paper write. */
export const OFFICIAL_LEADS: readonly string[] = [
  '{date}，记者从{bureau}了解到，有关安排已经确定。',
  '{bureau}{date}发布消息。',
  '本网讯（记者报道）',
  '本网讯：来自{bureau}的消息。',
  '{bureau}通报最新进展。',
  '记者从有关部门获悉：',
];

export const OFFICIAL_ENDS: readonly string[] = [
  '下一步，{bureau}将继续做好后续工作，并及时公布进展。',
  '群众如有疑问，可在工作时间到{bureau}咨询。',
  '更多信息可在清河在线查询。',
  '具体安排以现场公告为准。',
  '欢迎广大群众提出意见和建议。',
  '',
];
