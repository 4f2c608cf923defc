import { FIGURES_MAX, type MadeIssue, type PaperSection, type Section } from '../contract/index.ts';
import { KIND_WORDS } from '../desk/briefings/words.ts';
import { rowAt } from '../desk/table.ts';
import { chartsOf } from './charts.ts';
import { concernFacts, courseSection } from './course.ts';
import { dueSection } from './due.ts';
import { effectSection } from './effect.ts';
import { createFigures } from './figures.ts';
import { gapsSection } from './gaps.ts';
import { gistSection } from './gist.ts';
import { hotSection } from './hot.ts';
import type { IssueInput } from './input.ts';
import { ledgerSection } from './ledger.ts';
import { marksSection } from './marks.ts';
import { methodSection } from './method.ts';
import { officeName } from './named.ts';
import { promisedSection, promisesOf } from './promised.ts';
import { rumorSection } from './rumors.ts';
import { section, type Making } from './section.ts';
import { specialGist } from './special-gist.ts';
import { claimTitle, dateText, periodText, shownText } from './words.ts';

export type { IssueInput } from './input.ts';

/**
 * The issue as the machine makes it: what it can prove, each number bound to its query. Pure: the same input gives the same bytes. The
 * sections `judgement` and `trace` are there for people and for what they do.
 */
export function makeIssue(input: IssueInput): MadeIssue {
  const facts = { state: input.state, alerts: input.alerts, read: input.posts?.read ?? null };
  const figures = createFigures(facts);
  const making: Making = { input, facts, figures };
  const sections = sectionsOf(making).map((each) => withFresh(each, input.before));
  const charts = chartsOf(making);
  if (figures.all().length > FIGURES_MAX) throw new Error(`an issue of ${figures.all().length} figures`);
  return {
    form: 1,
    kind: input.kind,
    about: input.about,
    title: titleOf(input),
    office: officeName(input.state),
    year: input.year,
    no: input.no,
    dateText: dateText(input.kind === 'monthly' ? input.toMs : Math.max(input.fromMs, input.toMs)),
    periodText: periodText(input.kind, input),
    fromMs: input.fromMs,
    toMs: input.toMs,
    head: { n: input.head.n, hash: input.head.hash },
    sections,
    figures: [...figures.all()],
    charts,
    promises: promisesOf(input),
    lacking: [...input.lacking],
    sample: isSample(input),
  };
}

/** Only the sample town is in it: of a special report its own row, else the posts of the period. */
function isSample({ about, state, posts }: IssueInput): boolean {
  if (about?.of === 'claim') return rowAt(state.claims, about.claim)?.sample === true;
  if (about?.of === 'concern') return rowAt(state.concerns, about.concern)?.sample === true;
  return posts?.sample ?? state.sample === 'present';
}

function sectionsOf(making: Making): readonly Section[] {
  const { about } = making.input;
  const present = (each: Section | null): readonly Section[] => (each === null ? [] : [each]);
  const judgement = section('judgement', '研判与建议', '（待撰写）', []);
  const ends = [
    judgement,
    methodSection(making),
    gapsSection(making),
    section('trace', '编辑留痕', '本期没有删改。', []),
  ];
  if (about !== null) {
    const isClaim = about.of === 'claim';
    return [
      ...[specialGist(making), dueSection(making), ...(isClaim ? [rumorSection(making)] : [])],
      ...present(courseSection(making)),
      ...(isClaim ? [effectSection(making)] : present(concernFacts(making))),
      ...ends,
    ];
  }
  return [
    ...present(promisedSection(making)),
    ...[gistSection(making), dueSection(making), hotSection(making), rumorSection(making), effectSection(making)],
    ...[ledgerSection(making), ...present(marksSection(making)), ...ends],
  ];
}

function titleOf({ kind, about, state, paperName }: IssueInput): string {
  const name = `${paperName}${KIND_WORDS[kind][0]}`;
  if (about === null) return name;
  const claim = about.of === 'claim' ? rowAt(state.claims, about.claim) : undefined;
  const concern = about.of === 'concern' ? rowAt(state.concerns, about.concern) : undefined;
  if (claim !== undefined) return `${name}：关于网传“${claimTitle(claim)}”的情况`;
  return concern === undefined ? name : `${name}：关于“${shownText(concern.title, 60)}”的办理情况`;
}

/** Sections whose findings can be new; the ledger and the method are told each time. */
const MARKED: readonly PaperSection[] = ['gist', 'due', 'hot', 'rumors', 'effect', 'marks', 'gaps'];

/** What the issue before did not have. In a first issue nothing is marked. */
function withFresh(each: Section, before: MadeIssue | null): Section {
  if (before === null || !MARKED.includes(each.id)) return each;
  const known = new Set(before.sections.flatMap(({ findings }) => findings.map(({ key }) => key)));
  return {
    ...each,
    findings: each.findings.map((row) => ({ ...row, fresh: row.key !== 'gist:whole' && !known.has(row.key) })),
  };
}
