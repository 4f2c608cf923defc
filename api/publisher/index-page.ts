import type { Statement } from '../contract/index.ts';
import { officeName, pageOf } from './frame.ts';
import { html, nothing, type Html } from './html.ts';
import { moment } from './moment.ts';
import { statementPath, type SiteInput } from './input.ts';
import { formOf, kindWord, verdictSummary } from './words.ts';

/** A page stays well under 100 kB. */
export const LISTED_PER_PAGE = 30;

/** `index.html` with the newest, then `older-2.html` and so on. */
export function indexPages(input: SiteInput): readonly (readonly [string, string])[] {
  const count = Math.max(1, Math.ceil(input.statements.length / LISTED_PER_PAGE));
  return Array.from({ length: count }, (_, at) => [pathOf(at), indexPage(input, at, count)] as const);
}

function pathOf(at: number): string {
  return at === 0 ? 'index.html' : `older-${at + 1}.html`;
}

function indexPage(input: SiteInput, at: number, count: number): string {
  const shown = input.statements.slice(at * LISTED_PER_PAGE, (at + 1) * LISTED_PER_PAGE);
  const title = at === 0 ? '核实与回应' : `全部通报，第 ${at + 1} 页`;
  return pageOf(input, {
    depth: 0,
    title,
    main: html`<h1>${title}</h1>
      <p class="lead">
        这里公布${officeName(input)}对网传说法的核实结论和情况通报。每一项结论都写明依据；说错了会更正，更正前的文字仍可查阅。
      </p>
      ${
        shown.length === 0
          ? html`<p>目前还没有公布的内容。</p>`
          : html`<ol class="list" reversed>
              ${shown.map(item)}
            </ol>`
      }
      ${count === 1 ? nothing : pager(at, count)} ${at === 0 ? html`${score(input)}${journal(input)}` : nothing}`,
  });
}

function item(statement: Statement): Html {
  const { title, lead } = formOf(statement);
  const summary = verdictSummary(statement);
  return html`<li>
    <article>
      <h2><a href="${statementPath(statement)}">${title}</a></h2>
      <p class="meta">
        <span class="kind">${kindWord(statement)}</span>
        ${moment(statement.publishedMs ?? 0)}${statement.state === 'corrected' ? html` <strong>已更正</strong>` : nothing}${statement.sample ? html` <strong>演示内容</strong>` : nothing}
      </p>
      ${lead === '' ? nothing : html`<p>${lead.length > 120 ? `${lead.slice(0, 120)}…` : lead}</p>`}
      ${summary === '' ? nothing : html`<p class="meta">${summary}</p>`}
    </article>
  </li> `;
}

function pager(at: number, count: number): Html {
  const link = (to: number, word: string, rel: string): Html =>
    to < 0 || to >= count ? nothing : html`<li><a rel="${rel}" href="${pathOf(to)}">${word}</a></li>`;
  return html`<nav aria-label="翻页">
    <ul class="pager">
      ${link(at - 1, '较新的通报', 'prev')}${link(at + 1, '较早的通报', 'next')}
    </ul>
  </nav>`;
}

function score({ score }: SiteInput): Html {
  if (score === null) return nothing;
  return html`<section aria-labelledby="score">
    <h2 id="score">${score.title}</h2>
    <dl class="score">
      ${score.rows.map(
        ({ label, value, definition }) =>
          html`<div>
            <dt>${label}</dt>
            <dd><b>${value}</b><span>${definition}</span></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** Whoever noted an earlier head can tell whether the record was cut or changed since. */
function journal({ journal }: SiteInput): Html {
  if (journal.n === 0) return nothing;
  return html`<section aria-labelledby="journal">
    <h2 id="journal">工作日志的凭证</h2>
    <p>本办的每一步处理都记入前后相连的日志。最近一次更新本页时，日志为第 ${journal.n} 条，校验值：</p>
    <p class="hash"><code>${journal.hash}</code></p>
  </section>`;
}
