import { z } from 'zod';
import { ADMINISTRATORS, SettingsChange, type Refusal } from '../contract/index.ts';
import { draft, type EntryDraft, type Fact } from './entry.ts';
import { refusePersonalNumber } from './person-text.ts';
import { forbidden, type Actor } from './roles.ts';
import type { DeskState } from './state.ts';

export const SettingCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('change-settings'), change: SettingsChange }),
  /** The address itself is a secret of the work records; that it was set, and by whom, is journaled. */
  z.object({ do: z.literal('change-channel'), kind: z.enum(['none', 'webhook', 'wecom']), set: z.boolean() }),
]);
export type SettingCommand = z.infer<typeof SettingCommand>;

export function decideSettings(
  state: DeskState,
  command: SettingCommand,
  actor: Actor,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, ADMINISTRATORS);
  if (wrong !== null) return wrong;
  if (command.do === 'change-channel') {
    return [draft('channel-changed', { kind: command.kind, set: command.set && command.kind !== 'none' })];
  }
  const number = refusePersonalNumber(command.change.office ?? '', 'office');
  if (number !== null) return number;
  const held: Readonly<Record<string, unknown>> = state.settings;
  const changes = Object.entries(command.change).some(([key, value]) => value !== undefined && held[key] !== value);
  return changes ? [draft('settings-changed', command.change)] : [];
}

export function applySettings(state: DeskState, fact: Fact): DeskState {
  if (fact.kind === 'channel-changed') {
    const { kind, set } = fact.body;
    return { ...state, settings: { ...state.settings, channelKind: kind, channelSet: set } };
  }
  if (fact.kind !== 'settings-changed') return state;
  const held = state.settings;
  const { office = held.office, alertBudget = held.alertBudget } = fact.body;
  const { channelLevel = held.channelLevel, digestMin = held.digestMin } = fact.body;
  return { ...state, settings: { ...held, office, alertBudget, channelLevel, digestMin } };
}
