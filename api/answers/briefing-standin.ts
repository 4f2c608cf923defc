import { createHash } from 'node:crypto';
import type { BriefingAbout, BriefingKind, MadeIssue, Paper, PaperChart } from '../contract/briefing-paper.ts';
import { canonical } from '../journal/entry.ts';
import { dayOf } from '../desk/briefings/period.ts';
import type { Parts } from './parts.ts';

export { canonical };
export type Lacks = {
  readonly lacks: 'browser' | 'fonts' | 'time';
  readonly zh: string;
  readonly en: string;
  readonly install: string;
};
export function isLacks(value: object): value is Lacks {
  return 'lacks' in value;
}
export type Press = {
  readonly pictures: (charts: readonly PaperChart[]) => Promise<Readonly<Record<string, string>> | Lacks>;
  readonly pdf: (html: string) => Promise<Uint8Array | Lacks>;
  readonly close: () => Promise<void>;
};
const NONE: Lacks = { lacks: 'browser', zh: '本机没有 Chromium', en: 'no Chromium here', install: '' };
export function createPress(): Press {
  return {
    pictures: (charts) => Promise.resolve(charts.length === 0 ? {} : NONE),
    pdf: () => Promise.resolve(NONE),
    close: () => Promise.resolve(),
  };
}
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
type Wanted = {
  readonly kind: BriefingKind;
  readonly about: BriefingAbout | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly year: number;
  readonly no: number;
  readonly before: MadeIssue | null;
  readonly head: { readonly n: number; readonly hash: string };
};
export async function gatherIssue(parts: Pick<Parts, 'posts' | 'desk'>, wanted: Wanted) {
  const lacking: MadeIssue['lacking'] = [];
  const posts = await parts.posts.stats().then(
    ({ posts: count }) => count,
    () => {
      lacking.push({ what: 'store', why: '帖文库没有回应' });
      return null;
    },
  );
  return { ...wanted, lacking, posts, office: parts.desk.state().settings.office };
}
export function makeIssue({ posts, before: _, ...input }: Awaited<ReturnType<typeof gatherIssue>>): MadeIssue {
  const line = (key: string, text: string) => ({ key, cells: [[{ text }]], link: null, fresh: false, posts: [] });
  const section = (id: 'gist' | 'hot' | 'method', title: string, texts: readonly string[]) => ({
    id,
    title,
    columns: [],
    numeric: [],
    empty: '无。',
    findings: texts.map((text, at) => line(`${id}:${at}`, text)),
  });
  return {
    form: 1,
    ...input,
    title: `${input.office}社情民意`,
    dateText: dayOf(input.toMs),
    periodText: `${dayOf(input.fromMs)} 至 ${dayOf(input.toMs)}`,
    sections: [
      section('gist', '要点', [posts === null ? '帖文库没有回应，本期未计数。' : `帖文库共有 ${posts} 条。`]),
      section('hot', '热点', ['停水', '抢修', '公交']),
      section('method', '数据口径', ['按发布时间计数。']),
    ],
    figures: [],
    charts: [],
    promises: [],
    sample: false,
  };
}
const textOf = (paper: Paper): string =>
  paper.sections
    .flatMap(({ title, findings }) => [
      title,
      ...findings.map(({ cells }) =>
        cells
          .flat()
          .map(({ text }) => text)
          .join(''),
      ),
    ])
    .join('\n');
export const paperText = textOf;
export const paperHtml = (paper: Paper, _: unknown): string =>
  `<!doctype html><pre>${textOf(paper).replace(/[<&]/g, '')}</pre>`;
export const paperDocx = (paper: Paper, _: unknown): Promise<Uint8Array> =>
  Promise.resolve(new TextEncoder().encode(textOf(paper)));
export const chartConfig = (chart: PaperChart): unknown => chart;
