import type { BodyId, DeskRule } from '../contract/index.ts';
import { alertRows } from './rule-alerts.ts';
import { claimRows, clockRows } from './rule-claims.ts';
import { concernRows, rateRows } from './rule-concerns.ts';
import { inquiryRows, overturnedRows, statementRows } from './rule-answers.ts';
import type { AlertRow } from './input.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';

/** What the rules look at. `read`: posts by source in the span, from the store; null while it is away. */
export type DeskFacts = {
  readonly state: DeskState;
  readonly alerts: readonly AlertRow[];
  readonly read: Readonly<Record<string, number>> | null;
};
/** `body`: of one department. What "is" is as of the span's end or `atMs`, whichever is first. */
export type RuleSpan = {
  readonly body: BodyId | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly atMs: number;
};
export type RuleRow = {
  readonly title: string;
  readonly link: string | null;
  readonly atMs: number | null;
  readonly note: string;
};

/** The rows behind a number of the desk, oldest first, one function a rule: their number is the figure. */
export function deskRows(facts: DeskFacts, rule: DeskRule, span: RuleSpan): readonly RuleRow[] {
  const endMs = Math.min(span.toMs, span.atMs);
  return RULES[rule](facts, { ...span, toMs: endMs }).toSorted(
    (a, b) =>
      (a.atMs ?? 0) - (b.atMs ?? 0) || (a.link ?? '').localeCompare(b.link ?? '', 'en') || (a.title < b.title ? -1 : 1),
  );
}

export type Rule = (facts: DeskFacts, span: RuleSpan) => readonly RuleRow[];

const RULES: Readonly<Record<DeskRule, Rule>> = {
  'alerts-raised': alertRows('raised'),
  'alerts-open': alertRows('open'),
  'alerts-false': alertRows('false'),
  'claims-opened': claimRows('opened'),
  'claims-open': claimRows('open'),
  'claims-unanswered': claimRows('unanswered'),
  'claims-answered': claimRows('answered'),
  'claims-closed': claimRows('closed'),
  'verdicts-overturned': overturnedRows,
  'statements-published': statementRows,
  'inquiries-open': inquiryRows('open'),
  'inquiries-overdue': inquiryRows('overdue'),
  'concerns-opened': concernRows('opened'),
  'concerns-open': concernRows('open'),
  'concerns-overdue': concernRows('overdue'),
  'concerns-settled': concernRows('settled'),
  'response-part': rateRows('response', 'part'),
  'response-whole': rateRows('response', 'whole'),
  'solved-part': rateRows('solved', 'part'),
  'solved-whole': rateRows('solved', 'whole'),
  'satisfied-part': rateRows('satisfied', 'part'),
  'satisfied-whole': rateRows('satisfied', 'whole'),
  'clocks-kept': clockRows('kept'),
  'clocks-missed': clockRows('missed'),
  'sources-all': sourceRows(() => true),
  'sources-read': heardRows,
  'sources-silent': sourceRows((posts) => posts === 0),
};

/** What had posts in the period, whenever it was listed: a source that is new brings its past, and one that was removed was heard. */
function heardRows({ state, read }: DeskFacts): readonly RuleRow[] {
  return Object.entries(read ?? {})
    .filter(([, posts]) => posts > 0)
    .map(([id, posts]) => {
      const source = rowAt(state.sources, id) ?? rowAt(state.formerSources, id);
      return {
        title: source?.name ?? '其后登记的信源',
        link: '/sources',
        atMs: source?.addedMs ?? null,
        note: `${posts} 条`,
      };
    });
}

/** Sources that the crawler visits and that were there at the end, by whether they had posts in the period. */
function sourceRows(counts: (posts: number) => boolean): Rule {
  return ({ state, read }, { toMs }) =>
    rowsOf(state.sources)
      .filter(({ id, url, addedMs }) => url !== null && addedMs < toMs && counts(read?.[id] ?? 0))
      .map(({ name, addedMs, id }) => ({
        title: name,
        link: '/sources',
        atMs: addedMs,
        note: `${read?.[id] ?? 0} 条`,
      }));
}
