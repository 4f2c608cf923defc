import type { Satisfaction } from '../contract/index.ts';
import type { z } from 'zod';
import { addressOf, pageOf, type Office } from './frame.ts';
import { html, lines, nothing, type Html } from './html.ts';
import { moment } from './moment.ts';

/** What a receipt says: nothing of what was asked, so that whoever finds one learns nothing of the asker. */
export type ReceiptState = {
  readonly kind: 'check' | 'concern' | 'correction' | 'erasure' | 'copy' | 'opinion';
  readonly askedMs: number;
  readonly changedMs: number;
  readonly state: 'received' | 'accepted' | 'answered' | 'declined';
  readonly answer: string;
  /** Path of the statement that answers it. */
  readonly statement: { readonly path: string; readonly title: string } | null;
  /** The page of the consultation that it answers. */
  readonly consultation?: { readonly path: string; readonly title: string };
  readonly satisfaction: z.infer<typeof Satisfaction> | null;
};

const KIND_WORDS: Readonly<Record<ReceiptState['kind'], string>> = {
  check: '请求核实',
  concern: '反映问题',
  correction: '请求更正',
  erasure: '请求删除与本人有关的信息',
  copy: '请求查阅与本人有关的信息',
  opinion: '对征求意见的答复',
};
const STATE_WORDS: Readonly<Record<ReceiptState['state'], string>> = {
  received: '已收到，等待处理',
  accepted: '已受理，正在办理',
  answered: '已答复',
  declined: '不予受理',
};
export const SATISFACTION_WORDS = { pleased: '满意', fair: '一般', not: '不满意' } as const;

/** The one time that the number is shown. */
export function receiptGivenPage(office: Office, number: string, kind: ReceiptState['kind'], atMs: number): string {
  return pageOf(office, {
    depth: 1,
    title: '已收到，请记下回执号',
    hidden: true,
    main: html`<h1>已收到</h1>
      <p class="lead">您的回执号：</p>
      <p class="number"><strong>${number}</strong></p>
      <p>请抄下或打印本页。回执号只显示这一次，凭它查看办理结果；丢失后无法找回。</p>
      <p class="meta">${KIND_WORDS[kind]}，${moment(atMs)}（北京时间）</p>
      <p><a href="../ask.html#receipt">查询回执</a></p>`,
  });
}

/** `token`: the name of this file, by which the answer to the question whether one is satisfied is told apart. */
export function receiptPage(office: Office, receipt: ReceiptState, token: string): string {
  return pageOf(office, {
    depth: 1,
    title: '办理结果',
    hidden: true,
    main: html`<h1>${STATE_WORDS[receipt.state]}</h1>
      <p class="meta">
        ${KIND_WORDS[receipt.kind]}，收到于 ${moment(receipt.askedMs)}，更新于 ${moment(receipt.changedMs)}（北京时间）
      </p>
      ${
        receipt.answer === ''
          ? nothing
          : html`<h2>${receipt.state === 'declined' ? '理由' : '答复'}</h2>
              <p>${lines(receipt.answer)}</p>`
      }
      ${receipt.statement === null ? nothing : html`<p>已在通报中答复：<a href="../${receipt.statement.path}">${receipt.statement.title}</a></p>`}
      ${receipt.consultation === undefined ? nothing : html`<p>征求意见：<a href="../${receipt.consultation.path}">${receipt.consultation.title}</a></p>`}
      ${receipt.state === 'answered' && receipt.kind !== 'opinion' ? asked(office, receipt, token) : nothing}`,
  });
}

function asked(office: Office, { satisfaction }: ReceiptState, token: string): Html {
  if (satisfaction !== null)
    return html`<h2>您的评价</h2>
      <p>${SATISFACTION_WORDS[satisfaction]}。谢谢，已经记下。</p>`;
  return html`<form method="post" action="${addressOf(office, 'inbox/satisfaction', 1)}" aria-labelledby="ask">
    <h2 id="ask">您对办理结果满意吗？</h2>
    <input type="hidden" name="token" value="${token}" />
    <fieldset>
      <legend>请选择</legend>
      ${Object.entries(SATISFACTION_WORDS).map(
        ([value, word]) =>
          html`<p class="choice">
            <input type="radio" id="s-${value}" name="satisfaction" value="${value}" required /><label for="s-${value}"
              >${word}</label
            >
          </p> `,
      )}
    </fieldset>
    <p><button type="submit">提交评价</button></p>
  </form>`;
}
