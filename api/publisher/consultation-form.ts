import { ANSWER_TEXT_CHARS_MAX, GROUP_CHARS_MAX, OTHER_GROUP, PUBLIC_GROUPS } from '../contract/consultation.ts';
import { REQUEST_TEXT_CHARS_MAX } from '../contract/index.ts';
import { FIELDS, trap } from './ask-page.ts';
import { consultationPath, type PublicConsultation } from './consultation.ts';
import { addressOf, pageOf, type Office } from './frame.ts';
import { html, nothing, type Html } from './html.ts';

/** Names of the fields beside those of the general form. */
export const ANSWER_FIELDS = {
  consultation: 'consultation',
  option: 'option',
  group: 'group',
  other: 'other',
} as const;
/** The option of whoever wants none of them. */
export const NO_OPTION = 'none';

/** Without script, without a name. The answer is the receipt. */
export function consultationForm(office: Office, { no, options }: PublicConsultation): Html {
  return html`<form method="post" action="${addressOf(office, 'inbox/opinion', 1)}" aria-labelledby="say">
    <h2 id="say">说说您的意见</h2>
    <p class="meta">不需要姓名和联系方式。这不是投票：各种意见及其理由都会研究，人数作参考。</p>
    <input type="hidden" name="${ANSWER_FIELDS.consultation}" value="${no}" />
    ${options.length === 0 ? nothing : optionField(options)} ${groupField()} ${textField(options.length > 0)}
    ${trap('say')}
    <p><button type="submit">提交，领取回执号</button></p>
  </form>`;
}

function optionField(options: readonly string[]): Html {
  return html`<fieldset>
    <legend>您赞成哪个方案</legend>
    ${options.map((text, at) => radio(`option-${at}`, ANSWER_FIELDS.option, String(at), text))}
    ${radio('option-none', ANSWER_FIELDS.option, NO_OPTION, '都不赞成，或有别的意见')}
  </fieldset>`;
}

function groupField(): Html {
  return html`<fieldset>
    <legend>您是</legend>
    ${[...PUBLIC_GROUPS, OTHER_GROUP].map((word, at) => radio(`group-${at}`, ANSWER_FIELDS.group, word, word))}
    <p>
      <label for="group-other">选“${OTHER_GROUP}”的，可以写是哪一类人（可不填）</label
      ><span class="meta" id="group-other-help">例如：出租车司机、物业。不写姓名，最多 ${GROUP_CHARS_MAX} 字。</span>
      <input
        id="group-other"
        name="${ANSWER_FIELDS.other}"
        type="text"
        maxlength="${GROUP_CHARS_MAX}"
        autocomplete="off"
        aria-describedby="group-other-help"
      />
    </p>
  </fieldset>`;
}

function radio(id: string, name: string, value: string, label: string): Html {
  return html`<p class="choice">
    <input type="radio" id="${id}" name="${name}" value="${value}" required /><label for="${id}">${label}</label>
  </p> `;
}

function textField(isOptional: boolean): Html {
  return html`<p>
    <label for="say-text">${isOptional ? '意见和理由（可不填）' : '意见和理由'}</label
    ><span class="meta" id="say-text-help"
      >最多 ${ANSWER_TEXT_CHARS_MAX} 字。请不要写姓名、电话、证件号，写了也会被遮盖。</span
    >
    <textarea
      id="say-text"
      name="${FIELDS.text}"
      rows="6"
      maxlength="${ANSWER_TEXT_CHARS_MAX}"
      ${isOptional ? nothing : html`required`}
      aria-describedby="say-text-help"
    ></textarea>
  </p>`;
}

/** Too late, or of none that there is: what was written is not lost, the general form takes it. Shown to the sender alone. */
export function opinionLatePage(office: Office, found: PublicConsultation | null, text: string): string {
  const title = found === null ? '没有这次征求意见' : '这次征求意见已经结束';
  return pageOf(office, {
    depth: 1,
    title,
    hidden: true,
    main: html`<h1>${title}</h1>
      <p class="lead">没有收下这份意见。您写的内容还在下面，可以作为反映问题提交给我们，同样有回执。</p>
      ${
        found === null
          ? html`<p><a href="../consultations.html">查看全部征求意见</a></p>`
          : html`<p><a href="../${consultationPath(found)}">查看“${found.title}”的结果</a></p>`
      }
      <form method="post" action="${addressOf(office, 'inbox/ask', 1)}" aria-labelledby="late">
        <h2 id="late">反映问题</h2>
        <input type="hidden" name="${FIELDS.kind}" value="concern" />
        <p>
          <label for="late-text">内容</label
          ><textarea id="late-text" name="${FIELDS.text}" rows="6" maxlength="${REQUEST_TEXT_CHARS_MAX}" required>
${lead(found)}${text}</textarea>
        </p>
        ${trap('late')}
        <p><button type="submit">提交，领取回执号</button></p>
      </form>`,
  });
}

function lead(found: PublicConsultation | null): string {
  return found === null ? '' : `关于“${found.title}”：`;
}
