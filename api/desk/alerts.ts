import { z } from 'zod';
import { AlertAct, AlertId, DESK, refuse, refuseNow } from '../contract/index.ts';
import type { AlertState, Refusal, TimelineItem } from '../contract/index.ts';
import { draft, textOf, type EntryDraft, type Fact, type FoldEntry } from './entry.ts';
import { forbidden, may, type Actor } from './roles.ts';
import type { DeskState, Handling } from './state.ts';
import { rowAt, withRow } from './table.ts';

/** The caller has looked that there is such an alert: alerts are raised by the machine and are not in this state. */
export const AlertCommand = z.object({ do: z.literal('alert'), id: AlertId, act: AlertAct });
export type AlertCommand = z.infer<typeof AlertCommand>;

const DAY_MS = 24 * 3_600_000;
export const SNOOZE_MS_MAX = 7 * DAY_MS;
/** The oldest acts leave the screen's list beyond this; the journal keeps all. */
export const TIMELINE_MAX = 200;

const UNTOUCHED: Handling = { state: 'new', holder: null, snoozedUntilMs: null, timeline: [] };
const OPEN: readonly AlertState[] = ['new', 'acknowledged', 'snoozed'];
const ENDED: readonly AlertState[] = ['closed', 'false-alarm'];

/** In which states each act can be done. */
const FROM: Readonly<Record<AlertAct['act'], readonly AlertState[]>> = {
  take: OPEN,
  'hand-over': OPEN,
  snooze: OPEN,
  'false-alarm': OPEN,
  close: OPEN,
  reopen: ENDED,
};

/** How an alert stands now: a snooze that has run out is over without anybody's act. */
export function handlingAt(state: DeskState, id: AlertId, nowMs: number): Handling {
  const held = rowAt(state.handling, id) ?? UNTOUCHED;
  if (held.state !== 'snoozed' || held.snoozedUntilMs === null || nowMs < held.snoozedUntilMs) return held;
  const ended: TimelineItem = { atMs: held.snoozedUntilMs, by: 'machine', act: 'snooze-ended', note: '' };
  const timeline = [...held.timeline, ended];
  return { ...held, state: held.holder === null ? 'new' : 'acknowledged', snoozedUntilMs: null, timeline };
}

export function decideAlerts(
  state: DeskState,
  { id, act }: AlertCommand,
  actor: Actor,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, DESK);
  if (wrong !== null) return wrong;
  const held = handlingAt(state, id, nowMs);
  if (!FROM[act.act].includes(held.state)) return refuseNow(standing(state, held));
  switch (act.act) {
    case 'take':
      if (actor.kind !== 'person') return refuse('no-permission');
      if (held.holder === actor.id && held.state === 'acknowledged') return refuseNow(standing(state, held));
      return [draft('alert-take', { alert: id })];
    case 'hand-over': {
      const to = rowAt(state.people, act.to);
      if (to?.active !== true || !may(to.roles, DESK)) return refuse('bad-input', { what: 'to' }, 'to');
      return [draft('alert-hand-over', { alert: id, to: act.to }, { note: act.note })];
    }
    case 'snooze':
      if (act.untilMs <= nowMs || act.untilMs > nowMs + SNOOZE_MS_MAX)
        return refuse('end-missing', { days: SNOOZE_MS_MAX / DAY_MS }, 'untilMs');
      return [draft('alert-snooze', { alert: id, untilMs: act.untilMs }, { note: act.note })];
    case 'false-alarm':
      if (act.note.trim() === '') return refuse('reason-missing', {}, 'note');
      return [draft('alert-false-alarm', { alert: id }, { note: act.note })];
    case 'close':
      return [draft('alert-close', { alert: id }, { note: act.note })];
    case 'reopen':
      return [draft('alert-reopen', { alert: id }, { note: act.note })];
  }
}

const STATE_WORDS: Readonly<Record<AlertState, readonly [zh: string, en: string]>> = {
  new: ['新预警', 'new'],
  acknowledged: ['处理中', 'being handled'],
  snoozed: ['已暂缓', 'snoozed'],
  closed: ['已关闭', 'closed'],
  'false-alarm': ['已标为误报', 'marked a false alarm'],
};

/** How an alert stands, who has it, and what those who watch may do with it now. */
function standing(state: DeskState, { state: held, holder }: Handling): readonly [zh: string, en: string] {
  const [zh, en] = STATE_WORDS[held];
  const who = holder === null ? null : (rowAt(state.people, holder)?.name ?? null);
  const [byZh, byEn] = who === null ? ['', ''] : [`，由${who}处理`, `, with ${who}`];
  const [nextZh, nextEn] = ENDED.includes(held)
    ? ['重新打开', 'reopen it']
    : ['接手、移交、暂缓、标为误报或关闭', 'take it, hand it over, snooze it, mark it a false alarm or close it'];
  return [
    `这条预警现在是“${zh}”${byZh}。监测员、撰稿人、审批人或管理员现在可以${nextZh}。`,
    `This alert is ${en} now${byEn}. Monitors, writers, approvers and administrators may ${nextEn}.`,
  ];
}

export function applyAlerts(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'alert-take': {
      const holder = rowAt(state.people, entry.actor)?.id ?? null;
      return touch(state, fact.body.alert, entry, 'take', { state: 'acknowledged', holder });
    }
    case 'alert-hand-over':
      return touch(state, fact.body.alert, entry, 'hand-over', { state: 'acknowledged', holder: fact.body.to });
    case 'alert-snooze': {
      const snoozedUntilMs = fact.body.untilMs;
      return touch(state, fact.body.alert, entry, 'snooze', { state: 'snoozed', snoozedUntilMs });
    }
    case 'alert-false-alarm':
      return touch(state, fact.body.alert, entry, 'false-alarm', { state: 'false-alarm' });
    case 'alert-close':
      return touch(state, fact.body.alert, entry, 'close', { state: 'closed' });
    case 'alert-reopen': {
      const holder = rowAt(state.handling, fact.body.alert)?.holder ?? null;
      return touch(state, fact.body.alert, entry, 'reopen', { state: holder === null ? 'new' : 'acknowledged' });
    }
    default:
      return state;
  }
}

function touch(
  state: DeskState,
  id: AlertId,
  entry: FoldEntry,
  act: TimelineItem['act'],
  change: Partial<Handling>,
): DeskState {
  const held = handlingAt(state, id, entry.atMs);
  const item: TimelineItem = { atMs: entry.atMs, by: entry.actor, act, note: textOf(entry, 'note') };
  const timeline = [...held.timeline, item].slice(-TIMELINE_MAX);
  const after = { ...held, snoozedUntilMs: null, ...change, timeline };
  return { ...state, handling: withRow(state.handling, id, after) };
}
