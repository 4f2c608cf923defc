import type { Claim, PublishedPoint, Refusal, Statement, StatementForm } from '../../contract/index.ts';
import { refuse, RIGHTS, type Act } from '../../contract/index.ts';
import { currentVersion, drafters } from '../../contract/statement-approval.ts';
import { textOf } from '../../contract/statement-text.ts';
import type { Finding } from '../../contract/statement-view.ts';
import { homeOf } from '../claims/change.ts';
import type { Rules } from '../person-text.ts';
import { GIVEN_EN, GIVEN_ZH, may, nobodyHolds } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt, rowsOf } from '../table.ts';
import { isBlocking, lint } from './lint.ts';
import { bodyName, needsOf, subjectsOf } from './subjects.ts';

/** What the rules of a statement read from the state. */

/** The claim that a statement is about, or the one that it has become part of: verdicts go on there. */
export function claimOf(state: DeskState, statement: Pick<Statement, 'claim'>): Claim | null {
  return statement.claim === null ? null : (homeOf(state, statement.claim) ?? null);
}

/** 第 N 次 on a claim and on those that went into it, if it went out now: what was never heard, stopped or still a draft, does not count. */
export function issueOf(state: DeskState, claim: Statement['claim']): number {
  if (claim === null) return 1;
  const home = homeOf(state, claim)?.id;
  const heard = rowsOf(state.statements).filter((each) => each.claim !== null && each.publishedMs !== null);
  return 1 + heard.filter((each) => each.claim === claim || homeOf(state, String(each.claim))?.id === home).length;
}

export function lintOf(
  state: DeskState,
  statement: Pick<Statement, 'kind' | 'issue' | 'claim' | 'publishedMs'>,
  form: StatementForm,
  rules: Rules,
  nowMs: number,
): readonly Finding[] {
  const { kind } = statement;
  const issue = statement.publishedMs === null ? issueOf(state, statement.claim) : statement.issue;
  const claim = claimOf(state, statement);
  const speakers = subjectsOf(state.subjects, textOf(form, kind), claim).flatMap(({ speaker }) =>
    speaker === null ? [] : [bodyName(state, speaker)],
  );
  return lint({ kind, issue, form, claim, speakers, isPersonName: rules.isPersonName, nowMs });
}

/** Refuses `lint-blocks` while something that must not go out is in the current text. */
export function refuseBlocked(state: DeskState, statement: Statement, rules: Rules, nowMs: number): Refusal | null {
  const version = currentVersion(statement);
  if (version === undefined) return refuse('statement-empty');
  const blocking = lintOf(state, statement, version.form, rules, nowMs).filter(isBlocking);
  const [first] = blocking;
  return first === undefined ? null : refuse('lint-blocks', { count: blocking.length, zh: first.zh, en: first.en });
}

/** Refuses `sign-off-missing` while a body that has to sign this text has not. */
export function refuseUnsigned(state: DeskState, statement: Statement): Refusal | null {
  const version = currentVersion(statement);
  if (version === undefined) return refuse('statement-empty');
  const text = textOf(version.form, statement.kind);
  const needs = needsOf(state, statement, text, version.sha256, claimOf(state, statement));
  const missing = needs.filter(({ signedBy }) => signedBy === null);
  const who = missing.map(({ name }) => name).join('、');
  return missing.length === 0 ? null : refuse('sign-off-missing', { who, basis: missing[0]?.basis ?? '' });
}

/** The points as they go out with the text: word, verdict, and what it rests on. */
export function pointsNow(claim: Claim | null): readonly PublishedPoint[] {
  return (claim?.points ?? []).map((point) => {
    const given = point.given.at(-1);
    const titles = (claim?.evidence ?? []).filter(({ id }) => given?.evidence.includes(id) === true);
    const rests = titles.map(({ title, from }) => (from === '' ? title : `${title}（${from}）`)).join('；');
    const note = given?.note ?? '';
    const basis = note === '' || rests === '' ? `${note}${rests}` : `${note} 出处：${rests}`;
    return { point: point.id, text: point.text, verdict: point.verdict, basis: point.verdict === 'open' ? '' : basis };
  });
}

const NAMES_SHOWN_MAX = 5;
const ALL_WROTE = [
  `本单位的审批人都参与了起草，需要一位没有参与的审批人，${GIVEN_ZH}。`,
  `Every approver here helped to write it; it takes one who did not: ${GIVEN_EN}.`,
] as const;

/** The sentence of a refusal that says who may do what now; in words where nobody may yet, with who can change that. */
export type WhoNow = { readonly nowZh: string; readonly nowEn: string };
type Doing = readonly [zh: string, en: string];

/** Of an approval those who wrote the text are left out. */
export function whoApproves(state: DeskState, statement: Statement): WhoNow {
  return whoMay(state, 'statement-approve', ['批准', 'approve it'], statement);
}

export function whoMay(state: DeskState, act: Act, [zh, en]: Doing, statement: Statement | null = null): WhoNow {
  const not = statement === null ? new Set<string>() : drafters(statement);
  const people = rowsOf(state.people).filter(
    ({ active, roles, id }) => active && may(roles, RIGHTS[act]) && !not.has(id),
  );
  const names = people.map(({ name }) => name).toSorted();
  if (names.length === 0) {
    const [nowZh, nowEn] = nobodyHolds(state, RIGHTS[act]) ?? ALL_WROTE;
    return { nowZh, nowEn };
  }
  const who = names.slice(0, NAMES_SHOWN_MAX).join('、') + (names.length > NAMES_SHOWN_MAX ? '…' : '');
  return { nowZh: `现在可以${zh}的人：${who}。`, nowEn: `Those who may ${en} now: ${who}.` };
}

export function personName(state: DeskState, id: string): string {
  return rowAt(state.people, id)?.name ?? id;
}

/** The text that a correction begins with: of what it corrects, as it went out. */
export function correctedForm(state: DeskState, { corrects }: Pick<Statement, 'corrects'>): StatementForm | null {
  const corrected = corrects === null ? undefined : rowAt(state.statements, corrects);
  return corrected === undefined ? null : (currentVersion(corrected)?.form ?? null);
}
