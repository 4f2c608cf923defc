import { childrenOf, type DomElement, type DomNode, isElement } from './document.ts';
import { TEXT_CHARS_MAX } from './limits.ts';

const SILENT =
  /^(?:script|style|noscript|template|iframe|object|svg|math|select|textarea|button|input|head|canvas|audio|video|map)$/;
const BLOCK =
  /^(?:p|div|section|article|main|header|footer|aside|nav|ul|ol|li|dl|dt|dd|table|tr|h[1-6]|blockquote|pre|form|fieldset|figure|figcaption|center|hr|address|details|summary)$/;
const HIDDEN = /(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$))/i;

/** True for what a reader does not see. */
export function isUnseen(element: DomElement): boolean {
  if (SILENT.test(element.name)) return true;
  if (element.attribs['hidden'] !== undefined) return true;
  const style = element.attribs['style'];
  return style !== undefined && HIDDEN.test(style);
}

/** Lines trimmed, blanks joined, empty lines gone. */
export function tidyLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[ \t\r\f\v\u00a0\u3000]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, TEXT_CHARS_MAX);
}

/**
 * The text of elements as a reader sees it: one line for each block, none empty. `drop` names elements that are left out
 * (the elements asked for are never dropped themselves).
 */
export function textOf(nodes: readonly DomNode[], drop: (element: DomElement) => boolean = () => false): string {
  const pieces: string[] = [];
  const visit = (node: DomNode, isPre: boolean): void => {
    if (node.type === 'text') pieces.push(isPre ? node.data : node.data.replace(/\s+/g, ' '));
    if (!isElement(node)) return;
    if (isUnseen(node) || drop(node)) return;
    if (node.name === 'br') pieces.push('\n');
    else inside(node, isPre);
  };
  const inside = (node: DomElement, isPre: boolean): void => {
    const edge = BLOCK.test(node.name) ? '\n' : /^t[dh]$/.test(node.name) ? ' ' : '';
    pieces.push(edge);
    for (const child of childrenOf(node)) visit(child, isPre || node.name === 'pre');
    pieces.push(edge);
  };
  for (const node of nodes) {
    if (isElement(node)) inside(node, false);
    else visit(node, false);
    pieces.push('\n');
  }
  return tidyLines(pieces.join(''));
}

/** The text on one line. */
export function lineOf(nodes: readonly DomNode[]): string {
  return textOf(nodes).replace(/\n/g, ' ');
}

/** The element's id and classes, for patterns. */
export function namesOf(element: DomElement): string {
  return `${element.attribs['id'] ?? ''} ${element.attribs['class'] ?? ''}`;
}
