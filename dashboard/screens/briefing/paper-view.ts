import type { Chart, Edit, Finding, Paper, Section } from './types.ts';

/** The words that the document itself says. It is Chinese in the English chrome too. */
export const PAPER_WORDS = {
  states: { draft: '草稿', submitted: '送审稿', released: '' },
  no: ({ year, no }: Pick<Paper, 'year' | 'no'>) => `${year}年第${no}期`,
  period: (text: string) => `报告时段：${text}`,
  band: '平常范围',
  sample: '示例数据：只含示例站点的帖文，不作公文使用。',
  lacking: (whys: readonly string[]) => `本期所缺：${whys.join('；')}。缺数不按 0 计。`,
  comment: (by: string) => `批注（${by}）：`,
  posts: (n: number) => `典型帖文 ${n} 条`,
  reports: (text: string) => `报：${text}`,
  copies: (text: string) => `送：${text}`,
  unreleased: '尚未签发。',
  head: (n: number, hash: string) => `本期所据日志至第 ${n} 条，校验值 ${hash}。下期可据此核对此前记录是否被改动。`,
} as const;

const UNNUMBERED: readonly string[] = ['promised', 'gist'];
const APPENDIX: readonly string[] = ['method', 'gaps', 'trace'];
/** People's own words, how it was counted, what is missing, what was edited: these stand as they are. */
const FIXED: readonly string[] = ['judgement', ...APPENDIX];
const NUMERALS = '一二三四五六七八九十';

export type Headed = { readonly section: Section; readonly title: string; readonly appendix: boolean };

/** The sections in their order, numbered as in print: the appendix last, its first title with 附. */
export function headed(sections: readonly Section[]): readonly Headed[] {
  const main = sections.filter(({ id }) => !APPENDIX.includes(id));
  const numbered = main.filter(({ id }) => !UNNUMBERED.includes(id));
  const numeral = (section: Section): string => {
    const at = numbered.indexOf(section);
    return at < 0 ? '' : `${NUMERALS[at] ?? at + 1}、`;
  };
  const appendix = sections.filter(({ id }) => APPENDIX.includes(id));
  return [
    ...main.map((section) => ({ section, title: numeral(section) + bareTitle(section.title), appendix: false })),
    ...appendix.map((section, at) => ({
      section,
      title: (at === 0 ? '附：' : '') + bareTitle(section.title),
      appendix: true,
    })),
  ];
}

const bareTitle = (title: string): string => title.replace(/^(?:附[：:]?|[一二三四五六七八九十]+、)\s*/, '');

export type Group = { readonly as: 'table' | 'lines'; readonly findings: readonly Finding[] };

/** Rows with a cell for each column make a table; a sentence among them stands where it stood. */
export function groupsOf({ columns, findings }: Section): readonly Group[] {
  const groups: { as: Group['as']; findings: Finding[] }[] = [];
  for (const finding of findings) {
    const as = columns.length > 0 && finding.cells.length === columns.length ? 'table' : 'lines';
    const last = groups.at(-1);
    if (last?.as === as) last.findings.push(finding);
    else groups.push({ as, findings: [finding] });
  }
  return groups;
}

/** The data behind a chart as a table; missing data is an empty cell, never 0. */
export function chartTable(
  chart: Chart,
  time: string,
): { readonly head: string[]; readonly rows: (string | number | null)[][] } {
  return {
    head: [time, ...chart.lines.map(({ name }) => (chart.unit === '' ? name : `${name}（${chart.unit}）`))],
    rows: chart.bins.map(({ label }, at) => [label, ...chart.lines.map(({ values }) => values[at] ?? null)]),
  };
}

export const isMovable = (section: Section): boolean => !FIXED.includes(section.id);

/** Before which finding this one goes when it is moved a step; null: to the end; undefined: it cannot go further. */
export function stepTo(section: Section, key: string, step: -1 | 1): string | null | undefined {
  const keys = section.findings.map((finding) => finding.key);
  const at = keys.indexOf(key);
  if (at < 0 || at + step < 0 || at + step >= keys.length) return undefined;
  return step < 0 ? keys[at - 1] : (keys[at + 2] ?? null);
}

/** What is left out now, by key: the last word on each counts. */
export function leftOut(edits: readonly Edit[]): ReadonlyMap<string, Edit> {
  const left = new Map<string, Edit>();
  for (const edit of edits) {
    if (edit.act === 'leave-out') left.set(edit.key, edit);
    if (edit.act === 'put-back') left.delete(edit.key);
  }
  return left;
}

const NAME_CHARS = 24;

/** The first words of a finding, as a name for it. */
export function nameOfFinding(finding: Pick<Finding, 'cells'>): string {
  const text = (finding.cells[0] ?? [])
    .map((span) => span.text)
    .join('')
    .trim();
  const characters = [...text];
  return characters.length > NAME_CHARS ? `${characters.slice(0, NAME_CHARS - 1).join('')}…` : text;
}

const LEFT_WORDS = /删减一条：(.*?)(?:；|（删减理由)/u;
const KEY_CHARS = 160;

/** The words of a finding by its key: of the paper, or of the trace where it was left out; '' where it is made no more. */
export function nameOfKey(paper: Pick<Paper, 'sections'>, key: string): string {
  const all = paper.sections.flatMap(({ findings }) => findings);
  const here = all.find((finding) => finding.key === key);
  if (here !== undefined) return nameOfFinding(here);
  const trace = all.find((finding) => finding.key === `left:${key}`.slice(0, KEY_CHARS));
  const text =
    trace?.cells
      .flat()
      .map((span) => span.text)
      .join('') ?? '';
  return LEFT_WORDS.exec(text)?.[1] ?? '';
}

/** A hash in groups of 16, as people compare them. */
export const hashShown = (hash: string): string => (hash.match(/.{1,16}/gu) ?? []).join(' ');
