import { task } from './zh/task.ts';
import { statement } from './zh/statement.ts';
import { effect } from './zh/effect.ts';
import { duty } from './zh/duty.ts';
import { concern } from './zh/concern.ts';
import { claim } from './zh/claim.ts';
import { citizen } from './zh/citizen.ts';
import { alert } from './zh/alert.ts';
import { briefing } from './zh/briefing.ts';
import { handover } from './zh/handover.ts';
import { desk } from './zh/desk.ts';
import { entry } from './zh/entry.ts';
import { file } from './zh/file.ts';
import { form } from './zh/form.ts';
import { leader } from './zh/leader.ts';
import { overview } from './zh/overview.ts';
import { parts } from './zh/parts.ts';
import { search } from './zh/search.ts';
import { setting } from './zh/setting.ts';
import { shell } from './zh/shell.ts';
import { source } from './zh/source.ts';
import { tone } from './zh/tone.ts';
import { trend } from './zh/trend.ts';

/** Every text of the screens in Chinese. The English ones have the same keys, by type. */
export const zh = {
  alert,
  briefing,
  desk,
  entry,
  file,
  form,
  handover,
  leader,
  overview,
  parts,
  search,
  setting,
  shell,
  source,
  tone,
  trend,
  citizen,
  claim,
  concern,
  duty,
  effect,
  statement,
  task,
};

/** The shape that each language fills: the literal texts widened, the parameters kept. */
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type Text = Widened<typeof zh>;

/** The groups that log-in, shell and overview need; the first screen waits for these alone. */
export const FIRST_GROUPS = ['alert', 'entry', 'form', 'overview', 'parts', 'shell'] as const;
export type FirstText = Pick<Text, (typeof FIRST_GROUPS)[number]>;
