import type { z } from 'zod';
import type { BoundSentence, StatementForm, StatementKind } from './statement.ts';

type Paragraph = { readonly text: string; readonly evidence: z.infer<typeof BoundSentence>['evidence'] };

/** A piece of the printed text: its heading (null: none) and its paragraphs, each with the evidence that it is bound to. */
export type StatementPart = {
  readonly part: PartName;
  readonly heading: string | null;
  readonly paragraphs: readonly Paragraph[];
};
export type PartName =
  | 'title'
  | 'changed'
  | 'lead'
  | 'verified'
  | 'rumor'
  | 'checking'
  | 'done'
  | 'asked'
  | 'next'
  | 'contact'
  | 'signature';

const ORDINALS = '一二三四五六';
/** China keeps no summer time. */
const BEIJING_OFFSET_MS = 8 * 3_600_000;

const HEADINGS = {
  verified: '已核实的情况',
  rumor: '关于网传说法',
  checking: '正在核实的情况',
  done: '已采取的措施',
  asked: '需要您做的',
} as const;
type Section = keyof typeof HEADINGS;

/** In a rebuttal the facts stand before the rumor; elsewhere the rumor is rarely named at all, and late. */
const ORDER: Readonly<Record<StatementKind, readonly Section[]>> = {
  holding: ['verified', 'checking', 'done', 'asked', 'rumor'],
  notice: ['verified', 'checking', 'done', 'asked', 'rumor'],
  rebuttal: ['verified', 'rumor', 'checking', 'done', 'asked'],
  'follow-up': ['verified', 'checking', 'done', 'asked', 'rumor'],
  correction: ['verified', 'rumor', 'checking', 'done', 'asked'],
};

/** `2026年11月25日20:00`, Beijing time. */
export function printedMoment(ms: number): string {
  const at = new Date(ms + BEIJING_OFFSET_MS);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
  return `${day}${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** The text by its parts, in the order in which it is printed; empty ones are left out, sections are numbered 一、二、三. */
export function statementParts(form: StatementForm, kind: StatementKind): readonly StatementPart[] {
  const sections: Readonly<Record<Section, readonly Paragraph[]>> = {
    verified: form.verified,
    rumor: plain([form.rumor, form.misleads, form.fact]),
    checking: plain(form.checking),
    done: plain(form.done),
    asked: plain(form.asked),
  };
  const filled = ORDER[kind].filter((name) => sections[name].some(({ text }) => text.trim() !== ''));
  const next = form.nextMs === null ? '' : `下次发布时间：${printedMoment(form.nextMs)}前。`;
  const parts: readonly StatementPart[] = [
    { part: 'title', heading: null, paragraphs: plain([form.title]) },
    { part: 'changed', heading: null, paragraphs: plain([labelled('更正说明', form.changed)]) },
    { part: 'lead', heading: null, paragraphs: plain([form.lead]) },
    ...filled.map((part, at) => ({
      part,
      heading: `${ORDINALS[at] ?? ''}、${HEADINGS[part]}`,
      paragraphs: sections[part],
    })),
    { part: 'next', heading: null, paragraphs: plain([next]) },
    { part: 'contact', heading: null, paragraphs: plain([labelled('咨询渠道', form.contact)]) },
    { part: 'signature', heading: null, paragraphs: plain([form.signature]) },
  ];
  return parts.map(trimmed).filter(({ paragraphs }) => paragraphs.length > 0);
}

/**
 * The exact text as it is published: one paragraph a line, headings on their own. What is approved is the SHA-256 of these
 * bytes (UTF-8); preview, hash and publishing all use this. The same form always gives the same text.
 */
export function textOf(form: StatementForm, kind: StatementKind): string {
  return statementParts(form, kind)
    .flatMap(({ heading, paragraphs }) => [
      ...(heading === null ? [] : [heading]),
      ...paragraphs.map(({ text }) => text),
    ])
    .join('\n');
}

function plain(texts: readonly string[]): readonly Paragraph[] {
  return texts.map((text) => ({ text, evidence: [] }));
}

function labelled(label: string, text: string): string {
  return text.trim() === '' ? '' : `${label}：${text.trim()}`;
}

function trimmed(part: StatementPart): StatementPart {
  const paragraphs = part.paragraphs
    .map(({ text, evidence }) => ({ text: text.trim().replace(/\s*\n\s*/gu, '\n'), evidence }))
    .filter(({ text }) => text !== '');
  return { ...part, paragraphs };
}
