import type { AlertState } from '../contract/index.ts';
import type { Handling } from '../desk/state.ts';
import { rowAt } from '../desk/table.ts';
import type { DeskFacts, Rule } from './desk-rule.ts';
import type { AlertRow } from './input.ts';
import { LEVEL_WORDS, timeText } from './words.ts';

const STATE_OF: Readonly<Record<Handling['timeline'][number]['act'], AlertState | null>> = {
  raised: 'new',
  level: null,
  recovered: null,
  take: 'acknowledged',
  'hand-over': 'acknowledged',
  snooze: 'snoozed',
  'snooze-ended': null,
  'false-alarm': 'false-alarm',
  close: 'closed',
  reopen: 'new',
  note: null,
};
const OPEN: readonly AlertState[] = ['new', 'acknowledged', 'snoozed'];

/** How an alert stood at a moment, by what people had done until then. A reopened one and one whose snooze ran out is open again. */
export function alertStateAt({ state }: Pick<DeskFacts, 'state'>, id: string, atMs: number): AlertState {
  const acts = (rowAt(state.handling, id)?.timeline ?? []).filter((item) => item.atMs < atMs);
  return acts.reduce<AlertState>((held, { act }) => STATE_OF[act] ?? held, 'new');
}

export const isOpenAlert = (state: AlertState): boolean => OPEN.includes(state);

/** When it was marked a false alarm last, before that moment, and stayed one. */
export function falseAlarmOf({ state }: Pick<DeskFacts, 'state'>, id: string, atMs: number) {
  if (alertStateAt({ state }, id, atMs) !== 'false-alarm') return null;
  const acts = (rowAt(state.handling, id)?.timeline ?? []).filter((item) => item.atMs < atMs);
  return acts.findLast(({ act }) => act === 'false-alarm') ?? null;
}

export function alertRows(which: 'raised' | 'open' | 'false'): Rule {
  const row = ({ id, title, level, raisedMs }: AlertRow) => ({
    title,
    link: `/alerts/${id}`,
    atMs: raisedMs,
    note: `${LEVEL_WORDS[level]}，${timeText(raisedMs)}`,
  });
  return (facts, { fromMs, toMs, body }) => {
    if (body !== null) return [];
    const raised = facts.alerts.filter(({ raisedMs }) => raisedMs < toMs);
    if (which === 'raised') return raised.filter(({ raisedMs }) => raisedMs >= fromMs).map(row);
    if (which === 'open') return raised.filter(({ id }) => isOpenAlert(alertStateAt(facts, id, toMs))).map(row);
    return raised.filter(({ id }) => (falseAlarmOf(facts, id, toMs)?.atMs ?? -1) >= fromMs).map(row);
  };
}
