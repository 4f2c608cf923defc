import type { Statement, StatementForm, Verdict } from '../contract/index.ts';
import { textOf } from '../contract/statement-text.ts';
import { html, type Html } from './html.ts';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  true: '属实',
  partly: '部分属实',
  false: '不实',
  unsupported: '缺乏依据',
  open: '待核实',
};

/** A shape of its own for each, so that neither colour nor print matters. */
const SHAPES: Readonly<Record<Verdict, Html>> = {
  true: html`<circle cx="10" cy="10" r="8" fill="currentColor" /><path
      d="M6 10.3l2.7 2.7L14 7.2"
      fill="none"
      stroke="#fff"
      stroke-width="2"
    />`,
  partly: html`<circle cx="10" cy="10" r="7.2" fill="none" stroke="currentColor" stroke-width="1.8" /><path
      d="M10 2.8a7.2 7.2 0 000 14.4z"
      fill="currentColor"
    />`,
  false: html`<path d="M5 5l10 10M15 5L5 15" fill="none" stroke="currentColor" stroke-width="2.6" />`,
  unsupported: html`<circle cx="10" cy="10" r="7.2" fill="none" stroke="currentColor" stroke-width="1.8" /><path
      d="M6 10h8"
      stroke="currentColor"
      stroke-width="2"
    />`,
  open: html`<circle
    cx="10"
    cy="10"
    r="7.2"
    fill="none"
    stroke="currentColor"
    stroke-width="1.7"
    stroke-dasharray="3 2.6"
  />`,
};

export function verdictBadge(verdict: Verdict): Html {
  return html`<span class="vd ${verdict}"
    ><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${SHAPES[verdict]}</svg
    >${VERDICT_WORDS[verdict]}</span
  >`;
}

/** 辟谣 is said only where every point was found false: what is open, true in part or without support is no rumor yet. */
export function kindWord({ kind, points }: Pick<Statement, 'kind' | 'points'>): string {
  switch (kind) {
    case 'holding':
      return '首次回应';
    case 'notice':
      return '情况通报';
    case 'follow-up':
      return '后续通报';
    case 'correction':
      return '更正';
    case 'rebuttal':
      return points.length > 0 && points.every(({ verdict }) => verdict === 'false') ? '辟谣' : '核实情况';
  }
}

/** The version that was approved and is out. Throws for a statement without one: such a thing is never published. */
export function formOf(statement: Statement): StatementForm {
  const last = statement.versions.at(-1);
  if (last === undefined) throw new Error(`statement ${statement.id} has no text`);
  return last.form;
}

export function wholeText(statement: Statement): string {
  return textOf(formOf(statement), statement.kind);
}

/** 核实 2 点：1 点属实，1 点不实. */
export function verdictSummary({ points }: Pick<Statement, 'points'>): string {
  if (points.length === 0) return '';
  const counts = (Object.keys(VERDICT_WORDS) as Verdict[]).flatMap((verdict) => {
    const count = points.filter((point) => point.verdict === verdict).length;
    return count === 0 ? [] : [`${count} 点${VERDICT_WORDS[verdict]}`];
  });
  return `核实 ${points.length} 点：${counts.join('，')}`;
}

/** `路径` from a page that lies so many folders deep. */
export function up(depth: number): string {
  return '../'.repeat(depth);
}
