import type { Finding, MadeIssue, Paper, PaperSection, PaperSpan, Section } from '../contract/briefing-paper.ts';
import type { Briefing, BriefingEdit, BriefingPlan } from '../contract/briefing.ts';
import { chinaMoment } from './words.ts';
import { told } from './section.ts';

/** Order of the sections in every issue. */
const SECTION_ORDER: readonly PaperSection[] = [
  ...(['promised', 'gist', 'due', 'hot', 'rumors', 'course', 'effect', 'ledger', 'marks'] as const),
  ...(['judgement', 'method', 'gaps', 'trace'] as const),
];

/** How it was counted, what is missing and what was edited stand as they are; the judgement is people's own. */
export const FIXED_SECTIONS: readonly PaperSection[] = ['judgement', 'method', 'gaps', 'trace'];

type Names = Readonly<Record<string, string>>;
type Lines = Pick<BriefingPlan, 'reportsTo' | 'copiesTo'>;

/**
 * The issue as it is read: what the machine made, with what people did to it. Findings lie in the order they were moved to; what
 * was left out stands in `trace` with its reason, who left it out and when; edits of findings that are not made any more stand
 * there too. `names`: of people, by id.
 */
export function paperOf(made: MadeIssue, briefing: Briefing, names: Names, plan: Lines): Paper {
  const keys = new Set(made.sections.flatMap(({ findings }) => findings.map(({ key }) => key)));
  const left = leftOut(briefing.edits);
  const comments = briefing.edits.filter(({ act, key }) => act === 'comment' && keys.has(key) && !left.has(key));
  const sections = made.sections
    .filter(({ id }) => id !== 'judgement' && id !== 'trace')
    .map((section) => edited(section, briefing.edits, left));
  const trace = traceOf(made, briefing, { left, keys, names });
  return {
    ...made,
    sections: inOrder([...sections, judgementOf(made, briefing), ...(trace === null ? [] : [trace])]),
    state: briefing.state,
    classed: '内部',
    reportsTo: plan.reportsTo,
    copiesTo: plan.copiesTo,
    releasedText: releasedText(briefing, names),
    comments: comments.map(({ key, text, by }) => ({ key, text, by: nameOf(names, by) })),
  };
}

/** `签发：陈立，2026年11月25日 07:42`; '' for a draft. */
export function releasedText({ released }: Pick<Briefing, 'released'>, names: Names): string {
  return released === null ? '' : `签发：${nameOf(names, released.by)}，${chinaMoment(released.atMs)}`;
}

/** What a release binds: the paper without the moment of its release, which nobody knows before. */
export function boundPaper(paper: Paper): Paper {
  return { ...paper, state: 'released', releasedText: '' };
}

function nameOf(names: Names, by: string): string {
  return names[by] ?? (by === 'machine' ? '系统' : by);
}

/** The last word on each finding counts: left out, or put back. */
function leftOut(edits: readonly BriefingEdit[]): ReadonlyMap<string, BriefingEdit> {
  const left = new Map<string, BriefingEdit>();
  for (const edit of edits) {
    if (edit.act === 'leave-out') left.set(edit.key, edit);
    if (edit.act === 'put-back') left.delete(edit.key);
  }
  return left;
}

function edited(section: Section, edits: readonly BriefingEdit[], left: ReadonlyMap<string, BriefingEdit>): Section {
  const isFixed = FIXED_SECTIONS.includes(section.id);
  if (isFixed) return section;
  const moves = edits.filter(({ act }) => act === 'move');
  const findings = moves.reduce(moved, section.findings).filter(({ key }) => !left.has(key));
  return { ...section, findings: [...findings] };
}

/** A finding goes before another of its own section, or to its end; one that is not here changes nothing. */
function moved(findings: readonly Finding[], { key, before }: BriefingEdit): readonly Finding[] {
  const one = findings.find((each) => each.key === key);
  if (one === undefined || before === key) return findings;
  const others = findings.filter((each) => each !== one);
  const at = before === null ? others.length : others.findIndex((each) => each.key === before);
  return at < 0 ? findings : [...others.slice(0, at), one, ...others.slice(at)];
}

function inOrder(sections: readonly Section[]): Section[] {
  return sections.toSorted((a, b) => SECTION_ORDER.indexOf(a.id) - SECTION_ORDER.indexOf(b.id));
}

