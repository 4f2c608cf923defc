import type { Reply } from '../../lib/api.ts';

export type DutyView = Reply<'GET /api/duty'>;
export type Shift = DutyView['shifts'][number];
export type Rule = DutyView['rules'][number];
export type Plan = DutyView['plan'];
export type Target = Plan['reports'][number];
export type Day = DutyView['calendar'][number];
export type Staff = DutyView['staff'][number];
export type Body = Reply<'GET /api/bodies'>[number];
export type Grade = Rule['grades'][number];

export const GRADES: readonly Grade[] = ['ordinary', 'major', 'very-major'];
export const ENDS: readonly Rule['end'][] = ['first-look', 'first-word', 'conference', 'answer'];

/** Those whom a clock can be told to: everybody but departments. */
export const tellable = (staff: readonly Staff[]): readonly Staff[] =>
  staff.filter(({ roles }) => roles.some((role) => role !== 'department'));

/** A fresh id for a row that this screen adds. */
export const newId = (kind: string): string => `${kind}-${crypto.getRandomValues(new Uint32Array(2)).join('')}`;
