import type { Paper, Section } from '../contract/briefing-paper.ts';
import type { BriefingCheck } from '../contract/briefing-view.ts';
import type { Briefing } from '../contract/briefing.ts';
import { wordsOf } from './briefing-index.ts';

/** What is looked at before an issue is released. None of it stops a release: it says what the reader will miss. */
export function checksOf(paper: Paper, briefing: Briefing): BriefingCheck[] {
  const due = paper.sections.find(({ id }) => id === 'due');
  const late = figuresOver(paper, ['inquiries-overdue', 'concerns-overdue']);
  const lacking = briefing.made.lacking.map(({ what }) => WHAT[what]);
  return [
    check('due', isDueWhole(due), '需回应事项都有责任单位和时限', 'Every matter due has a department and a deadline'),
    check('late', !late || hasMark(paper, 'late'), '逾期事项已经列出', 'What is overdue is listed'),
    check('gaps', lacking.length === 0 || hasFindings(paper, 'gaps'), '缺失的数据已经写明', 'What is missing is said'),
    check('judged', briefing.judgement.length > 0, '研判与建议已经写好', 'The judgement is written'),
    ...(lacking.length === 0
      ? []
      : [
          check(
            'whole',
            false,
            `数据不全：${lacking.map(([zh]) => zh).join('、')}；恢复后草稿会自动补全`,
            `Not whole: ${lacking.map(([, en]) => en).join(', ')}; a draft is completed when it is back`,
          ),
        ]),
  ];
}

const WHAT: Readonly<Record<Briefing['made']['lacking'][number]['what'], readonly [zh: string, en: string]>> = {
  store: ['帖文库没有回应', 'the store did not answer'],
  sources: ['没有信源在采集', 'no source was read'],
  history: ['积累不足，没有平常值', 'too little history for the usual'],
  voices: ['声音数已按规定清除', 'voices were dropped by age'],
};

function check(id: string, ok: boolean, zh: string, en: string): BriefingCheck {
  return { id, zh, en, ok, blocks: false };
}

/** Each row of the table says who and until when: no cell under such a heading is blank. */
function isDueWhole(due: Section | undefined): boolean {
  if (due === undefined || due.findings.length === 0) return true;
  const wanted = due.columns.flatMap((column, at) => (/单位|时限|期限/.test(column) ? [at] : []));
  return due.findings.every(({ cells }) => wanted.every((at) => !/^[\s—－-]*$/.test(wordsOf(cells.slice(at, at + 1)))));
}

function figuresOver({ figures }: Paper, rules: readonly string[]): boolean {
  return figures.some(({ query, value }) => query.of === 'desk' && rules.includes(query.rule) && (value ?? 0) > 0);
}

function hasMark({ sections }: Paper, mark: 'late'): boolean {
  return sections.some(({ findings }) => findings.some(({ cells }) => cells.flat().some((span) => span.mark === mark)));
}

function hasFindings({ sections }: Paper, id: Section['id']): boolean {
  return sections.some((section) => section.id === id && section.findings.length > 0);
}
