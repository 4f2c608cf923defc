import { consultationForm } from './consultation-form.ts';
import {
  consultationItems,
  consultationPath,
  periodLine,
  shownCount,
  type PublicConsultation,
  type Shown,
} from './consultation.ts';
import { pageOf } from './frame.ts';
import { html, lines, nothing, type Html } from './html.ts';
import type { SiteInput } from './input.ts';

/** Further groups are summed up, so that the page stays small. */
const GROUPS_SHOWN_MAX = 30;
/** On the page of all; older ones keep their own pages. */
export const CONSULTATIONS_LISTED_MAX = 100;
/** Of each kind, on the index. */
export const CONSULTATIONS_ON_INDEX_MAX = 5;

/** One that was started: what is asked while it is open, what came of it after. */
export function consultationPage(input: SiteInput, held: PublicConsultation): string {
  return pageOf(input, {
    depth: 1,
    title: `征求意见：${held.title}`,
    summary: held.question.slice(0, 140),
    main: html`<article>
        <h1>征求意见：${held.title}</h1>
        <p class="meta">${periodLine(held)}</p>
        ${held.phase === 'withdrawn' ? withdrawn(held) : nothing}
        ${held.phase === 'concluded' ? decided(held) : nothing}
        ${held.phase === 'over' ? html`<p class="note">已经截止，不再接收意见。整理后在本页公布采纳了什么、为什么。</p>` : nothing}
        ${asked(held)} ${held.phase === 'over' || held.phase === 'concluded' ? counted(held) : nothing}
        ${statements(held)}
      </article>
      ${held.phase === 'open' ? html`${consultationForm(input, held)}${terms(input)}` : nothing}`,
  });
}

function asked({ question, whom, options }: PublicConsultation): Html {
  return html`<section aria-labelledby="question">
    <h2 id="question">征求什么意见</h2>
    <p>${lines(question)}</p>
    ${whom === '' ? nothing : html`<p>涉及：${whom}</p>`}
    ${
      options.length === 0
        ? nothing
        : html`<h3>方案</h3>
            <ol>
              ${options.map((text) => html`<li>${text}</li> `)}
            </ol>`
    }
  </section>`;
}

function withdrawn({ reason }: PublicConsultation): Html {
  return html`<p class="note"><strong>这次征求意见已经撤回，不再接收意见。</strong>理由：${lines(reason)}</p>`;
}

function decided({ decision, taken }: PublicConsultation): Html {
  return html`<section aria-labelledby="decision">
    <h2 id="decision">决定</h2>
    <p>${lines(decision)}</p>
    ${views('采纳了什么，为什么', taken, true)} ${views('没有采纳什么，为什么', taken, false)}
  </section>`;
}

function views(title: string, taken: PublicConsultation['taken'], wanted: boolean): Html {
  const shown = taken.filter((view) => view.taken === wanted);
  if (shown.length === 0) return nothing;
  return html`<h3>${title}</h3>
    <ul class="points">
      ${shown.map(
        ({ what, why }) =>
          html`<li>
            <strong>${what}</strong>
            <p>${lines(why)}</p>
          </li> `,
      )}
    </ul>`;
}

function counted(held: PublicConsultation): Html {
  const { total, byOption, byGroup } = held;
  const rest = byGroup.slice(GROUPS_SHOWN_MAX).reduce((sum, { count }) => sum + count, 0);
  const groups = byGroup.slice(0, GROUPS_SHOWN_MAX);
  return html`<section aria-labelledby="counts">
    <h2 id="counts">多少人说了意见</h2>
    <p>
      ${total === 0 ? '没有收到意见。' : `计入 ${shownCount(total)} 人次，包括本页提交的和工作人员登记的。`}${held.phase === 'over' && total > 0 ? '还在整理，数字会变。' : ''}
    </p>
    ${total === 0 || byOption.length < 2 ? nothing : table('各方案', byOption)}
    ${total === 0 ? nothing : table('各类人', rest === 0 ? groups : [...groups, { name: '其余各类', count: rest }])}
    ${total === 0 ? nothing : html`<p class="meta">少于 5 的数写作“&lt;5”，以免认出个人。</p>`}
  </section>`;
}

function table(caption: string, rows: readonly Shown[]): Html {
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${rows.map(
        ({ name, count }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${shownCount(count)}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function statements({ announced, answered }: PublicConsultation): Html {
  const links = [
    ['公告', announced],
    ['答复的通报', answered],
  ] as const;
  return html`${links.map(([word, link]) =>
    link === null ? nothing : html`<p>${word}：<a href="../${link.path}">${link.title}</a></p> `,
  )}`;
}

function terms({ page }: SiteInput): Html {
  return html`<section aria-labelledby="terms">
    <h2 id="terms">记录什么，保存多久</h2>
    <p>
      只记录您选的方案、类别和写下的文字，不记录姓名、联系方式和网络地址；电话、证件号等在保存前遮盖。来件保存一年；计入的数字和摘要随这次征求意见保存，到期后在本页公布采纳了什么、为什么。凭回执号可以查看是否已经计入，也可以<a
        href="../ask.html#data"
        >请求查阅或删除</a
      >。
    </p>
    <p class="meta">
      依据《中华人民共和国个人信息保护法》，只处理征求意见所必需的内容。${page.contact === '' ? '' : `联系：${page.contact}`}
    </p>
  </section>`;
}

/** On the index: what can be answered now leads, results follow. */
export function consultationSections({ consultations }: SiteInput): readonly [open: Html, results: Html] {
  const open = consultations.filter(({ phase }) => phase === 'open');
  const results = consultations.filter(({ phase }) => phase !== 'open');
  return [section('asking', '正在征求意见', open), section('results', '征求意见的结果', results)];
}

function section(id: string, title: string, rows: readonly PublicConsultation[]): Html {
  if (rows.length === 0) return nothing;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${consultationItems(rows.slice(0, CONSULTATIONS_ON_INDEX_MAX))}
    ${rows.length > CONSULTATIONS_ON_INDEX_MAX ? html`<p><a href="consultations.html">全部征求意见</a></p>` : nothing}
  </section>`;
}

/** All of them, and one page each. */
export function consultationListPage(input: SiteInput): string {
  const { consultations } = input;
  return pageOf(input, {
    depth: 0,
    title: '征求意见',
    main: html`<h1>征求意见</h1>
      <p class="lead">涉及很多人的措施，决定之前先听意见；截止后在各自的页面公布采纳了什么、为什么。</p>
      ${
        consultations.length === 0
          ? html`<p>目前没有征求意见的事项。有意见可以通过<a href="ask.html">反映问题</a>告诉我们。</p>`
          : listed(consultations.slice(0, CONSULTATIONS_LISTED_MAX))
      }`,
  });
}

function listed(shown: readonly PublicConsultation[]): Html {
  const of = (title: string, id: string, rows: readonly PublicConsultation[]): Html =>
    rows.length === 0
      ? nothing
      : html`<h2 id="${id}">${title}</h2>
          ${consultationItems(rows)}`;
  const isOpen = ({ phase }: PublicConsultation): boolean => phase === 'open';
  return html`${of('现在可以说意见的', 'asking', shown.filter(isOpen))}
  ${of(
    '结果',
    'results',
    shown.filter((each) => !isOpen(each)),
  )}`;
}

export function consultationFile(input: SiteInput, held: PublicConsultation): readonly [string, string] {
  return [consultationPath(held), consultationPage(input, held)];
}
