import type { Statement } from '../contract/index.ts';
import { aboutPage } from './about-page.ts';
import { askPage, doneWritingPages } from './ask-page.ts';
import { atomFeed, jsonFeed } from './feeds.ts';
import { consultationListPage } from './consultation-page.ts';
import { indexPages } from './index-page.ts';
import { statementPath, type SiteInput } from './input.ts';
import { statementPage } from './statement-page.ts';
import { STYLE } from './style.ts';

/** Files of the folder by their path; the paths use `/`. */
export type SiteFiles = ReadonlyMap<string, string>;

/** All pages that list: the index with its older pages, feeds, about, forms. Pure: the same input gives the same bytes. */
export function listingFiles(input: SiteInput): SiteFiles {
  return new Map([
    ...indexPages(input),
    ['feed.json', jsonFeed(input)],
    ['feed.xml', atomFeed(input)],
    ['consultations.html', consultationListPage(input)],
    ['about.html', aboutPage(input)],
    ['ask.html', askPage(input)],
    ...doneWritingPages(input),
    ['style.css', STYLE],
  ]);
}

/** One page a statement, with the others on the same matter (`chain`, as `chainsOf` gives it). */
export function statementFile(
  input: SiteInput,
  statement: Statement,
  chain: readonly Statement[],
): readonly [string, string] {
  return [statementPath(statement), statementPage(input, statement, chain)];
}
