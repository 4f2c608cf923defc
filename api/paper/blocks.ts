import type { Finding, Paper, PaperChart, Section, SpanMark } from '../contract/briefing-paper.ts';
import { clean, cleanSpan, dayAndTime } from './clean.ts';
import { signed } from './signs.ts';

/** A piece of text as it is printed: clean, with its sign. */
export type Run = { readonly text: string; readonly mark: SpanMark | null };
export type Line = readonly Run[];

/** How a paragraph is set. */
export type Role = 'note' | 'gist' | 'sentence' | 'empty' | 'post' | 'comment' | 'closing';

export type TableBlock = {
  readonly is: 'table';
  readonly title: string;
  readonly columns: readonly string[];
  readonly numeric: readonly number[];
  readonly rows: readonly (readonly Line[])[];
};

/** The paper in the order of reading. Every form sets these and adds no word of its own but the running foot. */
export type Block =
  | { readonly is: 'heading'; readonly text: string; readonly level: 2 | 3; readonly newPage: boolean }
  | { readonly is: 'paragraph'; readonly role: Role; readonly line: Line }
  | TableBlock
  | { readonly is: 'chart'; readonly chart: PaperChart };

export type Head = {
  readonly classed: string;
  /** 草稿, 送审稿; nothing once it is released. */
  readonly state: string;
  readonly title: string;
  readonly no: string;
  readonly office: string;
  readonly date: string;
};

const STATES: Readonly<Record<Paper['state'], string>> = { draft: '草稿', submitted: '送审稿', released: '' };
const APPENDIX: readonly string[] = ['method', 'gaps', 'trace'];
/** Stand before the numbered sections, as in the field's dailies. */
const UNNUMBERED: readonly string[] = ['promised', 'gist'];
const POSTS_TITLE = '典型帖文';
const NUMERALS = '一二三四五六七八九十';

/** 第 N 期 runs within a year and kind. */
export function issueNo(paper: Pick<Paper, 'year' | 'no'>): string {
  return `${paper.year}年第${paper.no}期`;
}

export function headOf(paper: Paper): Head {
  return {
    classed: clean(paper.classed),
    state: STATES[paper.state],
    title: clean(paper.title),
    no: issueNo(paper),
    office: clean(paper.office),
    date: clean(paper.dateText),
  };
}

/** What is said under the masthead before the first section. */
export function notesOf(paper: Paper): readonly Block[] {
  const lacking = paper.lacking.map(({ why }) => clean(why)).filter((why) => why !== '');
  return [
    plain('note', `报告时段：${clean(paper.periodText).replace(/（北京时间）$/, '')}（北京时间）`),
    ...(paper.sample ? [plain('note', '示例数据：只含示例站点的帖文，不作公文使用。')] : []),
    ...(lacking.length > 0 ? [plain('note', `本期所缺：${lacking.join('；')}。缺数不按 0 计。`)] : []),
  ];
}

/** The sections with their charts, in the paper's order; the appendix begins a page of its own (GB/T 9704 7.3.3). */
export function bodyOf(paper: Paper): readonly Block[] {
  const main = paper.sections.filter(({ id }) => !APPENDIX.includes(id));
  const appendix = paper.sections.filter(({ id }) => APPENDIX.includes(id));
  const placed = new Set(paper.sections.map(({ id }) => id));
  const adrift = paper.charts.filter((chart) => !placed.has(chart.section));
  let number = 0;
  const numbered = main.map((section) => {
    const numeral = UNNUMBERED.includes(section.id) ? '' : `${NUMERALS[number++] ?? number}、`;
    return sectionBlocks(paper, section, `${numeral}${bareTitle(section)}`, false);
  });
  const posts = postBlocks(paper.sections);
  return [
    ...numbered.flat(),
    ...adrift.map((chart): Block => ({ is: 'chart', chart })),
    ...appendix.flatMap((section, at) =>
      sectionBlocks(paper, section, `${at === 0 ? '附：' : ''}${bareTitle(section)}`, at === 0),
    ),
    ...(posts.length === 0
      ? []
      : [{ is: 'heading', text: POSTS_TITLE, level: 2, newPage: appendix.length === 0 } as const, ...posts]),
  ];
}

/** 版记: whom it goes to, who let it go, and the journal's entry that it rests on. */
export function colophonOf(paper: Paper): readonly Block[] {
  const lines = [
    paper.reportsTo === '' ? '' : `报：${clean(paper.reportsTo)}`,
    paper.copiesTo === '' ? '' : `送：${clean(paper.copiesTo)}`,
    paper.state === 'released' ? clean(paper.releasedText) : '尚未签发。',
    `本期所据日志至第 ${paper.head.n} 条，校验值 ${hashShown(paper.head.hash)}。下期可据此核对此前记录是否被改动。`,
  ];
  return lines.filter((line) => line !== '').map((line) => plain('closing', line));
}

