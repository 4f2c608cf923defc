import { task } from './en/task.ts';
import { statement } from './en/statement.ts';
import { effect } from './en/effect.ts';
import { duty } from './en/duty.ts';
import { concern } from './en/concern.ts';
import { claim } from './en/claim.ts';
import { citizen } from './en/citizen.ts';
import { alert } from './en/alert.ts';
import { briefing } from './en/briefing.ts';
import { handover } from './en/handover.ts';
import { desk } from './en/desk.ts';
import { entry } from './en/entry.ts';
import { file } from './en/file.ts';
import { form } from './en/form.ts';
import { leader } from './en/leader.ts';
import { overview } from './en/overview.ts';
import { parts } from './en/parts.ts';
import { search } from './en/search.ts';
import { setting } from './en/setting.ts';
import { shell } from './en/shell.ts';
import { source } from './en/source.ts';
import { tone } from './en/tone.ts';
import { trend } from './en/trend.ts';
import type { Text } from './zh.ts';

export const en: Text = {
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
