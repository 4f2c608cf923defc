import { SECTION_ROWS_MAX, type Finding, type PaperSection, type PaperSpan, type Section } from '../contract/index.ts';
import type { DeskFacts } from './desk-rule.ts';
import { line, type Figures } from './figures.ts';
import type { IssueInput } from './input.ts';

/** What each section is made from. */
export type Making = { readonly input: IssueInput; readonly facts: DeskFacts; readonly figures: Figures };

type Table = { readonly columns: readonly string[]; readonly numeric?: readonly number[] };
const SENTENCES: Table = { columns: [] };

/** A section with at most `SECTION_ROWS_MAX` rows; what is over is said in a row of its own. */
export function section(
  id: PaperSection,
  title: string,
  empty: string,
  findings: readonly Finding[],
  { columns, numeric = [] }: Table = SENTENCES,
): Section {
  const shown = findings.slice(0, SECTION_ROWS_MAX);
  const cells = columns.length === 0 ? 1 : columns.length;
  const rest =
    findings.length > shown.length
      ? [finding(`${id}:more`, [line('其余各条见系统'), ...Array.from({ length: cells - 1 }, () => [])])]
      : [];
  return { id, title, columns: [...columns], numeric: [...numeric], findings: [...shown, ...rest], empty };
}

type Extra = Partial<Pick<Finding, 'link' | 'posts'>>;
const KEY_CHARS_MAX = 160;

export function finding(key: string, cells: readonly PaperSpan[][], extra: Extra = {}): Finding {
  return { key: key.slice(0, KEY_CHARS_MAX), cells: [...cells], link: null, fresh: false, posts: [], ...extra };
}

/** A sentence. */
export function told(key: string, spans: PaperSpan[], extra: Extra = {}): Finding {
  return finding(key, [spans], extra);
}
