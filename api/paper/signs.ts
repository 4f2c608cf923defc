import type { SpanMark } from '../contract/briefing-paper.ts';

/** A level and a verdict each have a sign of their own, so that a page printed or copied in grey says the same. Those of the levels have the shapes of the screen. */
export const SIGNS: Readonly<Record<SpanMark, string>> = {
  strong: '',
  late: '',
  soft: '',
  'level-1': '■',
  'level-2': '▲',
  'level-3': '◆',
  'level-4': '●',
  true: '✓',
  'partly-true': '◐',
  false: '✕',
  unsupported: '△',
  open: '◌',
};

/** Ink of the marks on paper, from the screen's tokens. Red is for risk: the first level, and what is overdue. */
export const INKS: Readonly<Partial<Record<SpanMark, string>>> = {
  late: '9c1118',
  soft: '5d656a',
  'level-1': '9c1118',
  'level-2': '8a3800',
  'level-3': '5f4500',
  'level-4': '1b4a9c',
  true: '17603a',
  'partly-true': '35583f',
  false: '2d353a',
  unsupported: '55456f',
  open: '434c52',
};

/** What is set in 黑体, which is how official papers stress: all but what is said softly, and what is still open. */
export function isStrong(mark: SpanMark | null): boolean {
  return mark !== null && mark !== 'soft' && mark !== 'open';
}

/** The text with its sign before it, once. */
export function signed(text: string, mark: SpanMark | null): string {
  const sign = mark === null ? '' : SIGNS[mark];
  // A no-break space: a sign alone at the end of a line says nothing.
  return sign === '' || text.startsWith(sign) ? text : `${sign}\u00a0${text}`;
}
