import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Archive, Filed } from '../archive/archive.ts';
import { isRefusal } from '../contract/index.ts';
import type { Paper } from '../contract/briefing-paper.ts';
import type { Briefing } from '../contract/briefing.ts';
import { rowsOf } from '../desk/table.ts';
import { paperNow } from './briefing-papers.ts';
import type { Parts } from './parts.ts';

type IndexParts = Pick<Parts, 'files' | 'desk' | 'erasures'> & { readonly archive: Archive };

const GIST_CHARS = 120;

/** The document that the archive should hold of an issue: what was released, else what was made. */
export function documentOf({ released, made }: Briefing): string {
  return released?.paper ?? made.sha256;
}

/** Reads what the archive does not know yet, and forgets what is gone; how many were read. `onRead` hears of each. */
export async function indexIssues(
  parts: IndexParts,
  onRead: (row: Briefing, paper: Paper) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const { archive, desk } = parts;
  const rows = rowsOf(desk.state().briefings);
  const known = new Set<string>(rows.map(({ id }) => id));
  for (const id of archive.ids()) if (!known.has(id)) archive.remove(id);
  let read = 0;
  for (const row of rows) {
    if (archive.told(row.id)?.sha256 === documentOf(row)) continue;
    const now = await paperNow(parts, row);
    // A file that is away is looked for again at the next look.
    if (isRefusal(now)) continue;
    archive.put(filedOf(row, now.paper));
    await onRead(row, now.paper);
    read += 1;
    await othersTurn();
  }
  return read;
}

function filedOf(row: Briefing, paper: Paper): Filed {
  const gist = paper.sections.find(({ id }) => id === 'gist')?.findings[0];
  const posts = paper.sections.flatMap(({ findings }) =>
    findings.flatMap((each) => each.posts.map(({ post }) => post)),
  );
  return {
    id: row.id,
    sha256: documentOf(row),
    released: row.state === 'released',
    title: paper.title,
    gist: (gist === undefined ? '' : wordsOf(gist.cells)).slice(0, GIST_CHARS),
    text: textOf(paper),
    posts: [...new Set(posts)],
  };
}

type Cells = Paper['sections'][number]['findings'][number]['cells'];

/** The words of a finding, its cells apart. */
export function wordsOf(cells: Cells): string {
  return cells
    .map((cell) => cell.map(({ text }) => text).join(''))
    .filter((text) => text !== '')
    .join('；');
}

/** All that a reader could look for. Typical posts are not the issue's own words. */
function textOf({ title, dateText, sections, charts, comments }: Paper): string {
  const said = sections.flatMap((section) => [section.title, ...section.findings.map(({ cells }) => wordsOf(cells))]);
  return [title, dateText, ...said, ...charts.map((chart) => chart.title), ...comments.map(({ text }) => text)].join(
    '\n',
  );
}
