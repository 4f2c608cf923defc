import { textOf, type TableBlock } from './blocks.ts';

/** Room beside a cell's text, in ems of the table. */
const PADDING_EM = 1.4;
/** A column no wider than this is set on one line, and the wide ones share what is left. */
const SHORT_EM = 9;
/** Characters of a cell that are measured: what is longer fills its column anyway. */
const MEASURED_MAX = 200;

/** About how wide a text is set: Han is 1 em, Latin and digits a bit more than half of one. */
function widthEm(text: string): number {
  let em = 0;
  for (const character of text.slice(0, MEASURED_MAX)) em += (character.codePointAt(0) ?? 0) < 0x1100 ? 0.56 : 1;
  return em;
}

/** Shares of the columns in tenths of a percent, 1,000 together, so that every form breaks a table at the same places. */
export function columnShares(table: Pick<TableBlock, 'columns' | 'rows'>, totalEm: number): readonly number[] {
  const widths = table.columns.map((name, at) =>
    table.rows.reduce(
      (most, row) => Math.max(most, widthEm(textOf(row[at] ?? [])) + PADDING_EM),
      widthEm(name) + PADDING_EM,
    ),
  );
  const short = widths.reduce((sum, width) => sum + (width <= SHORT_EM ? width : 0), 0);
  const wide = widths.reduce((sum, width) => sum + (width > SHORT_EM ? width : 0), 0);
  const left = Math.max(totalEm - short, totalEm / 3);
  const wanted = widths.map((width) => (width <= SHORT_EM ? width : Math.max(SHORT_EM, (width / wide) * left)));
  const sum = wanted.reduce((total, width) => total + width, 0);
  const shares = wanted.map((width) => Math.max(20, Math.floor((width / sum) * 1_000)));
  const rest = 1_000 - shares.reduce((total, share) => total + share, 0);
  const widest = shares.indexOf(Math.max(...shares));
  return shares.map((share, at) => (at === widest ? share + rest : share));
}
