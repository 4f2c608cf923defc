import type { Paper } from '../contract/briefing-paper.ts';
import { type Block, bodyOf, colophonOf, type Head, headOf, type Line, notesOf, type TableBlock } from './blocks.ts';
import { chartTable } from './chart-table.ts';
import { clean } from './clean.ts';
import { columnShares } from './columns.ts';
import { type Sizes, sizesOf, tableEm } from './measure.ts';
import { isStrong } from './signs.ts';
import { paperStyle } from './style.ts';

/** Charts as pictures by the chart's id: `data:image/png;base64,…`. What is not there is printed as a table. */
export type Pictures = Readonly<Record<string, string>>;

const FOOT_TITLE_MAX = 10;
/** ◐ 部分属实 stays on one line. */
const WORD_CHARS_MAX = 8;
const PICTURE = /^data:image\/png;base64,[A-Za-z0-9+/]+=*$/;
/** Nothing is fetched and nothing runs, whatever a reader's browser is and wherever the file lies. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The whole issue as one page that needs nothing else: for the screen, as a download, and what the PDF is printed from. */
export function paperHtml(paper: Paper, pictures: Pictures): string {
  const head = headOf(paper);
  const sizes = sizesOf(paper);
  const blocks = bodyOf(paper).flatMap((block) => pictured(block, pictures));
  const em = tableEm(sizes);
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="robots" content="noindex">
<meta name="dcterms.date" content="${new Date(paper.toMs).toISOString()}">
<title>${escapeHtml(`${head.title} ${head.no}`)}</title>
<style>${paperStyle(sizes, { left: footOf(head), right: head.classed })}
${shareRules(blocks, sizes)}
</style>
</head>
<body>
<main>
${mastheadHtml(head)}
<div class="notes">
${notesOf(paper)
  .map((block) => blockHtml(block, pictures, em))
  .join('\n')}
</div>
${blocks.map((block) => blockHtml(block, pictures, em)).join('\n')}
<footer class="colophon">
${colophonOf(paper)
  .map((block) => blockHtml(block, pictures, em))
  .join('\n')}
</footer>
</main>
</body>
</html>
`;
}

/** A chart without its picture is followed by its numbers. */
export function pictured(block: Block, pictures: Pictures): readonly Block[] {
  return block.is === 'chart' && pictureOf(block.chart.id, pictures) === null
    ? [block, chartTable(block.chart)]
    : [block];
}

export function pictureOf(id: string, pictures: Pictures): string | null {
  const picture = Object.hasOwn(pictures, id) ? pictures[id] : undefined;
  return picture !== undefined && PICTURE.test(picture) ? picture : null;
}

/** Loose pages find back to their issue; a long title would run into the page's number. */
export function footOf({ title, no }: Pick<Head, 'title' | 'no'>): string {
  return [...title].length > FOOT_TITLE_MAX ? no : `${title} ${no.replace(/^\d+年/, '')}`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function mastheadHtml({ classed, state, title, no, office, date }: Head): string {
  const spans = [no, office, date].map((text) => `<span>${escapeHtml(text)}</span>`).join('');
  return `<header>
<p class="classed"><span>${escapeHtml(classed)}</span>${state === '' ? '' : `<span>${escapeHtml(state)}</span>`}</p>
<h1>${escapeHtml(title)}</h1>
<p class="no">${spans}</p>
<div class="rule"></div>
</header>`;
}

function blockHtml(block: Block, pictures: Pictures, em: number): string {
  if (block.is === 'table') return tableHtml(block, em);
  if (block.is === 'heading')
    return `<h${block.level}${block.newPage ? ' class="new-page"' : ''}>${escapeHtml(block.text)}</h${block.level}>`;
  if (block.is === 'paragraph') return `<p class="${block.role}">${lineHtml(block.line)}</p>`;
  const picture = pictureOf(block.chart.id, pictures);
  const title = escapeHtml(clean(block.chart.title));
  const image = picture === null ? '' : `<img src="${picture}" alt="${title}">`;
  return `<figure><figcaption><b>${title}</b></figcaption>${image}
<p class="note">${escapeHtml(clean(block.chart.summary))}</p></figure>`;
}

function tableHtml(table: TableBlock, em: number): string {
  const side = (at: number): string => (table.numeric.includes(at) ? ' class="r"' : '');
  const names = table.columns.map(escapeHtml);
  const cols = columnShares(table, em).map((share) => `<col class="w${share}">`);
  const heads = names.map((name, at) => `<th scope="col"${side(at)}>${name}</th>`);
  const rows = table.rows.map((row) => {
    const cells = row.map((line, at) => `<td${side(at)} data-name="${names[at] ?? ''}">${lineHtml(line)}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table aria-label="${escapeHtml(table.title)}"><colgroup>${cols.join('')}</colgroup>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`;
}

function lineHtml(line: Line): string {
  return line
    .map(({ text, mark }) => {
      const safe = escapeHtml(text);
      if (mark === null) return safe;
      const tag = isStrong(mark) ? 'b' : 'span';
      return `<${tag} class="m-${mark}${text.length <= WORD_CHARS_MAX ? ' one' : ''}">${safe}</${tag}>`;
    })
    .join('');
}

/** Widths as classes: a style attribute would need leave for each. */
function shareRules(blocks: readonly Block[], sizes: Sizes): string {
  const shares = blocks.flatMap((block) => (block.is === 'table' ? columnShares(block, tableEm(sizes)) : []));
  return [...new Set(shares)].map((share) => `.w${share} { width: ${share / 10}%; }`).join('\n');
}
