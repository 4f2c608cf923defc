import type { Seeds } from './seeds.ts';

/** Asks as staff; a refusal gives null. */
export type Tell = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** What staff and the office give to be called at stays: that is what it is there for. */
export const CONTACT = '0319-5566778';

/** One claim with all that hangs on it, and each field that takes words with something of a person in it. */
export async function fillDesk(tell: Tell, seeds: Seeds, me: string): Promise<void> {
  const { phone, sentence } = seeds;
  await fillRules(tell, seeds);
  // A name with a number in it is refused: what is refused must not lie anywhere either.
  await tell('POST', '/api/bodies', { name: `县水务局${phone('body name')}`, contact: CONTACT });
  const body = idIn(await tell('POST', '/api/bodies', { name: '县水务局', contact: CONTACT, people: [me] }), []);
  const origin = { from: 'hand' };
  const draft = { title: '水黄', text: sentence('claim text'), origin };
  await tell('POST', '/api/claims', { ...draft, title: `水黄 ${phone('claim title')}` });
  const claim = idIn(await tell('POST', '/api/claims', draft), ['claim']);
  const onClaim = (act: string, fields: object): Promise<unknown> =>
    tell('POST', `/api/claims/${claim}/acts`, { act, ...fields });
  await onClaim('take', {});
  await onClaim('edit', { title: `水黄 ${phone('claim title, changed')}` });
  await onClaim('attach-text', { text: `又说 ${sentence('variant')}`, firstSeenMs: Date.now() - 60_000 });
  await onClaim('grade', { grade: 'major', note: sentence('grade note') });
  const piece = { kind: 'document', obtainedMs: Date.now() - 60_000, note: sentence('evidence note') };
  await onClaim('evidence-add', { ...piece, title: phone('evidence title'), from: `水厂${phone('evidence from')}` });
  const pointed = await onClaim('point-add', { text: sentence('point') });
  const [point] = listIn(pointed, ['claim', 'points']);
  const [evidence] = listIn(pointed, ['claim', 'evidence']);
  const about = { point: idIn(point, []), evidence: [idIn(evidence, [])] };
  await onClaim('point-edit', { point: about.point, text: sentence('point, changed') });
  const concern = { open: false, reason: sentence('no concern, why') };
  await onClaim('verdict', { ...about, verdict: 'false', note: sentence('verdict note'), concern });
  await onClaim('choose', { choice: 'respond', reasons: [], note: sentence('choice note') });
  await onClaim('pass-on', { to: `公安局${phone('passed on to')}`, note: sentence('pass-on note') });
  await onClaim('resume', { note: sentence('resume note') });
  await tell('POST', `/api/claims/${claim}/captures`, { url: `https://a.example.org/p?tel=${phone('capture')}` });
  const question = { body, question: sentence('inquiry question'), contact: CONTACT };
  const inquiry = idIn(await tell('POST', `/api/claims/${claim}/inquiries`, question), ['inquiry']);
  const onInquiry = (act: object): Promise<unknown> => tell('POST', `/api/inquiries/${inquiry}/acts`, act);
  await onInquiry({ act: 'answer', text: sentence('inquiry answer'), signedBy: `科长${phone('answer signed by')}` });
  await onInquiry({ act: 'ask-again', note: sentence('asked again') });
  await onInquiry({ act: 'close', note: sentence('inquiry closed') });
  const onClock = (fields: object): Promise<unknown> => tell('POST', `/api/claims/${claim}/clocks`, fields);
  await onClock({ act: 'report-up', rule: 'city', note: sentence('report upward') });
  await onClock({ act: 'report-receipt', report: 0, receipt: sentence('receipt of a report') });
  await fillStatement(tell, seeds, claim);
  await fillLedger(tell, seeds, claim, body);
}

async function fillStatement(tell: Tell, { phone, sentence }: Seeds, claim: string): Promise<void> {
  const made = await tell('POST', '/api/statements', { kind: 'notice', claim });
  const statement = idIn(made, ['statement']);
  const [version] = listIn(made, ['statement', 'versions']).toReversed();
  const form = {
    ...(isObject(version) && isObject(version['form']) ? version['form'] : {}),
    title: `情况通报${phone('statement title')}`,
    lead: sentence('statement lead'),
    fact: sentence('statement fact'),
    done: [sentence('statement done')],
    contact: CONTACT,
  };
  const base = listIn(made, ['statement', 'versions']).length;
  await tell('POST', `/api/statements/${statement}/versions`, { base, form });
  await tell('POST', `/api/statements/${statement}/lint`, { form });
  await tell('POST', `/api/statements/${statement}/acts`, { act: 'comment', text: sentence('statement comment') });
  await tell('POST', `/api/statements/${statement}/acts`, { act: 'hand', to: `记者${phone('handed to')}` });
}

