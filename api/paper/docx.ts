import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type IRunStylePropertiesOptions,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import type { Paper } from '../contract/briefing-paper.ts';
import { bodyOf, colophonOf, type Head, headOf, type Line, notesOf } from './blocks.ts';
import { blockOf, runsOf, type Setting, TWIPS_PER_PT, TYPE_TWIPS } from './docx-blocks.ts';
import { fontTableXml, wordFont } from './docx-fonts.ts';
import { sameBytes } from './docx-zip.ts';
import { escapeHtml, footOf, pictured, type Pictures } from './html.ts';
import { MARGIN_MM, PAGE_MM, type Sizes, sizesOf } from './measure.ts';

const TWIPS_PER_MM = 1_440 / 25.4;
/** Under the type area, as the foot of the PDF. */
const FOOT_MM = 24;

/** The issue for Word: real headings, tables, page fields and pictures with their alternative text. The same paper gives the same bytes. */
export async function paperDocx(paper: Paper, pictures: Pictures): Promise<Uint8Array> {
  const head = headOf(paper);
  const sizes = sizesOf(paper);
  const setting: Setting = { sizes, pictures, chartIds: paper.charts.map(({ id }) => id) };
  const blocks = [...notesOf(paper), ...bodyOf(paper).flatMap((block) => pictured(block, pictures))];
  const document = new Document({
    title: `${head.title} ${head.no}`,
    creator: head.office,
    styles: stylesOf(sizes),
    sections: [
      {
        properties: { page: pageOf() },
        footers: { default: footOfPages(head) },
        children: [
          ...masthead(head, sizes),
          ...blocks.flatMap((block) => blockOf(block, setting)),
          ...colophonOf(paper).flatMap((block) => blockOf(block, setting)),
        ],
      },
    ],
  });
  const packed = await Packer.toBuffer(document, undefined, [
    { path: 'word/fontTable.xml', data: fontTableXml() },
    { path: 'docProps/core.xml', data: coreXml(head, paper.toMs) },
  ]);
  return sameBytes(packed);
}

function twips(mm: number): number {
  return Math.round(mm * TWIPS_PER_MM);
}

function pageOf(): object {
  const { top, right, bottom, left } = MARGIN_MM;
  return {
    size: { width: twips(PAGE_MM.width), height: twips(PAGE_MM.height) },
    margin: {
      top: twips(top),
      right: twips(right),
      bottom: twips(bottom),
      left: twips(left),
      footer: twips(FOOT_MM),
      header: twips(15),
    },
  };
}

function stylesOf(sizes: Sizes): NonNullable<ConstructorParameters<typeof Document>[0]['styles']> {
  const run = (face: Parameters<typeof wordFont>[0], pt: number): IRunStylePropertiesOptions => ({
    font: wordFont(face),
    size: `${pt}pt`,
    color: '111111',
    bold: false,
  });
  const before = Math.round(sizes.linePt * 0.5 * TWIPS_PER_PT);
  return {
    default: {
      document: { run: { ...run('body', sizes.body), language: { value: 'en-US', eastAsia: 'zh-CN' } } },
      title: {
        run: run('title', sizes.title),
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 80, after: 160 } },
      },
      heading1: { run: run('heading', sizes.heading), paragraph: { spacing: { before, after: 60 }, keepNext: true } },
      heading2: { run: run('second', sizes.body), paragraph: { spacing: { before: before / 2 }, keepNext: true } },
    },
  };
}

function masthead({ classed, state, title, no, office, date }: Head, sizes: Sizes): readonly Paragraph[] {
  const runs = (text: string, face: 'heading' | 'body'): readonly TextRun[] =>
    runsOf([{ text, mark: null }], face, sizes.head);
  const tab = (): TextRun => new TextRun({ text: '\t' });
  const tabStops = [
    { type: TabStopType.CENTER, position: Math.round(TYPE_TWIPS / 2) },
    { type: TabStopType.RIGHT, position: TYPE_TWIPS },
  ];
  const titleLine: Line = [{ text: title, mark: null }];
  return [
    new Paragraph({
      tabStops: tabStops.slice(1),
      children: [...runs(classed, 'heading'), ...(state === '' ? [] : [tab(), ...runs(state, 'heading')])],
    }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: runsOf(titleLine, 'title', sizes.title) }),
    new Paragraph({
      tabStops,
      border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 18, color: '111111', space: 4 } },
      spacing: { after: 120 },
      children: [...runs(no, 'body'), tab(), ...runs(office, 'body'), tab(), ...runs(date, 'body')],
    }),
  ];
}

function footOfPages(head: Head): Footer {
  const run = (children: (string | (typeof PageNumber)[keyof typeof PageNumber])[]): TextRun =>
    new TextRun({ children, font: wordFont('body'), size: '10.5pt' });
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: Math.round(TYPE_TWIPS / 2) },
          { type: TabStopType.RIGHT, position: TYPE_TWIPS },
        ],
        children: [
          run([footOf(head), '\t第 ', PageNumber.CURRENT, ' 页，共 ', PageNumber.TOTAL_PAGES, ' 页\t', head.classed]),
        ],
      }),
    ],
  });
}

/** The library dates a document by the clock; an issue has a date of its own. */
function coreXml(head: Head, toMs: number): string {
  const at = new Date(toMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeHtml(`${head.title} ${head.no}`)}</dc:title><dc:creator>${escapeHtml(head.office)}</dc:creator><dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`;
}
