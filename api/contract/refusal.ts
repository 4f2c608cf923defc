import { BRIEFING_REFUSALS } from './refusal-briefing.ts';
import { z } from 'zod';

/** Every refusal of the product: its HTTP status and what it says. `{x}` is filled in from the details. */
export const REFUSALS = {
  'not-found': [
    404,
    '没有找到。它可能已被删除，请返回列表重试。',
    'Not found. It may have been removed; go back to the list.',
  ],
  'no-session': [401, '请先登录。', 'Log in first.'],
  'no-permission': [403, '您的角色不能进行此操作，请联系管理员。', 'Your role may not do this; ask an administrator.'],
  'foreign-origin': [403, '请求来自其他网站，已拒绝。', 'The request came from another site and was refused.'],
  'wrong-token': [401, '采集令牌不正确，请核对 CRAWLER_TOKEN。', 'The crawler token is wrong; check CRAWLER_TOKEN.'],
  'bad-input': [400, '填写有误：{what}', 'Wrong input: {what}'],
  'not-json': [400, '请求内容不是有效的 JSON。', 'The body is not valid JSON.'],
  'too-big': [413, '内容过大，上限为 {limit}。', 'Too big; the limit is {limit}.'],
  'too-many': [429, '操作过于频繁，请在 {seconds} 秒后重试。', 'Too many requests; try again in {seconds} s.'],
  'wrong-password': [401, '姓名或密码不正确。', 'The name or the password is wrong.'],
  'log-in-slowed': [
    429,
    '登录失败次数过多，请在 {seconds} 秒后重试。',
    'Too many failed log-ins; try again in {seconds} s.',
  ],
  'weak-password': [
    400,
    '密码至少需要 {min} 个字符，且不能只是重复或常见的词。',
    'A password needs at least {min} characters and must not be a common one.',
  ],
  'link-used': [
    410,
    '此链接已使用或已过期，请管理员重新生成。',
    'This link was used or has run out; ask for a new one.',
  ],
  'set-up-done': [409, '系统已完成初始设置，请直接登录。', 'The system is set up already; log in.'],
  'name-taken': [409, '“{name}”已存在，请换一个名称。', '"{name}" exists already; choose another name.'],
  'last-administrator': [409, '至少要保留一名管理员。', 'One administrator must stay.'],
  'person-name': [
    422,
    '“{name}”像是个人姓名。本系统只关注议题、地点和说法，不关注个人。',
    '"{name}" looks like the name of a person. This system watches topics, places and claims, never people.',
  ],
  'personal-number': [
    422,
    '这里写有个人号码或账号（电话、证件、卡号、车牌、邮箱、@某人），不能这样命名或关注。',
    'This holds a personal number or account (telephone, card, plate, e-mail, @somebody): nothing is named or watched by one.',
  ],
  'personal-account': [
    422,
    '这是个人账号或个人主页的地址，不能作为信源。',
    'This is the address of a personal account or profile and cannot be a source.',
  ],
  'private-address': [
    422,
    '该地址位于内部网络，不能采集。确需采集时，请在 CRAWLER_ALLOW_PRIVATE 中写明主机和端口后重新启动。',
    'The address is on a private network and is not crawled. Where it must be, name host:port in CRAWLER_ALLOW_PRIVATE and start again.',
  ],
  'bad-address': [
    422,
    '地址无效，请填写以 http:// 或 https:// 开头的完整地址。',
    'The address is not valid; give a whole http:// or https:// address.',
  ],
  'source-exists': [409, '该地址已经是信源“{name}”。', 'The address is the source "{name}" already.'],
  'wrong-state': [
    409,
    '当前状态“{state}”下不能进行此操作，请刷新后重试。',
    'This cannot be done in the state "{state}"; reload and try again.',
  ],
  'reason-missing': [400, '请写明理由。', 'Give a reason.'],
  'end-missing': [
    400,
    '请选择一个将来的结束时间（不超过 {days} 天）。',
    'Choose an end in the future, within {days} days.',
  ],
  'shift-wrong': [
    400,
    '一班要在开始之后结束，最长 {days} 天。',
    'A shift ends after it begins, and within {days} days.',
  ],
  'evidence-empty': [400, '没有附件时，请写明这件证据说明了什么。', 'Without a file, say in words what it shows.'],
  'limit-reached': [409, '已达到上限（{limit}）。', 'The limit ({limit}) is reached.'],
  'crawler-silent': [503, '采集程序没有响应，请确认它正在运行。', 'No crawler answered; check that it runs.'],
  'fetch-failed': [422, '无法读取该地址：{why}', 'The address could not be read: {why}'],
  'lease-lost': [409, '租约已失效，请重新领取。', 'The lease is no longer held; ask for work again.'],
  'store-away': [503, '帖文库暂时没有响应，请稍后重试。', 'The posts store does not answer now; try again later.'],
  'read-only': [503, '磁盘空间不足，系统处于只读状态。', 'The disk is full; the system is read-only.'],
  busy: [503, '系统繁忙，请稍后重试。', 'The system is busy; try again later.'],
  'channel-failed': [422, '发送失败：{why}', 'Sending failed: {why}'],
  'channel-missing': [409, '尚未配置通知渠道。', 'No channel is set up yet.'],
  'sample-gone': [409, '示例数据已经移除。', 'The sample is gone already.'],
  'sample-mixed': [
    409,
    '示例传言不能与真实传言合并：示例移除时会一并移除。',
    'A claim of the sample and a real one are not merged: what is of the sample goes with it.',
  ],
  upgrade: [409, '页面版本已过期，请刷新页面。', 'This page is out of date; reload it.'],
  'file-kind': [
    415,
    '不支持这种文件。可上传 PDF、Word（docx）、Excel（xlsx）、图片（PNG、JPEG、WebP）、CSV 和纯文本；旧版 doc、xls 请另存为新格式，网页请用“网页取证”。',
    'This kind of file is not taken. PDF, docx, xlsx, PNG, JPEG, WebP, CSV and plain text are; save old doc and xls in the new format, and capture web pages instead.',
  ],
  'file-harmful': [
    422,
    '该文件带有宏、加密或异常压缩，已拒绝。请另存为普通文件后再上传。',
    'The file holds macros, is encrypted or packed in an unusual way, and was refused; save it as a plain file first.',
  ],
  'file-empty': [422, '文件是空的，请重新选择。', 'The file is empty; choose another.'],
  'file-missing': [
    409,
    '找不到所附的文件“{name}”，请重新上传。',
    'The attached file "{name}" is not in the store; upload it again.',
  ],
  'no-browser': [
    503,
    '采集程序所在的机器没有浏览器，不能存证网页。请管理员安装 Chromium（apt-get install chromium）后重启采集程序。',
    'The crawler has no browser, so pages cannot be captured. Ask an administrator to install Chromium (apt-get install chromium) and start the crawler again.',
  ],
  'capture-failed': [422, '没有存下该网页：{why}', 'The page was not captured: {why}'],
  conflict: [
    409,
    '{who}已在{at}保存了第 {n} 稿，您的修改没有保存。请比较两稿，逐处选择后再保存。',
    '{who} saved version {n} at {at}; yours was not saved. Compare the two and choose part by part.',
  ],
  'claim-overwritten': [
    409,
    '别人刚把这里改成了“{theirs}”，您的修改没有保存，填写的内容都在。要以您的为准，请再保存一次。',
    'Somebody has just changed this to “{theirs}”; yours was not saved and is still here. To put yours in its place, save again.',
  ],
  'lint-blocks': [422, '还有 {count} 处必须先改好：{zh}', '{count} things have to be put right first: {en}'],
  'statement-empty': [
    409,
    '这份通报还没有正文，请撰稿人先保存一稿。',
    'There is no text yet; a writer saves one first.',
  ],
  'text-changed': [
    409,
    '文字已经改动，现在是第 {n} 稿。请看过这一稿再操作。',
    'The text was changed; version {n} is the current one. Read it before you act.',
  ],
  'own-text': [
    403,
    '您参与起草了这份通报，不能批准它。{nowZh}',
    'You helped to write this text and cannot approve it. {nowEn}',
  ],
  'sign-off-missing': [
    409,
    '批准前还缺会签：{who}。依据：{basis}。请撰稿人或审批人取得会签并登记，紧急时可走电话批准。',
    'Before approval these have to sign: {who} ({basis}). A writer or approver records it; in an emergency two approve by telephone.',
  ],
  'two-approvers': [
    422,
    '紧急批准需要两位不同的审批人，都没有参与起草。{nowZh}',
    'An emergency approval takes two different approvers who did not write the text. {nowEn}',
  ],
  'approved-already': [409, '{who}已在{at}批准了这份通报，不需要再批准。', '{who} approved this at {at} already.'],
  'not-approved': [
    409,
    '这一稿没有得到批准，不能发布。{nowZh}',
    'This text is not approved and cannot go out. {nowEn}',
  ],
  'nothing-owed': [409, '这里没有您要补签的批准。{owedZh}', 'Nothing is owed by you here. {owedEn}'],
  'others-may': [403, '您的角色不能这样操作。{nowZh}', 'Your role may not. {nowEn}'],
  'statement-state': [409, '这份通报现在是“{zh}”，不能这样操作。{nowZh}', 'The statement is {en} now. {nowEn}'],
  'statement-over': [
    409,
    '这份通报现在是“{zh}”，不能再改。需要改动时，请对最新的一份发更正。',
    'The statement is {en} and stays as it is; correct the newest one instead.',
  ],
  'publish-time': [400, '发布时间须在现在之后、14 天以内。', 'The time of publishing must lie ahead, within 14 days.'],
  'points-changed': [
    409,
    '放行之后有要点的结论变了，这份通报不会发出，要先停止，改稿后重新送审。{nowZh}',
    'A verdict changed after the release, so this will not go out: stop it, change it and submit it again. {nowEn}',
  ],
  'correction-of-what': [
    409,
    '更正要针对一份已经发布、还没有被更正的通报。',
    'A correction is made of a published statement that was not corrected yet.',
  ],
  broken: [500, '系统出错，已记录在日志中（编号 {id}）。', 'Something broke; it is in the log (number {id}).'],
  // Claims
  'claim-state': [
    409,
    '这条传言现在是“{stateZh}”，不能{actZh}。现在可以：{canZh}。',
    'This claim is "{stateEn}" now, so one cannot {actEn}. Possible now: {canEn}.',
  ],
  'claim-role': [403, '“{actZh}”由{whoZh}办理。{askZh}', 'To {actEn} is for {whoEn}. {askEn}'],
  'claim-changed': [
    409,
    '您打开之后，这里有了改动。请刷新，看过新内容后由您再次提交。',
    'This was changed after you opened it. Reload, read what is new, and send it again.',
  ],
  'evidence-missing': [
    409,
    '没有证据，只能是“待核实”。核实人员可以先添加证据，或记录询问过哪些单位。',
    'Without evidence a point stays "to be checked". Those who check may add evidence, or the record of whom they asked.',
  ],
  'evidence-short': [
    409,
    '判“不实”需要两件来自不同单位的证据，或一件不是来自被议论单位的证据。现有证据适合判“缺乏依据”，核实人员也可以再补证据。',
    '"False" needs two pieces of evidence from different bodies, or one that is not from the body the claim is about. What there is fits "unsupported"; those who check may add more.',
  ],
  'evidence-needed': [
    409,
    '要点“{point}”的结论靠这件证据成立。核实人员要先改结论，再撤回证据。',
    'The verdict on "{point}" rests on this piece. Those who check change the verdict first, then withdraw it.',
  ],
  'points-missing': [
    409,
    '还没有要点。核实人员要先列出至少一个可以核实的要点。',
    'There is no point yet. Those who check list at least one first.',
  ],
  'point-closed': [
    409,
    '这个要点已有结论，不能改动文字或删除。核实人员要先把结论改回“待核实”，并说明理由。',
    'This point has a verdict, so its text stays. Those who check first set it back to "to be checked", with a reason.',
  ],
  'look-again-missing': [
    400,
    '请选择一个将来的日期再看（90 天以内）。',
    'Choose a date to look again, within 90 days.',
  ],
  'answer-missing': [
    409,
    '还没有发布回应，结案要写明理由。',
    'Nothing was published yet; say why the claim is closed.',
  ],
  // Concerns
  'concern-state': [
    409,
    '这条诉求现在是“{stateZh}”，不能{actZh}。现在可以：{canZh}。',
    'This concern is {stateEn} now, so one cannot {actEn}. Possible now: {canEn}.',
  ],
  'concern-role': [403, '“{actZh}”由{whoZh}办理。{askZh}', 'To {actEn} is for {whoEn}. {askEn}'],
  'outcome-missing': [
    400,
    '办结要写明结果：问题怎么样了、做了什么。请办结的人补上。',
    'A concern is settled only with its outcome: what became of the problem and what was done. Whoever settles it writes it.',
  ],
  'body-missing': [
    409,
    '这条诉求没有转给这家单位。可以选它的主办或协办单位。',
    'The concern is not with this body. Choose the department in charge or one that helps.',
  ],
  'body-inactive': [
    409,
    '这家单位已停用，不能转办。审批人或管理员可以在“值班与时限”里启用它。',
    'This body is not in use. An approver or administrator may put it back into use under duty and clocks.',
  ],
  'due-wrong': [
    400,
    '请选择一个将来的时限（一年以内；延期要晚于现在的时限）。',
    'Choose a deadline ahead, within a year; an extension ends after the present one.',
  ],
  'extension-none': [
    409,
    '承办单位没有申请延期，或已有人答复。审批人、领导仍可直接同意延期。',
    'The department asked for no more time, or was answered already. Approvers and leaders may still extend it.',
  ],
  'concern-there': [
    409,
    '这里已经立过诉求（第 {no} 号），请在那一条上办理。',
    'There is a concern for this already (no. {no}); go on with that one.',
  ],
  'consultation-state': [
    409,
    '这次征求意见现在是“{stateZh}”，不能{actZh}。现在可以：{canZh}（{whoZh}）。',
    'This consultation is {stateEn} now, so one cannot {actEn}. Possible now: {canEn} ({whoEn}).',
  ],
  'statement-not-out': [
    409,
    '公开只能通过已经发布的通报。请撰稿人起草、审批人审批并发布，再来关联。',
    'It is made public by a published statement alone. A writer drafts it, an approver approves and publishes it; then link it here.',
  ],
  'import-header': [
    422,
    '没有认出表头。第一行要有“工单编号”和“诉求内容”（或 number、content）两列。',
    'The header was not recognised. The first row needs the columns 工单编号 and 诉求内容 (or number and content).',
  ],
  'import-rows': [422, '一次最多导入 {limit} 行，请分几次导入。', 'At most {limit} rows at once; split the file.'],
  'drill-on': [
    409,
    '已有一场演练在进行。先结束它，再开始新的一场。',
    'A drill is on. End it before you start another one.',
  ],
  'drill-off': [409, '现在没有演练在进行。', 'No drill is on.'],
  'drill-inside': [
    409,
    '这里就是演练。请回到正式系统里开始新的演练。',
    'This is a drill. Start another one from the real office.',
  ],
  // Erasures
  'erased-before': [
    409,
    '这段内容已按本人请求删除，不能再次录入。',
    'This was erased at the request of a person and is not taken again.',
  ],
  'erasure-kept': [
    409,
    '选中的内容里有本单位签发的通报或工作人员名录，不能在此删除。通报有误请发更正。',
    'Words that the office signed, or names of its staff, are among these and are not erased here. Correct a statement by a correction.',
  ],
  // Deliveries
  'delivery-not-again': [
    409,
    '只有未送达的通报可以再次发送；提示摘要不再补发，请在系统里查看。',
    'Only a statement that was given up can be sent again; digests of alerts are not, see them in the system.',
  ],
  ...BRIEFING_REFUSALS,
} as const satisfies Record<string, readonly [number, string, string]>;