/** Each text of the paper in the order of reading: what a search over issues looks through, and what every form is held to. */
export function paperLines(paper: Paper): readonly string[] {
  const { classed, state, title, no, office, date } = headOf(paper);
  const blocks = [...notesOf(paper), ...bodyOf(paper), ...colophonOf(paper)];
  return [classed, state, title, no, office, date, ...blocks.flatMap(blockLines)].filter((line) => line !== '');
}

function blockLines(block: Block): readonly string[] {
  if (block.is === 'heading') return [block.text];
  if (block.is === 'paragraph') return [textOf(block.line)];
  if (block.is === 'chart') return [clean(block.chart.title), clean(block.chart.summary)];
  return [...block.columns, ...block.rows.flatMap((row) => row.map(textOf))];
}

export function textOf(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** In groups of 16, as people compare them. */
function hashShown(hash: string): string {
  return (clean(hash).match(/.{1,16}/gu) ?? []).join(' ');
}

function plain(role: Role, text: string): Block {
  return { is: 'paragraph', role, line: [{ text, mark: null }] };
}

function bareTitle(section: Section): string {
  return clean(section.title).replace(/^(?:附[：:]?|[一二三四五六七八九十]+、)\s*/, '');
}

function sectionBlocks(paper: Paper, section: Section, title: string, newPage: boolean): readonly Block[] {
  const comments = new Map(Map.groupBy(paper.comments, ({ key }) => key));
  return [
    { is: 'heading', text: title, level: 2, newPage },
    ...(section.findings.length === 0 ? [plain('empty', clean(section.empty))] : findingBlocks(section, title)),
    ...paper.charts.filter((chart) => chart.section === section.id).map((chart): Block => ({ is: 'chart', chart })),
    ...section.findings.flatMap((finding) =>
      (comments.get(finding.key) ?? []).map(({ text, by }) =>
        plain('comment', `批注（${clean(by)}，关于“${nameOf(finding)}”）：${clean(text)}`),
      ),
    ),
  ];
}

/** Rows that fit the columns make a table; a sentence among them (what is over, and how much) stands where it stood. */
function findingBlocks(section: Section, title: string): readonly Block[] {
  const columns = section.columns.map(clean);
  const blocks: Block[] = [];
  let rows: (readonly Line[])[] = [];
  const close = (): void => {
    if (rows.length > 0) blocks.push({ is: 'table', title, columns, numeric: section.numeric, rows });
    rows = [];
  };
  section.findings.forEach((finding, at) => {
    if (columns.length > 0 && finding.cells.length === columns.length) return void rows.push(linesOf(finding));
    close();
    const number: Line = section.id === 'gist' ? [{ text: `${at + 1}. `, mark: null }] : [];
    const role = section.id === 'gist' ? 'gist' : 'sentence';
    blocks.push({ is: 'paragraph', role, line: [...number, ...linesOf(finding).flat()] });
  });
  close();
  return blocks;
}

/** What was not in the issue before says so in its first cell. */
function linesOf(finding: Finding): readonly Line[] {
  return finding.cells.map((cell, at) => [
    ...(finding.fresh && at === 0 ? [{ text: '【新】', mark: 'strong' as const }] : []),
    ...cell.map(({ text, mark }) => ({ text: signed(cleanSpan(text), mark ?? null), mark: mark ?? null })),
  ]);
}

function nameOf(finding: Finding): string {
  const [...characters] = (finding.cells[0] ?? []).map(({ text }) => clean(text)).join('');
  return characters.length > 24 ? `${characters.slice(0, 23).join('')}…` : characters.join('');
}

/** What stands behind the findings, in people's own words: last in the appendix, so that the main part stays short. */
function postBlocks(sections: readonly Section[]): readonly Block[] {
  const told = sections.flatMap(({ findings }) => findings).filter(({ posts }) => posts.length > 0);
  return told.flatMap((finding, at) => [
    { is: 'heading', text: `（${NUMERALS[at] ?? at + 1}）${nameOf(finding)}`, level: 3, newPage: false } as const,
    ...finding.posts.map(({ text, source, publishedMs }) =>
      plain('post', `“${clean(text)}”（${clean(source)}，${dayAndTime(publishedMs)}）`),
    ),
  ]);
}
