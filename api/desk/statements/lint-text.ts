import type { Claim, Statement, StatementForm } from '../../contract/index.ts';
import type { Finding } from '../../contract/statement-view.ts';

/** All that a rule looks at. The form as it was typed: masking would hide a number from the rule that looks for it. */
export type LintText = {
  readonly kind: Statement['kind'];
  readonly issue: number;
  readonly form: StatementForm;
  readonly claim: Claim | null;
  /** Bodies that speak on the subject of the text instead of this office, by name. */
  readonly speakers: readonly string[];
  readonly isPersonName: (text: string) => boolean;
  readonly nowMs: number;
};

/** One rule: what it finds, nothing where all is well. */
export type LintRule = (text: LintText) => readonly Finding[];

export type Piece = { readonly place: string; readonly text: string };

const LINES = ['title', 'lead', 'rumor', 'misleads', 'fact', 'signature', 'changed'] as const;
const LISTS = ['checking', 'done', 'asked'] as const;

/** Every text of the form with its place, without the contact: it is there to hold a number. */
export function piecesOf(form: StatementForm): readonly Piece[] {
  return [
    ...LINES.map((place) => ({ place, text: form[place] })),
    ...form.verified.map(({ text }, at) => ({ place: `verified.${at}`, text })),
    ...LISTS.flatMap((name) => form[name].map((text, at) => ({ place: `${name}.${at}`, text }))),
  ].filter(({ text }) => text.trim() !== '');
}

export function wholeOf(form: StatementForm): string {
  return [...piecesOf(form).map(({ text }) => text), form.contact].join('\n');
}

export function block(code: string, place: string, zh: string, en: string): Finding {
  return { code, severity: 'block', place, zh, en };
}
export function advise(code: string, place: string, zh: string, en: string): Finding {
  return { code, severity: 'advise', place, zh, en };
}

/** The place in words, for a sentence: `“已核实”第 2 条`. */
export function placeName(place: string): string {
  const [name = '', at] = place.split('.');
  const word = PLACES[name] ?? name;
  return at === undefined ? `“${word}”` : `“${word}”第 ${Number(at) + 1} 条`;
}
const PLACES: Readonly<Record<string, string>> = {
  title: '标题',
  lead: '首句',
  verified: '已核实',
  rumor: '传言',
  misleads: '为何误导',
  fact: '事实',
  checking: '正在核实',
  done: '已采取的措施',
  asked: '需要公众做的',
  nextMs: '下次发布时间',
  contact: '咨询渠道',
  signature: '落款',
  changed: '更正说明',
};

export const isEmpty = (text: string): boolean => text.trim() === '';
export const openPoints = (claim: Claim | null): Claim['points'] =>
  (claim?.points ?? []).filter(({ verdict }) => verdict === 'open');
