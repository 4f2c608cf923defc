import { createHash } from 'node:crypto';
import type { EvidenceId, StatementForm, StatementKind } from '../../contract/index.ts';
import { maskText } from '../../contract/privacy.ts';
import { textOf } from '../../contract/statement-text.ts';
import { textOf as entryText, type EntryDraft, type FoldEntry } from '../entry.ts';

const LINES = ['title', 'lead', 'rumor', 'misleads', 'fact', 'contact', 'signature', 'changed'] as const;
const LISTS = ['checking', 'done', 'asked'] as const;

export const EMPTY_FORM: StatementForm = {
  title: '',
  lead: '',
  verified: [],
  rumor: '',
  misleads: '',
  fact: '',
  checking: [],
  done: [],
  asked: [],
  nextMs: null,
  contact: '',
  signature: '',
  changed: '',
};

/** SHA-256 of the exact text as it would be published: what an approval is bound to. */
export function hashOf(form: StatementForm, kind: StatementKind): string {
  return createHash('sha256').update(textOf(form, kind), 'utf8').digest('hex');
}

/** The form as it may be kept: personal numbers are masked by their shape, save in the contact, and empty lines are gone. */
export function keptForm(form: StatementForm): StatementForm {
  const mask = (text: string): string => maskText(text.trim());
  const lines = (texts: readonly string[]): string[] => texts.map(mask).filter((text) => text !== '');
  return {
    title: mask(form.title),
    lead: mask(form.lead),
    verified: form.verified
      .map(({ text, evidence }) => ({ text: mask(text), evidence }))
      .filter(({ text }) => text !== ''),
    rumor: mask(form.rumor),
    misleads: mask(form.misleads),
    fact: mask(form.fact),
    checking: lines(form.checking),
    done: lines(form.done),
    asked: lines(form.asked),
    nextMs: form.nextMs,
    contact: form.contact.trim(),
    signature: mask(form.signature),
    changed: mask(form.changed),
  };
}

/** All that was typed, in characters. */
export function charsOf(form: StatementForm): number {
  const texts = [...LINES.map((name) => form[name]), ...LISTS.flatMap((name) => form[name])];
  return [...texts, ...form.verified.map(({ text }) => text)].reduce((sum, text) => sum + text.length, 0);
}

type Saved = {
  readonly verified: readonly (readonly EvidenceId[])[];
  readonly checking: number;
  readonly done: number;
  readonly asked: number;
  readonly nextMs: number | null;
};

/** A form taken apart for the journal: what is free text goes into the texts of the entry, where it can be erased. */
export function journaled(form: StatementForm): {
  readonly body: { verified: EvidenceId[][]; checking: number; done: number; asked: number; nextMs: number | null };
  readonly texts: NonNullable<EntryDraft['texts']>;
} {
  const numbered = (name: string, texts: readonly string[]): readonly (readonly [string, string])[] =>
    texts.map((text, at) => [`${name}${at}`, text] as const);
  const texts = Object.fromEntries([
    ...LINES.map((name) => [name, form[name]] as const).filter(([, text]) => text !== ''),
    ...numbered(
      'verified',
      form.verified.map(({ text }) => text),
    ),
    ...LISTS.flatMap((name) => numbered(name, form[name])),
  ]);
  const body = {
    verified: form.verified.map(({ evidence }) => [...evidence]),
    checking: form.checking.length,
    done: form.done.length,
    asked: form.asked.length,
    nextMs: form.nextMs,
  };
  return { body, texts };
}

/** The form out of its entry. */
export function formOf(saved: Saved, entry: FoldEntry): StatementForm {
  const lines = (name: string, count: number): string[] =>
    Array.from({ length: count }, (_, at) => entryText(entry, `${name}${at}`));
  const [checking, done, asked] = [saved.checking, saved.done, saved.asked];
  return {
    ...EMPTY_FORM,
    ...Object.fromEntries(LINES.map((name) => [name, entryText(entry, name)])),
    verified: saved.verified.map((evidence, at) => ({
      text: entryText(entry, `verified${at}`),
      evidence: [...evidence],
    })),
    checking: lines('checking', checking),
    done: lines('done', done),
    asked: lines('asked', asked),
    nextMs: saved.nextMs,
  };
}