async function fillLedger(tell: Tell, { phone, sentence }: Seeds, claim: string, body: string): Promise<void> {
  const origin = { from: 'claim', claim, point: null };
  const draft = { title: '路灯', text: sentence('concern text'), origin };
  await tell('POST', '/api/concerns', { ...draft, title: `路灯 ${phone('concern title')}` });
  const opened = await tell('POST', '/api/concerns', draft);
  const concern = idIn(opened, []);
  const act = (name: string, fields: object): Promise<unknown> =>
    tell('POST', `/api/concerns/${concern}/acts`, { act: name, ...fields });
  await act('note', { text: sentence('diary') });
  await act('assign', { body, note: sentence('assigned') });
  await act('answer', { text: sentence('department answer'), body });
  await act('urge', { text: sentence('urged') });
  await act('mark', { text: sentence('mark of a leader') });
  await act('ask-extension', { toMs: Date.now() + 9 * 86_400_000, note: sentence('extension asked'), body });
  await act('report', { outcome: sentence('reported'), solved: true, body });
  await act('settle', { outcome: sentence('settled'), solved: true, publicAnswer: sentence('public answer') });
  await act('revisit', { how: 'call', satisfaction: 'pleased', note: sentence('revisit') });
  const csv = `编号,内容,时间\nA-1,${sentence('12345 text').replaceAll(',', '，')},2026-11-20 09:00\n`;
  await tell('POST', '/api/concerns/import', { csv });
  const asked = { title: `停水 ${phone('consultation title')}`, question: sentence('consultation question') };
  const days = { options: [`夜间${phone('option')}`], untilMs: Date.now() + 9 * 86_400_000 };
  const consultation = idIn(await tell('POST', '/api/consultations', { ...asked, ...days }), []);
  const view = { act: 'consultation-answer', group: phone('group'), count: 3, summary: sentence('view') };
  await tell('POST', `/api/consultations/${consultation}/acts`, { act: 'start' });
  await tell('POST', `/api/consultations/${consultation}/acts`, view);
}

/** Names that staff give: channels, subjects, wordings, the roster's rules, the page. */
async function fillRules(tell: Tell, { phone, sentence }: Seeds): Promise<void> {
  const words = { name: `群${phone('channel name')}`, audience: sentence('channel audience').slice(0, 110) };
  await tell('POST', '/api/channels', { ...words, alerts: false, statements: true, address: { kind: 'hand-over' } });
  await tell('PATCH', '/api/public-page', { contact: CONTACT, basis: sentence('legal basis') });
  const subject = {
    id: 'water',
    subject: `供水${phone('subject')}`,
    topics: [],
    words: ['供水', phone('subject word')],
    speaker: null,
    signOffs: [],
  };
  await tell('POST', '/api/statement-rules', {
    act: 'set-subject',
    subject: { ...subject, signOffs: [], basis: sentence('basis') },
  });
  const duty = await tell('GET', '/api/duty');
  const plan = isObject(duty) && isObject(duty['plan']) ? duty['plan'] : {};
  const report = { id: 'city', to: `市委办${phone('reported to')}`, contact: CONTACT, minutes: 60, grades: ['major'] };
  await tell('PUT', '/api/duty/plan', { ...plan, reports: [{ ...report, active: true }] });
  const day = { day: '2026-12-31', works: false, name: phone('calendar name') };
  await tell('PUT', '/api/duty/calendar', { days: [day] });
}

/** What citizens write into the public form. */
export async function askAsCitizen(publicUrl: string, seeds: Seeds): Promise<void> {
  for (const kind of ['check', 'concern', 'erasure']) {
    const form = { kind, text: seeds.sentence(`request, ${kind}`), where: `东关 ${seeds.phone(`where, ${kind}`)}` };
    await fetch(`${publicUrl}/inbox/ask`, { method: 'POST', body: new URLSearchParams(form) });
  }
  const answer = { consultation: '1', option: '0', group: '其他', other: `司机${seeds.phone('own group')}` };
  const form = { ...answer, text: seeds.sentence('answer to a consultation') };
  await fetch(`${publicUrl}/inbox/opinion`, { method: 'POST', body: new URLSearchParams(form) });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function idIn(value: unknown, path: readonly string[]): string {
  const id = at(value, [...path, 'id']);
  return typeof id === 'string' ? id : 'none';
}

function listIn(value: unknown, path: readonly string[]): readonly unknown[] {
  const list = at(value, path);
  return Array.isArray(list) ? list : [];
}
