import { FACE_RULES, familyOf } from './faces.ts';
import { MARGIN_MM, PAGE_MM, type Sizes, TYPE_MM } from './measure.ts';
import { INKS } from './signs.ts';

/** What stands at the foot of every page. */
export type Foot = { readonly left: string; readonly right: string };

/** Any text as a CSS string: whatever could end it is written as a number. */
export function cssString(text: string): string {
  const safe = text.replace(/[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]/g, (character) => {
    return `\\${(character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`;
  });
  return `"${safe}"`;
}

/** The style of one issue: a sheet of paper in print, a column that folds on a narrow screen. No address is in it, so nothing is fetched. */
export function paperStyle(sizes: Sizes, foot: Foot): string {
  return [FACE_RULES, sheet(foot), faces(sizes), masthead(sizes), tables(sizes), marks(), screen(), PRINT].join('\n');
}

/** The page number stands 7 mm under the type area (GB/T 9704 7.5). Browsers without margin boxes print the page without a foot. */
function sheet(foot: Foot): string {
  const box = `font: 10.5pt/1.2 ${familyOf('body')}; vertical-align: top; padding-top: 7mm; color: #111; white-space: nowrap`;
  return `
@page { size: ${PAGE_MM.width}mm ${PAGE_MM.height}mm; margin: ${MARGIN_MM.top}mm ${MARGIN_MM.right}mm ${MARGIN_MM.bottom}mm ${MARGIN_MM.left}mm;
  @bottom-left { content: ${cssString(foot.left)}; ${box}; text-align: left; width: 55mm; }
  @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; ${box}; text-align: center; width: 46mm; }
  @bottom-right { content: ${cssString(foot.right)}; ${box}; text-align: right; width: 55mm; } }`;
}

function faces({ body, linePt, heading, small }: Sizes): string {
  return `
* { box-sizing: border-box; margin: 0; padding: 0; }
html { -webkit-text-size-adjust: 100%; }
body { background: #fff; color: #111; font: 400 ${body}pt/${linePt}pt ${familyOf('body')}; overflow-wrap: anywhere; }
p, td, th, h1, h2, h3, figcaption { unicode-bidi: isolate; line-break: strict; }
p { text-align: justify; orphans: 2; widows: 2; }
h2 { font: 400 ${heading}pt/1.5 ${familyOf('heading')}; margin: ${linePt * 0.5}pt 0 ${linePt * 0.2}pt; break-after: avoid; break-inside: avoid; }
h3 { font: 400 ${body}pt/1.5 ${familyOf('second')}; margin: ${linePt * 0.25}pt 0 0; break-after: avoid; }
.new-page { break-before: page; margin-top: 0; }
.sentence, .empty { text-indent: 2em; }
.gist { padding-left: 1.3em; text-indent: -1.3em; break-inside: avoid; }
.note, .comment, .post, .closing { font-size: ${small}pt; line-height: 1.6; }
.note, .comment { font-family: ${familyOf('second')}; }
.post { text-indent: 2em; break-inside: avoid; }
.comment { padding-left: 2em; }
.note, .closing { text-align: left; }
figure { margin: ${linePt * 0.4}pt 0; break-inside: avoid; }
figure img { display: block; width: 100%; height: auto; }
figcaption b { display: block; font: 400 ${small}pt/1.6 ${familyOf('heading')}; text-align: center; }
figcaption span { display: block; font-size: ${small}pt; line-height: 1.5; color: #434c52; }
.colophon { margin-top: ${linePt}pt; border-top: 1pt solid #111; border-bottom: 1pt solid #111; padding: 1.5mm 0; break-inside: avoid; }`;
}

function masthead({ title, head }: Sizes): string {
  const spaced = title > 22 ? 'letter-spacing: .14em; text-indent: .14em;' : '';
  return `
.classed { display: flex; justify-content: space-between; font: 400 ${head}pt/1.4 ${familyOf('heading')}; min-height: 1.4em; }
h1 { font: 700 ${title}pt/1.35 ${familyOf('title')}; text-align: center; text-wrap: balance; margin: 2mm 0 4mm; ${spaced} }
.no { display: grid; grid-template-columns: 1fr auto 1fr; gap: 0 1em; align-items: end; font-size: ${head}pt; line-height: 1.4; padding-bottom: 1.6mm; border-bottom: 1.6pt solid #111; }
.no span:last-child { text-align: right; }
.rule { border-top: .5pt solid #111; margin: 1pt 0 2mm; }
.notes { margin-bottom: 1mm; }`;
}

function tables({ table }: Sizes): string {
  return `
table { width: 100%; table-layout: fixed; border-collapse: collapse; border-top: 1pt solid #111; border-bottom: 1pt solid #111; margin: 1mm 0 2mm; font-size: ${table}pt; line-height: 1.4; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
thead, thead tr { break-after: avoid; }
th { font: 400 ${table}pt/1.4 ${familyOf('heading')}; text-align: left; border-bottom: .5pt solid #111; padding: 1mm .5em; vertical-align: bottom; word-break: keep-all; }
td { border-bottom: .25pt solid #999; padding: .9mm .5em; vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
.r { text-align: right; font-variant-numeric: tabular-nums; }`;
}

function marks(): string {
  const inks = Object.entries(INKS).map(([mark, ink]) => `.m-${mark} { color: #${ink}; }`);
  return [
    `b { font-weight: 400; font-family: ${familyOf('heading')}; }`,
    '.one { white-space: nowrap; }',
    '.m-open { border-bottom: .8pt dashed #75736b; }',
    ...inks,
  ].join('\n');
}

/** On a phone a row of a table is a block whose cells carry their column's name. */
function screen(): string {
  return `
@media screen {
  body { background: #ebe9e3; line-height: 1.7; }
  main { position: relative; width: ${PAGE_MM.width}mm; max-width: 100%; margin: 16px auto; padding: 20mm ${(PAGE_MM.width - TYPE_MM.width) / 2}mm; background: #fff; box-shadow: 0 1px 3px rgb(28 35 39 / .18); }
}
@media screen and (max-width: 760px) {
  body { font-size: 17px; }
  main { width: auto; margin: 0; padding: 20px 16px 32px; }
  h1 { font-size: 24px; letter-spacing: .04em; text-indent: 0; }
  h2 { font-size: 18px; } h3 { font-size: 17px; }
  .no { grid-template-columns: 1fr; font-size: 15px; } .no span:last-child { text-align: left; }
  .note, .comment, .post, .closing, figcaption b, figcaption span, table { font-size: 15px; line-height: 1.6; }
  table, tbody, tr, td { display: block; width: auto; }
  colgroup { display: none; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: 8px 0; border-bottom: 1px solid #999; }
  td, td.r { border: 0; padding: 1px 0 1px 6.8em; text-align: left; position: relative; min-height: 1.6em; }
  td[data-name]::before { content: attr(data-name); position: absolute; left: 0; width: 6.5em; color: #5d656a; overflow: hidden; max-height: 1.6em; }
  td:first-child { padding-left: 0; font-family: ${familyOf('heading')}; }
  td:first-child::before { display: none; }
}`;
}

const PRINT = `
@media print {
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { display: block; }
}`;
