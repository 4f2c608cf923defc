import { refuse, type Refusal } from '../contract/index.ts';

/** What `decide` needs from outside, as pure functions. */
export type Rules = {
  /** Whether a text is, or holds, the name of a private person (and not a listed public body or office). */
  readonly isPersonName: (text: string) => boolean;
};

/** Null if neither the whole text nor a word of it is a person's name; refuses `person-name`. */
export function refusePersonName(rules: Rules, text: string, field: string): Refusal | null {
  const words = text.split(/[\s"“”'‘’「」,，、;；+|/]+/u).filter((word) => word !== '');
  const name = [text.trim(), ...words].find((part) => part !== '' && rules.isPersonName(part));
  return name === undefined ? null : refuse('person-name', { name }, field);
}
