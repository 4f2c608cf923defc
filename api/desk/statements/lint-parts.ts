import { printedMoment } from '../../contract/statement-text.ts';
import { advise, block, isEmpty, openPoints, piecesOf, placeName, type LintRule } from './lint-text.ts';
import { PLACEHOLDER } from './wordings.ts';

/** Whether each part that a reader looks for is there. */

export const titleThere: LintRule = ({ form }) =>
  isEmpty(form.title) ? [block('title-missing', 'title', '还没有标题。', 'There is no headline.')] : [];

export const leadThere: LintRule = ({ form }) =>
  isEmpty(form.lead)
    ? [
        block(
          'lead-missing',
          'lead',
          '首句要说清发生了什么、在哪里。',
          'The first sentence says what happened and where.',
        ),
      ]
    : [];

export const knownThere: LintRule = ({ kind, form }) => {
  if (form.verified.length > 0 || kind === 'correction') return [];
  if (kind === 'holding') {
    const zh = '如果有已经核实的情况，请写上；没有就不写。';
    return [advise('known-missing', 'verified', zh, 'Say what is verified already, if anything is.')];
  }
  return [block('known-missing', 'verified', '没有写已经核实的情况。', 'It does not say what is verified.')];
};

export const unknownThere: LintRule = ({ kind, form, claim }) => {
  if (form.checking.length > 0) return [];
  const open = openPoints(claim).length;
  if (open > 0) {
    const zh = `还有 ${open} 个要点待核实，请写明哪些还在核实。`;
    return [block('unknown-missing', 'checking', zh, `${open} points are open: say what is still being checked.`)];
  }
  if (kind !== 'holding') return [];
  return [
    block('unknown-missing', 'checking', '首次回应要写明正在核实什么。', 'A first word says what is being checked.'),
  ];
};

export const nextThere: LintRule = ({ kind, form, claim, nowMs }) => {
  const due = kind === 'holding' || form.checking.length > 0 || openPoints(claim).length > 0;
  if (form.nextMs === null) {
    if (!due) return [];
    const zh = '还有情况在核实，请写明下次什么时候发布。';
    return [block('next-missing', 'nextMs', zh, 'Something is still being checked: say when the next word comes.')];
  }
  if (form.nextMs > nowMs) return [];
  const zh = `下次发布时间（${printedMoment(form.nextMs)}）已经过去，请改。`;
  return [block('next-past', 'nextMs', zh, 'The time of the next word lies in the past.')];
};

export const doneThere: LintRule = ({ kind, form }) => {
  if (form.done.length > 0) return [];
  const [zh, en] = ['没有写已经采取的措施。', 'It does not say what is being done.'];
  return [kind === 'correction' ? advise('done-missing', 'done', zh, en) : block('done-missing', 'done', zh, en)];
};

export const askedThere: LintRule = ({ kind, form }) =>
  form.asked.length > 0 || kind === 'correction'
    ? []
    : [
        advise(
          'asked-missing',
          'asked',
          '没有写公众需要做什么；如不需要，也请写明。',
          'It does not say what people should do.',
        ),
      ];

export const contactThere: LintRule = ({ form }) => {
  if (isEmpty(form.contact)) {
    return [block('contact-missing', 'contact', '没有写向谁咨询。', 'It does not say where to ask.')];
  }
  if (/[0-9０-９]{3}|https?:|www\./u.test(form.contact) || PLACEHOLDER.test(form.contact)) return [];
  return [
    advise('contact-vague', 'contact', '咨询渠道里没有电话或网址。', 'The contact holds no number and no address.'),
  ];
};

export const signatureThere: LintRule = ({ form, speakers }) => {
  if (isEmpty(form.signature)) return [block('signature-missing', 'signature', '没有落款。', 'It is not signed.')];
  const other = speakers.find((name) => !form.signature.includes(name));
  if (other === undefined) return [];
  const zh = `这类信息由${other}发布，落款却不是它；请与其会签，或改由其发布。`;
  return [advise('speaker', 'signature', zh, `${other} speaks on this subject; the signature names another.`)];
};

export const changeThere: LintRule = ({ kind, form }) =>
  kind === 'correction' && isEmpty(form.changed)
    ? [block('changed-missing', 'changed', '更正要写明原来怎么写、现在怎么写。', 'A correction says what changed.')]
    : [];

export const rebuttalWhole: LintRule = ({ kind, form }) => {
  if (kind !== 'rebuttal') return [];
  const missing = (['rumor', 'misleads', 'fact'] as const).filter((place) => isEmpty(form[place]));
  return missing.map((place) => {
    const zh = `辟谣要写${placeName(place)}：先说事实，传言只说一次，说明为何误导，再说一遍事实。`;
    return block(`${place}-missing`, place, zh, `A rebuttal needs its part "${place}".`);
  });
};

/** What the desk left for a person to fill in. */
export const filledIn: LintRule = ({ form }) =>
  [...piecesOf(form), { place: 'contact', text: form.contact }]
    .filter(({ text }) => PLACEHOLDER.test(text))
    .map(({ place, text }) => {
      const what = PLACEHOLDER.exec(text)?.[0] ?? '';
      const zh = `${placeName(place)}还有没填的内容：${what}`;
      return block('placeholder', place, zh, `Still to be filled in: ${what}`);
    });

export const issueSaid: LintRule = ({ form, issue, kind }) => {
  if (issue <= 1 || kind === 'correction' || isEmpty(form.title)) return [];
  if (new RegExp(`第\\s*${issue}\\s*次`, 'u').test(form.title)) return [];
  const zh = `这是对同一件事的第 ${issue} 次发布，标题里请写“（第${issue}次）”。`;
  return [advise('issue', 'title', zh, `This is word number ${issue} on the matter; the headline should say so.`)];
};
