import { REQUEST_TEXT_CHARS_MAX, REQUEST_WHERE_CHARS_MAX } from '../contract/index.ts';
import { addressOf, pageOf, type Office } from './frame.ts';
import { html, nothing, type Html } from './html.ts';
import type { SiteInput } from './input.ts';
import { up } from './words.ts';

/** Names of the fields that the forms send. */
export const FIELDS = { kind: 'kind', text: 'text', where: 'where', about: 'about', trap: 'homepage' } as const;

const KINDS = [
  ['check', '请求核实一件事', '听到一种说法，想知道是不是真的'],
  ['concern', '反映一个问题', '身边的困难、不合理的事'],
  ['correction', '请求更正', '通报或核实结论有错'],
] as const;
const DATA_KINDS = [
  ['erasure', '删除与我有关的信息', '写出是哪段文字、在哪个网址'],
  ['copy', '查阅与我有关的信息', '写出是哪段文字、在哪个网址'],
] as const;

/** The forms: without script, without a name. The answer is the receipt. */
export function askPage(input: SiteInput): string {
  const action = addressOf(input, 'inbox/ask');
  return pageOf(input, {
    depth: 0,
    title: '请求核实、反映问题',
    main: html`<h1>请求核实、反映问题</h1>
      <p class="lead">不需要姓名和联系方式。提交后会给您一个回执号，凭它查看办理结果。</p>
      <form method="post" action="${action}" aria-labelledby="ask">
        <h2 id="ask">写给我们</h2>
        ${choices('您想', KINDS, 'check')}
        ${textField('ask-text', '内容', '写下您听到或遇到的事。请不要写姓名、电话、证件号，写了也会被遮盖。')}
        ${whereField('ask-where', '在哪里看到或发生（可不填）', '网址、群组、小区或路口')} ${trap('ask')}
        <p><button type="submit">提交，领取回执号</button></p>
      </form>
      <form method="post" action="${action}" aria-labelledby="data">
        <h2 id="data">与您本人有关的信息</h2>
        ${choices('您想', DATA_KINDS, 'erasure')}
        ${textField('data-text', '哪些信息', '抄下那段文字或其中的关键词。为了找到它，这里写的电话等号码也会先被遮盖，请写文字部分。')}
        ${whereField('data-where', '在哪里看到（可不填）', '网址')} ${trap('data')}
        <p><button type="submit">提交，领取回执号</button></p>
      </form>
      <form method="post" action="${addressOf(input, 'inbox/receipt')}" aria-labelledby="receipt">
        <h2 id="receipt">查询回执</h2>
        <p>
          <label for="receipt-number">回执号</label
          ><input
            id="receipt-number"
            name="receipt"
            type="text"
            autocomplete="off"
            spellcheck="false"
            maxlength="40"
            required
          />
        </p>
        <p><button type="submit">查看办理结果</button></p>
      </form>`,
  });
}

/** On a statement's own page: the number of the statement goes along. */
export function correctionForm(input: SiteInput, no: number): Html {
  return html`<form method="post" action="${addressOf(input, 'inbox/ask', 1)}" aria-labelledby="wrong" class="noprint">
    <h2 id="wrong">这份通报有错？</h2>
    <input type="hidden" name="${FIELDS.kind}" value="correction" />
    <input type="hidden" name="${FIELDS.about}" value="${no}" />
    ${textField('wrong-text', '哪里不对', '写出原文和您认为正确的说法。不需要姓名。')} ${trap('wrong')}
    <p><button type="submit">请求更正，领取回执号</button></p>
  </form>`;
}

function choices(legend: string, kinds: readonly (readonly [string, string, string])[], checked: string): Html {
  return html`<fieldset>
    <legend>${legend}</legend>
    ${kinds.map(
      ([value, label, help]) =>
        html`<p class="choice">
          <input
            type="radio"
            id="kind-${value}"
            name="${FIELDS.kind}"
            value="${value}"
            ${value === checked ? html` checked` : nothing}
          /><label for="kind-${value}">${label} <span class="meta">${help}</span></label>
        </p> `,
    )}
  </fieldset>`;
}

function textField(id: string, label: string, help: string): Html {
  return html`<p>
    <label for="${id}">${label}</label><span class="meta" id="${id}-help">${help}</span>
    <textarea
      id="${id}"
      name="${FIELDS.text}"
      rows="5"
      maxlength="${REQUEST_TEXT_CHARS_MAX}"
      required
      aria-describedby="${id}-help"
    ></textarea>
  </p>`;
}

function whereField(id: string, label: string, help: string): Html {
  return html`<p>
    <label for="${id}">${label}</label><span class="meta" id="${id}-help">${help}</span>
    <input
      id="${id}"
      name="${FIELDS.where}"
      type="text"
      maxlength="${REQUEST_WHERE_CHARS_MAX}"
      autocomplete="off"
      aria-describedby="${id}-help"
    />
  </p>`;
}

/** Programs that fill in everything fill this in too. People neither see nor hear it. */
export function trap(id: string): Html {
  return html`<p class="trap" aria-hidden="true">
    <label for="${id}-home">请不要填写</label
    ><input id="${id}-home" name="${FIELDS.trap}" type="text" tabindex="-1" autocomplete="off" />
  </p>`;
}

/** What is said after a form, where nothing of the asker is in it: pages for each way that it can end. */
export type Said = {
  readonly title: string;
  readonly text: string;
  /** Where one goes on from; the forms if it is not said. */ readonly back?: string;
};

export function saidPage(office: Office, { title, text, back = 'ask.html' }: Said, depth = 1): string {
  return pageOf(office, {
    depth,
    title,
    hidden: true,
    main: html`<h1>${title}</h1>
      <p class="lead">${text}</p>
      <p><a href="${up(depth)}${back}">返回</a></p>`,
  });
}

/** Where the folder is served without our own server, an unknown address still ends well. */
export function doneWritingPages(input: SiteInput): readonly (readonly [string, string])[] {
  return [['404.html', saidPage(input, { title: '没有找到这个页面', text: '它可能已经移动。' }, 0)]];
}
