import type { Statement } from '../contract/index.ts';
import { diffOf } from '../contract/statement-diff.ts';
import { statementParts } from '../contract/statement-text.ts';
import { claimReviews } from './claim-review.ts';
import { addressOf, officeName, pageOf } from './frame.ts';
import { html, jsonBlock, lines, nothing, type Html } from './html.ts';
import { correctionForm } from './ask-page.ts';
import { moment } from './moment.ts';
import { statementPath, type SiteInput } from './input.ts';
import { formOf, kindWord, verdictBadge, verdictSummary, wholeText } from './words.ts';

/** `chain`: all that was published on the same matter, newest first, this one among them. */
export function statementPage(input: SiteInput, statement: Statement, chain: readonly Statement[]): string {
  const form = formOf(statement);
  const corrected = chain.find(({ id }) => id === statement.corrects);
  const address = addressOf(input, statementPath(statement), 1);
  const reviews = claimReviews({ statement, office: officeName(input), address });
  return pageOf(input, {
    depth: 1,
    title: form.title,
    summary: [form.lead.slice(0, 140), verdictSummary(statement)].filter((part) => part !== '').join(' '),
    head: reviews === null ? nothing : jsonBlock(reviews),
    main: html`<article>
        <h1>${form.title}</h1>
        ${head(statement)} ${notices(statement, chain)} ${points(statement)} ${body(statement)}
        ${corrected === undefined ? nothing : differences(corrected, statement)} ${log(statement, chain)}
        ${proof(statement)}
      </article>
      ${correctionForm(input, statement.no)}`,
  });
}

function head(statement: Statement): Html {
  const next = formOf(statement).nextMs;
  return html`<p class="meta">
    <span class="kind">${kindWord(statement)}</span
    >${statement.issue > 1 ? html` <span>第 ${statement.issue} 次</span>` : nothing}
    <span>发布 ${moment(statement.publishedMs ?? 0)}（北京时间）</span
    >${next === null ? nothing : html` <span>下次发布 ${moment(next)} 前</span>`}
  </p>`;
}

function notices(statement: Statement, chain: readonly Statement[]): Html {
  const newer = chain.find(({ id }) => id === statement.correctedBy);
  return html`${statement.sample ? html`<p class="note">演示内容：地名、单位和事件均为虚构。</p>` : nothing}${
    newer === undefined
      ? nothing
      : html`<p class="note">
          <strong>这份通报已经更正。</strong>请看 ${moment(newer.publishedMs ?? 0)} 的<a href="${fileOf(newer)}">更正</a
          >。原来的文字保留在下面，供查阅。
        </p>`
  }`;
}

function points({ points }: Statement): Html {
  if (points.length === 0) return nothing;
  return html`<section aria-labelledby="points">
    <h2 id="points">逐项核实</h2>
    <ul class="points">
      ${points.map(
        ({ text, verdict, basis }) =>
          html`<li>
            <h3>${verdict === 'true' ? '' : '网传说法：'}${text}</h3>
            <p>核实结论：${verdictBadge(verdict)}</p>
            ${basis === '' ? nothing : html`<p class="meta">依据：${lines(basis)}</p>`}
          </li> `,
      )}
    </ul>
  </section>`;
}

/** The words that were approved, part by part; the headline stands above already. */
function body(statement: Statement): Html {
  const parts = statementParts(formOf(statement), statement.kind).filter(({ part }) => part !== 'title');
  return html`<section aria-labelledby="text">
    <h2 id="text">${kindWord(statement)}全文</h2>
    ${parts.map(
      ({ part, heading, paragraphs }) =>
        html`${heading === null ? nothing : html`<h3>${heading}</h3> `}${paragraphs.map(
          ({ text }) => html`<p class="${part}">${lines(text)}</p> `,
        )}`,
    )}
  </section>`;
}

function differences(before: Statement, after: Statement): Html {
  const runs = diffOf(wholeText(before), wholeText(after));
  return html`<section aria-labelledby="changes">
    <h2 id="changes">改了什么</h2>
    <p class="meta">
      与 ${moment(before.publishedMs ?? 0)} 的<a href="${fileOf(before)}">原通报</a
      >相比。划线的是删去的，带底色的是新加的。
    </p>
    <p class="diff">
      ${runs.map(({ is, text }) =>
        is === 'same'
          ? html`${lines(text)}`
          : is === 'added'
            ? html`<ins><span class="hear">新增：</span>${lines(text)}</ins>`
            : html`<del><span class="hear">删去：</span>${lines(text)}</del>`,
      )}
    </p>
  </section>`;
}

function log(statement: Statement, chain: readonly Statement[]): Html {
  if (chain.length < 2) return nothing;
  return html`<section aria-labelledby="log">
    <h2 id="log">同一事项的全部通报</h2>
    <ol class="log">
      ${chain.map((each) => {
        const line = html`${moment(each.publishedMs ?? 0)} ${kindWord(each)}：`;
        const { title, changed } = formOf(each);
        const name =
          each.id === statement.id
            ? html`<strong>${title}</strong>（本页）`
            : html`<a href="${fileOf(each)}">${title}</a>`;
        return html`<li>${line}${name}${changed === '' ? nothing : html`<br />更正说明：${changed}`}</li> `;
      })}
    </ol>
  </section>`;
}

function proof(statement: Statement): Html {
  const sha256 = statement.versions.at(-1)?.sha256 ?? '';
  return html`<p class="meta hash">全文校验值（SHA-256）：<code>${sha256}</code></p>`;
}

function fileOf({ no }: Statement): string {
  return `${no}.html`;
}