function judgementOf(made: MadeIssue, { judgement }: Briefing): Section {
  const held = made.sections.find(({ id }) => id === 'judgement');
  const empty = { id: 'judgement', title: '研判与建议', columns: [], numeric: [], empty: '尚未撰写。' } as const;
  const findings = judgement.map((text, at) => told(`judgement:${at}`, [{ text }]));
  return { ...empty, ...held, columns: [], numeric: [], findings };
}

type Traced = {
  readonly left: ReadonlyMap<string, BriefingEdit>;
  readonly keys: ReadonlySet<string>;
  readonly names: Names;
};

/** Null where there is nothing to print. */
function traceOf(made: MadeIssue, briefing: Briefing, traced: Traced): Section | null {
  const held = made.sections.find(({ id }) => id === 'trace');
  const findings = [
    ...leftLines(made, traced),
    ...vanishedLines(briefing.edits, traced),
    ...movedLine(briefing.edits, traced),
    ...(briefing.redactedMs === null ? [] : [redactedFinding(briefing.redactedMs)]),
  ];
  if (held === undefined && findings.length === 0) return null;
  return tracedBy(held, findings);
}

function tracedBy(held: Section | undefined, findings: readonly Finding[]): Section {
  const section: Section = held ?? {
    ...{ id: 'trace', title: '编辑留痕', empty: '没有删减。' },
    ...{ columns: [], numeric: [], findings: [] },
  };
  // A sentence in a table stands in its first column.
  const blank = Array.from({ length: Math.max(0, section.columns.length - 1) }, (): PaperSpan[] => []);
  const lines = findings.map((each) => ({ ...each, cells: [...each.cells, ...blank] }));
  return { ...section, findings: [...section.findings, ...lines] };
}

/** A released paper with words taken out at a person's request: it says so. */
export function withRedaction(paper: Paper, atMs: number): Paper {
  const held = paper.sections.find(({ id }) => id === 'trace');
  const others = paper.sections.filter(({ id }) => id !== 'trace');
  const kept = held && { ...held, findings: held.findings.filter(({ key }) => key !== 'redacted') };
  return { ...paper, sections: [...others, tracedBy(kept, [redactedFinding(atMs)])] };
}

function leftLines(made: MadeIssue, { left, names }: Traced): Finding[] {
  return made.sections.flatMap((section) =>
    section.findings.flatMap((finding) => {
      const edit = FIXED_SECTIONS.includes(section.id) ? undefined : left.get(finding.key);
      if (edit === undefined) return [];
      const words = finding.cells.flatMap((cell, at): PaperSpan[] => (at === 0 ? cell : [{ text: '；' }, ...cell]));
      const why = `（删减理由：${edit.text}；${nameOf(names, edit.by)}，${chinaMoment(edit.atMs)}）`;
      const spans = [{ text: `“${section.title}”删减一条：` }, ...words, { text: why }];
      return [told(`left:${finding.key}`, spans, { link: finding.link })];
    }),
  );
}

/** What was said of a finding that is left out, or is not made any more, is not lost. */
function vanishedLines(edits: readonly BriefingEdit[], { left, keys, names }: Traced): Finding[] {
  const gone = [...left.values()].filter(({ key }) => !keys.has(key));
  const comments = edits.filter(({ act, key }) => act === 'comment' && (!keys.has(key) || left.has(key)));
  return [...gone, ...comments].map((edit, at) => {
    const what = keys.has(edit.key) ? '对已删减一条的' : '重新生成后不再出现的一条，';
    const said = edit.act === 'comment' ? '评论' : '删减理由';
    const text = `${what}${said}：${edit.text}（${nameOf(names, edit.by)}，${chinaMoment(edit.atMs)}）`;
    return told(`said:${at}:${edit.key}`, [{ text }]);
  });
}

function movedLine(edits: readonly BriefingEdit[], { keys, names }: Traced): Finding[] {
  const moves = edits.filter(({ act, key }) => act === 'move' && keys.has(key));
  if (moves.length === 0) return [];
  const count = new Set(moves.map(({ key }) => key)).size;
  const who = [...new Set(moves.map(({ by }) => nameOf(names, by)))].join('、');
  return [told('moved', [{ text: `调整顺序 ${count} 条（${who}）。` }])];
}

/** The note of an issue from which words were taken out at a person's request. */
function redactedFinding(atMs: number): Finding {
  const text = `应本人请求，${chinaMoment(atMs)} 从本期删去了个人信息，各种格式随之重做；数字和结论没有改动。`;
  return told('redacted', [{ text }]);
}
