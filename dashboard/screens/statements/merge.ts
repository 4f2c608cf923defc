import type { StatementForm } from '../../../api/contract/index.ts';

export type PartKey = keyof StatementForm;

/** Parts in the order of the screen. */
export const PARTS: readonly PartKey[] = [
  'title',
  'changed',
  'lead',
  'verified',
  'rumor',
  'misleads',
  'fact',
  'checking',
  'done',
  'asked',
  'nextMs',
  'contact',
  'signature',
];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The parts in which two forms differ. */
export function differing(mine: StatementForm, theirs: StatementForm): readonly PartKey[] {
  return PARTS.filter((part) => !same(mine[part], theirs[part]));
}

/** Where only one of the two changed a part since the version both began with, that one is offered; where both did, one's own. */
export function firstChoice(part: PartKey, mine: StatementForm, base: StatementForm): 'mine' | 'theirs' {
  return same(mine[part], base[part]) ? 'theirs' : 'mine';
}

/** Theirs, with one's own where it was chosen. */
export function merged(mine: StatementForm, theirs: StatementForm, own: readonly PartKey[]): StatementForm {
  return { ...theirs, ...Object.fromEntries(own.map((part) => [part, mine[part]])) };
}
