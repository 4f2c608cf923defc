import { refuse, type Refusal } from '../contract/index.ts';
import { maskText } from '../contract/privacy.ts';

/** What `decide` needs from outside, as pure functions. */
export type Rules = {
  /** Whether a text is, or holds, the name of a private person (and not a listed public body or office). */
  readonly isPersonName: (text: string) => boolean;
};

/** Whether masking would find something in a text: a telephone, a card, an e-mail, a mention. */
function holdsNumber(text: string): boolean {
  const marks = (each: string): number => each.split('〔').length;
  return marks(maskText(text)) > marks(text);
}

/** Null if no personal number is in it; refuses `personal-number`. For names that may hold a person's, such as an office's. */
export function refusePersonalNumber(text: string, field: string): Refusal | null {
  return holdsNumber(text) ? refuse('personal-number', {}, field) : null;
}

/** Null if neither the whole text nor a word of it is a person's name, nor a personal number; refuses `person-name`, `personal-number`. */
export function refusePersonName(rules: Rules, text: string, field: string): Refusal | null {
  const number = refusePersonalNumber(text, field);
  if (number !== null) return number;
  const words = text.split(/[\s"“”'‘’「」,，、;；+|/]+/u).filter((word) => word !== '');
  const name = [text.trim(), ...words].find((part) => part !== '' && rules.isPersonName(part));
  return name === undefined ? null : refuse('person-name', { name }, field);
}
