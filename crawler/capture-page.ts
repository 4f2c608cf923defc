import { childrenOf, type DomNode, isElement } from './extract/document.ts';

/** What a kept page is made of. Anything else is left out and its text stays. */
const TAGS =
  /^(?:h[1-6]|p|div|span|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|td|th|blockquote|pre|code|b|strong|i|em|u|s|sub|sup|section|article|header|footer|main|nav|aside|figure|figcaption|center|label|fieldset|legend)$/;
const EMPTY = /^(?:br|hr)$/;
const SILENT = /^(?:style|link|title|head)$/;
/** Neither scripts nor loads nor forms, wherever the file is opened. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE =
  'body{max-width:60em;margin:0 auto;padding:1em;font:16px/1.7 sans-serif;overflow-wrap:anywhere}header.stamp{padding:.6em 1em;margin-bottom:1.5em;border-left:4px solid #1d3a6e;background:#f3f5f9}table{border-collapse:collapse}td,th{padding:.2em .5em;vertical-align:top}';

/** A masked page as one file without addresses, scripts or pictures, that any browser reads as text. */
export function readablePage(body: readonly DomNode[], title: string, stamp: readonly string[]): string {
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>${escaped(title)}</title><style>${STYLE}</style>`;
  const lines = stamp.map((line) => `<p>${escaped(line)}</p>`).join('');
  const inside = body.map((node) => childrenOf(node).map(written).join('')).join('');
  return `<!DOCTYPE html>\n<html lang="zh"><head>${head}</head><body><header class="stamp">${lines}</header>${inside}</body></html>\n`;
}

function written(node: DomNode): string {
  if (node.type === 'text') return escaped(node.data);
  if (!isElement(node) || SILENT.test(node.name)) return '';
  if (EMPTY.test(node.name)) return `<${node.name}>`;
  const shown = node.name === 'input' ? escaped(node.attribs['value'] ?? '') : '';
  const inside = shown + childrenOf(node).map(written).join('');
  if (!TAGS.test(node.name)) return inside;
  return `<${node.name}${spans(node.attribs)}>${inside}</${node.name}>`;
}

function spans(attribs: Readonly<Record<string, string>>): string {
  return ['colspan', 'rowspan']
    .filter((name) => /^\d{1,3}$/.test(attribs[name] ?? ''))
    .map((name) => ` ${name}="${attribs[name] ?? ''}"`)
    .join('');
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
