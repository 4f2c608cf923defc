import type { Briefing } from '../../contract/briefing.ts';
import { refuse, RIGHTS, type Channel, type Refusal } from '../../contract/index.ts';
import { GIVEN_EN, GIVEN_ZH, may } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt, rowsOf } from '../table.ts';
import type { ActOf } from './command.ts';

/** By one who wrote none of the judgement, and of exactly the paper that he saw. */
export function refuseRelease(
  state: DeskState,
  held: Briefing,
  { paper, seen }: ActOf<'release'>,
  by: string,
): Refusal | null {
  if (held.judgedBy.includes(by)) return refuse('briefing-own', whoReleases(state, held));
  if (seen.version !== held.version || seen.paper !== paper) return refuse('briefing-changed', {}, 'paper');
  return null;
}

function whoReleases(state: DeskState, held: Briefing): { readonly whoZh: string; readonly whoEn: string } {
  const names = rowsOf(state.people)
    .filter(({ id, roles, active }) => active && may(roles, RIGHTS['briefing-release']) && !held.judgedBy.includes(id))
    .map(({ name }) => name)
    .toSorted();
  if (names.length > 0)
    return {
      whoZh: `现在可以签发的人：${names.join('、')}。`,
      whoEn: `Those who may release it now: ${names.join(', ')}.`,
    };
  return {
    whoZh: `审批人都参与了撰写，需要另一位审批人：${GIVEN_ZH}。`,
    whoEn: `Every approver wrote in it, so another one is needed: ${GIVEN_EN}.`,
  };
}

/** An internal paper goes to no channel that only the public's statements take, and none that is handed on by hand. */
export function isInternal({ kind, alerts, statements }: Channel): boolean {
  return kind !== 'hand-over' && (alerts || !statements);
}

export function refuseChannels(state: DeskState, channels: readonly string[]): Refusal | null {
  for (const id of channels) {
    const row = rowAt(state.channels, id);
    if (row === undefined) return refuse('channel-missing', {}, 'channels');
    if (!isInternal(row)) return refuse('briefing-channel', { name: row.name }, 'channels');
  }
  return null;
}
