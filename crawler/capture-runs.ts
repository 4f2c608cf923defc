import { childrenOf, type DomNode, isElement } from './extract/document.ts';

type TextNode = Extract<DomNode, { readonly type: 'text' }>;

/** Ends a line of text on the screen: what stands before and after it is not read as one. */
const EDGE =
  /^(?:address|article|aside|blockquote|body|br|button|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|legend|li|main|nav|ol|optgroup|option|p|pre|section|select|summary|table|tbody|td|textarea|tfoot|th|thead|tr|ul)$/;
/** As far as a word like 电话 in the cell before is looked for. */
const BEFORE_CHARS = 16;

/**
 * Masks the text of a tree in place, line by line as a reader sees it: a number that is cut up by inline elements is one number,
 * and a word in the cell before counts as the word before. Where a line is changed only its changed part moves.
 */
export function maskLines(root: DomNode, mask: (text: string) => string): void {
  let before = '';
  for (const run of runsOf(root)) {
    const text = run.map((node) => node.data).join('');
    if (text.trim() === '') continue;
    const masked = maskedAfter(before, text, mask);
    if (masked !== text) spread(run, text, masked);
    before = masked.trim().slice(-BEFORE_CHARS);
  }
}

function maskedAfter(before: string, text: string, mask: (text: string) => string): string {
  const alone = mask(text);
  if (before === '') return alone;
  const lead = `${before}\t`;
  const both = mask(lead + text);
  const after = both.startsWith(lead) ? both.slice(lead.length) : alone;
  // What either reading hides stays hidden.
  return after === text ? alone : mask(after);
}

function runsOf(root: DomNode): TextNode[][] {
  const runs: TextNode[][] = [[]];
  const visit = (node: DomNode, isPre: boolean): void => {
    if (node.type === 'text') {
      // As drawn: blanks and line ends between two halves of a number are one blank.
      if (!isPre) node.data = node.data.replace(/[\t\n\f\r ]+/g, ' ');
      runs.at(-1)?.push(node);
      return;
    }
    const isEdge = isElement(node) && EDGE.test(node.name);
    if (isEdge) runs.push([]);
    for (const child of childrenOf(node)) visit(child, isPre || (isElement(node) && node.name === 'pre'));
    if (isEdge) runs.push([]);
  };
  visit(root, false);
  return runs.filter((run) => run.length > 0);
}

/** Puts the masked line in place of the old one: the first node that the change touches takes all that is new. */
function spread(run: readonly TextNode[], text: string, masked: string): void {
  const shorter = Math.min(text.length, masked.length);
  let head = 0;
  while (head < shorter && text[head] === masked[head]) head++;
  let tail = 0;
  while (tail < shorter - head && text.at(-1 - tail) === masked.at(-1 - tail)) tail++;
  const end = text.length - tail;
  let fresh: string | null = masked.slice(head, masked.length - tail);
  let at = 0;
  for (const node of run) {
    const { data } = node;
    const start = at;
    at += data.length;
    const isBefore = at < head || (at === head && head < end);
    if (isBefore || start > end) continue;
    const kept = data.slice(0, Math.max(0, head - start));
    node.data = kept + (fresh ?? '') + data.slice(Math.max(0, end - start));
    fresh = null;
  }
}
