import { textOf, type TableBlock } from './blocks.ts';

/** Room beside a cell's text, in ems of the table. */
const PADDING_EM = 1.4;
/** A column no wider than this is set on one line, and the wide ones share what is left. */
const SHORT_EM = 9;
/** No column is narrower than 2 %. */
const SHARE_MIN = 20;
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
  const wanted = sharedOut(widths, Math.max(totalEm - short, totalEm / 3));
  const sum = wanted.reduce((total, width) => total + width, 0);
  const shares = wanted.map((width) => Math.max(SHARE_MIN, Math.floor((width / sum) * 1_000)));
  const rest = 1_000 - shares.reduce((total, share) => total + share, 0);
  const widest = shares.indexOf(Math.max(...shares));
  return shares.map((share, at) => (at === widest ? share + rest : share));
}

/** Wide columns share by the square root of their widths, which makes their cells about equally high; none gets more than its text takes. */
function sharedOut(widths: readonly number[], leftEm: number): readonly number[] {
  const given = new Map<number, number>();
  const wide = widths.flatMap((width, at) => (width > SHORT_EM ? [at] : []));
  const widthOf = (at: number): number => widths[at] ?? 0;
  let left = leftEm;
  let open = wide.toSorted((a, b) => widthOf(a) - widthOf(b));
  while (open.length > 0) {
    const roots = open.reduce((sum, at) => sum + Math.sqrt(widthOf(at)), 0);
    const [narrowest = 0, ...others] = open;
    const share = (Math.sqrt(widthOf(narrowest)) / roots) * left;
    const em = Math.min(share, widthOf(narrowest));
    given.set(narrowest, em);
    left -= em;
    open = others;
  }
  return widths.map((width, at) => given.get(at) ?? width);
}
