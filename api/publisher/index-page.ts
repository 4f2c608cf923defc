import type { Statement } from '../contract/index.ts';
import { consultationSections } from './consultation-page.ts';
import { officeName, pageOf } from './frame.ts';
import { html, nothing, type Html } from './html.ts';
import { moment } from './moment.ts';
import { statementPath, type SiteInput } from './input.ts';
import { formOf, kindWord, verdictSummary } from './words.ts';

/** A page stays well under 100 kB. */
export const LISTED_PER_PAGE = 30;

/**
 * `index.html` with the newest, `older-1.html` with the oldest and so on up. Older pages are full and stay as they are, so a
 * statement more changes the index alone; that lists between one and two pages' worth.
 */
export function indexPages(input: SiteInput): readonly (readonly [string, string])[] {
  const olderCount = Math.max(0, Math.floor(input.statements.length / LISTED_PER_PAGE) - 1);
  const ends = input.statements.length - olderCount * LISTED_PER_PAGE;
  const older = Array.from({ length: olderCount }, (_, at) => {
    const to = input.statements.length - at * LISTED_PER_PAGE;
    return [
      pathOf(at + 1),
      olderPage(input, input.statements.slice(to - LISTED_PER_PAGE, to), at + 1, olderCount),
    ] as const;
  });
  return [['index.html', indexPage(input, input.statements.slice(0, ends), olderCount)], ...older];
}

function pathOf(number: number): string {
  return `older-${number}.html`;
}

function indexPage(input: SiteInput, shown: readonly Statement[], olderCount: number): string {
  const [asking, results] = consultationSections(input);
  return pageOf(input, {
    depth: 0,
    title: '核实与回应',
    main: html`<h1>核实与回应</h1>
      <p class="lead">
        这里公布${officeName(input)}对网传说法的核实结论和情况通报。每一项结论都写明依据；说错了会更正，更正前的文字仍可查阅。
      </p>
      ${asking} ${listOf(shown)} ${pager(null, olderCount === 0 ? null : pathOf(olderCount))} ${results} ${score(input)}
      ${journal(input)}`,
  });
}

function olderPage(input: SiteInput, shown: readonly Statement[], number: number, olderCount: number): string {
  const title = `较早的通报（${number}）`;
  const newer = number === olderCount ? 'index.html' : pathOf(number + 1);
  return pageOf(input, {
    depth: 0,
    title,
    main: html`<h1>${title}</h1>
      ${listOf(shown)} ${pager(newer, number === 1 ? null : pathOf(number - 1))}`,
  });
}

function listOf(shown: readonly Statement[]): Html {
  if (shown.length === 0) return html`<p>目前还没有公布的内容。</p>`;
  return html`<ol class="list" reversed>
    ${shown.map(item)}
  </ol>`;
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

function pager(newer: string | null, older: string | null): Html {
  if (newer === null && older === null) return nothing;
  const link = (to: string | null, word: string, rel: string): Html =>
    to === null ? nothing : html`<li><a rel="${rel}" href="${to}">${word}</a></li>`;
  return html`<nav aria-label="翻页">
    <ul class="pager">
      ${link(newer, '较新的通报', 'prev')}${link(older, '较早的通报', 'next')}
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
