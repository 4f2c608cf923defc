import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Block, Line, Role, TableBlock } from './blocks.ts';
import { textOf } from './blocks.ts';
import { clean } from './clean.ts';
import { columnShares } from './columns.ts';
import { WORD_SIGNS, wordFont } from './docx-fonts.ts';
import type { Face } from './faces.ts';
import { pictureOf, type Pictures } from './html.ts';
import { type Sizes, tableEm, TYPE_MM } from './measure.ts';
import { CHART_PX } from './press-size.ts';
import { INKS, isStrong, SIGNS } from './signs.ts';

/** Twentieths of a point. */
export const TWIPS_PER_PT = 20;
const TWIPS_PER_MM = 1_440 / 25.4;
export const TYPE_TWIPS = Math.round(TYPE_MM.width * TWIPS_PER_MM);
/** Word counts pixels as 1/96 inch. */
const TYPE_PX = Math.round((TYPE_MM.width / 25.4) * 96);
/** A row with a longer cell may be cut, or it would be longer than a page and lose its end. */
const ROW_CHARS_MAX = 1_200;
const SIGN_SET = new Set(Object.values(SIGNS).filter((sign) => sign !== ''));

/** `chartIds`: in the paper's order; the library would number pictures through the life of the process. */
export type Setting = { readonly sizes: Sizes; readonly pictures: Pictures; readonly chartIds: readonly string[] };

export function runsOf(line: Line, face: Face, sizePt: number): readonly TextRun[] {
  return line.flatMap(({ text, mark }) => {
    const ink = mark === null ? undefined : INKS[mark];
    const shared = { size: `${sizePt}pt`, ...(ink === undefined ? {} : { color: ink }) } as const;
    const font = wordFont(isStrong(mark) ? 'heading' : face);
    const [first = ''] = text;
    if (!SIGN_SET.has(first)) return [new TextRun({ ...shared, text, font })];
    // The Chinese faces lack some of the signs.
    const signs = { ascii: WORD_SIGNS, hAnsi: WORD_SIGNS, cs: WORD_SIGNS, eastAsia: WORD_SIGNS };
    return [
      new TextRun({ ...shared, text: first, font: signs }),
      new TextRun({ ...shared, text: text.slice(first.length), font }),
    ];
  });
}

export function blockOf(block: Block, setting: Setting): readonly (Paragraph | Table)[] {
  if (block.is === 'table')
    return [
      tableOf(block, setting.sizes),
      new Paragraph({ spacing: { before: 0, after: 0, line: 80, lineRule: LineRuleType.EXACT } }),
    ];
  if (block.is === 'heading') return [headingOf(block, setting.sizes)];
  if (block.is === 'chart') return chartOf(block, setting);
  return [paragraphOf(block.role, block.line, setting.sizes)];
}

function headingOf({ text, level, newPage }: Block & { is: 'heading' }, sizes: Sizes): Paragraph {
  const line: Line = [{ text, mark: null }];
  return new Paragraph({
    heading: level === 2 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    keepNext: true,
    pageBreakBefore: newPage,
    children: level === 2 ? runsOf(line, 'heading', sizes.heading) : runsOf(line, 'second', sizes.body),
  });
}

const FACE_OF: Readonly<Record<Role, Face>> = {
  note: 'second',
  comment: 'second',
  gist: 'body',
  sentence: 'body',
  empty: 'body',
  post: 'body',
  closing: 'body',
};

function paragraphOf(role: Role, line: Line, sizes: Sizes): Paragraph {
  const isFull = role === 'gist' || role === 'sentence' || role === 'empty';
  const sizePt = isFull ? sizes.body : sizes.small;
  const em = sizePt * TWIPS_PER_PT;
  const indent =
    role === 'gist'
      ? { left: em * 1.3, hanging: em * 1.3 }
      : role === 'comment'
        ? { left: em * 2 }
        : role === 'note' || role === 'closing'
          ? {}
          : { firstLine: em * 2 };
  const linePt = isFull ? sizes.linePt : sizes.small * 1.6;
  return new Paragraph({
    alignment: role === 'note' || role === 'closing' ? AlignmentType.LEFT : AlignmentType.BOTH,
    indent: Object.fromEntries(Object.entries(indent).map(([side, twips]) => [side, Math.round(twips)])),
    spacing: { line: Math.round(linePt * TWIPS_PER_PT), lineRule: LineRuleType.AT_LEAST },
    widowControl: true,
    children: runsOf(line, FACE_OF[role], sizePt),
  });
}

function chartOf({ chart }: Block & { is: 'chart' }, { sizes, pictures, chartIds }: Setting): readonly Paragraph[] {
  const picture = pictureOf(chart.id, pictures);
  const title = clean(chart.title);
  const caption = new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 120 },
    children: runsOf([{ text: title, mark: null }], 'heading', sizes.small),
  });
  const summary = paragraphOf('note', [{ text: clean(chart.summary), mark: null }], sizes);
  if (picture === null) return [caption, summary];
  const image = new ImageRun({
    type: 'png',
    data: Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64'),
    transformation: { width: TYPE_PX, height: Math.round((TYPE_PX * CHART_PX.height) / CHART_PX.width) },
    altText: { id: String(chartIds.indexOf(chart.id) + 1), name: title, title, description: clean(chart.summary) },
  });
  return [caption, new Paragraph({ keepNext: true, alignment: AlignmentType.CENTER, children: [image] }), summary];
}

const RULE = { style: BorderStyle.SINGLE, size: 8, color: '111111' };
const THIN = { style: BorderStyle.SINGLE, size: 2, color: '999999' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

function tableOf(table: TableBlock, sizes: Sizes): Table {
  const widths = columnShares(table, tableEm(sizes)).map((share) => Math.round((share / 1_000) * TYPE_TWIPS));
  const cell = (line: Line, at: number, face: Face): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: face === 'heading' ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
      margins: { top: 50, bottom: 50, left: at === 0 ? 0 : 100, right: at === widths.length - 1 ? 0 : 100 },
      ...(face === 'heading' ? { borders: { bottom: { ...RULE, size: 4 } } } : {}),
      children: [
        new Paragraph({
          alignment: table.numeric.includes(at) ? AlignmentType.RIGHT : AlignmentType.LEFT,
          keepNext: face === 'heading',
          children: runsOf(line, face, sizes.table),
        }),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((text, at) => cell([{ text, mark: null }], at, 'heading')),
  });
  const rows = table.rows.map(
    (row) =>
      new TableRow({
        cantSplit: row.every((line) => textOf(line).length <= ROW_CHARS_MAX),
        children: row.map((line, at) => cell(line, at, 'body')),
      }),
  );
  return new Table({
    width: { size: TYPE_TWIPS, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: RULE, bottom: RULE, left: NONE, right: NONE, insideVertical: NONE, insideHorizontal: THIN },
    rows: [head, ...rows],
  });
}