export type RefusalCode = keyof typeof REFUSALS;

export const Refusal = z.object({
  refused: z.string(),
  zh: z.string(),
  en: z.string(),
  /** The field of the input that is at fault, where there is one. */
  field: z.string().optional(),
});
export type Refusal = {
  readonly refused: RefusalCode;
  readonly zh: string;
  readonly en: string;
  readonly field?: string;
};

/** What a rule of the desk found wrong in one field, in place of the field's name. */
const CHOICES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  to: ['请选择一位在用、有权办理的同事。', 'Choose a colleague who is here and may do this.'],
  body: ['请选择单位名录里的单位。', 'Choose a body that is listed.'],
  about: ['请选择单位名录里在用的单位。', 'Choose a listed body that is in use.'],
  into: ['请选择要并入的另一条传言。', 'Choose another claim to merge into.'],
  statement: ['请选择一份已经发布的通报。', 'Choose a statement that is out.'],
  claim: ['请选择一条已有的传言。', 'Choose a claim that is there.'],
  concern: ['请选择一条已有的诉求。', 'Choose a concern that is there.'],
  points: ['请至少选择一个要点或一种说法。', 'Choose a point or a variant at least.'],
  obtainedMs: ['取得时间不能晚于现在。', 'The time at which it was obtained lies ahead.'],
  signOffs: ['请选择单位名录里的单位。', 'Choose bodies that are listed.'],
  words: ['请写明议题或词语，至少一个。', 'Name a topic or a word at least.'],
  day: ['同一天写了两次，请删去一个。', 'One day is there twice; remove one.'],
};

/** A refusal with its sentences filled in. */
export function refuse(
  code: RefusalCode,
  details: Readonly<Record<string, string | number>> = {},
  field?: string,
): Refusal {
  const [, zh, en] = REFUSALS[code];
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (_, key: string) => String(details[key] ?? ''));
  const what = code === 'bad-input' ? CHOICES[String(details['what'])] : undefined;
  const sentence = what === undefined ? { zh: fill(zh), en: fill(en) } : { zh: what[0], en: what[1] };
  return { refused: code, ...sentence, ...(field === undefined ? {} : { field }) };
}

/** Bytes beyond a limit of so many, told in whole megabytes as offices count them: 20,000,000 are 20 MB. */
export function tooBig(bytesMax: number): Refusal {
  return refuse('too-big', { limit: `${Math.floor(bytesMax / 1_000_000)} MB` });
}

/** An act in a state that does not allow it: the sentences say how the matter stands, and who may do what now. */
export function refuseNow([zh, en]: readonly [zh: string, en: string], field?: string): Refusal {
  return { ...refuse('wrong-state', {}, field), zh, en };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && typeof value.refused === 'string';
}

export function statusOf(refusal: Refusal): number {
  return REFUSALS[refusal.refused][0];
}
