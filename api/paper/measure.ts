import type { Paper } from '../contract/briefing-paper.ts';

/** Of GB/T 9704-2012 5.2: A4, margins 37 mm above and 28 mm left, type area 156 × 225 mm. */
export const PAGE_MM = { width: 210, height: 297 };
export const MARGIN_MM = { top: 37, right: 26, bottom: 35, left: 28 };
export const TYPE_MM = { width: 156, height: 225 };
const PT_PER_MM = 72 / 25.4;

/**
 * Sizes in points. The standard's 三号 (16 pt, 22 lines of 28 characters) is for letters of continuous text: a special report is one and
 * keeps it. A daily is read in two minutes and is mostly tables: in 小四 with tables in 五号 the sample town's day is three pages and its
 * appendix, the first of which holds what a leader has to act on; 三号 would make it about twice as long. A body in 五号 throughout would save
 * one page more, and be too small for many who read it. Margins and type area stay as the standard has them in both, so that an issue and
 * a letter are bound together; so do the four faces (小标宋, 黑体, 楷体, 仿宋). Black rules stand in place of red: it reads the same in grey, and red
 * is for risk.
 */
export type Sizes = {
  readonly title: number;
  readonly head: number;
  readonly heading: number;
  readonly body: number;
  readonly linePt: number;
  readonly table: number;
  readonly small: number;
};

/** 二号 for a title of continuous text, 三号 body with lines of 28 pt (22 to a page). */
const LETTER: Sizes = { title: 22, head: 14, heading: 16, body: 16, linePt: 28, table: 12, small: 12 };
/** 一号 for the name of a paper, 小四 body, 五号 tables. */
const ISSUE: Sizes = { title: 26, head: 12, heading: 13, body: 12, linePt: 20, table: 10.5, small: 10.5 };

export function sizesOf(paper: Pick<Paper, 'kind'>): Sizes {
  return paper.kind === 'special' ? LETTER : ISSUE;
}

/** How many characters of a table's size stand in a line of the type area. */
export function tableEm(sizes: Sizes): number {
  return (TYPE_MM.width * PT_PER_MM) / sizes.table;
}
