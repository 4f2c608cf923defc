import type { Concern, ConcernReminder, LedgerPlan } from '../contract/index.ts';
import { chainAt } from '../desk/clocks/chain.ts';
import { HOUR_MS } from '../desk/concerns/time.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { chinaTime } from './china-time.ts';
import { covered } from './concern-cover.ts';
import { tellOf } from './concerns.ts';
import { watchDeadlines, type DeadlineWatch } from './deadline-watch.ts';
import type { Parts } from './parts.ts';

export const LOOK_EVERY_MS = 60_000;
/** More is not read at once; the others are told at the next look. */
export const REMINDERS_PER_LOOK_MAX = 20;

type WatchParts = Pick<Parts, 'desk' | 'now' | 'postRoom' | 'onDeskChanged'> & {
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
};

/** Looks every minute at the deadlines of the ledger. What was told stands in the journal, so a restart tells nothing twice. */
export function startConcernWatch(parts: WatchParts): DeadlineWatch {
  return watchDeadlines(parts.everyMs ?? LOOK_EVERY_MS, () => remind(parts), parts.onError);
}

/** What a concern has to be reminded of by now, the gravest first; null: nothing, or it was said for this deadline. */
export function reminderOf(concern: Concern, plan: LedgerPlan, nowMs: number): ConcernReminder | null {
  const { state, dueMs } = concern;
  if (state !== 'assigned' || dueMs === null) return null;
  const kind = kindAt((nowMs - dueMs) / HOUR_MS, plan);
  const isSaid = concern.reminded.some((each) => each.kind === kind && each.dueMs === dueMs);
  return isSaid ? null : kind;
}

function kindAt(overHours: number, plan: LedgerPlan): ConcernReminder | null {
  if (overHours >= plan.lateHours) return 'escalated';
  if (overHours >= 0) return 'after';
  return overHours >= -plan.soonHours ? 'before' : null;
}

function remind(parts: WatchParts): number {
  const state = parts.desk.state();
  const nowMs = parts.now();
  let told = 0;
  for (const concern of rowsOf(state.concerns)) {
    if (told >= REMINDERS_PER_LOOK_MAX) break;
    const kind = reminderOf(concern, state.ledgerPlan, nowMs);
    if (kind === null) continue;
    const command = { do: 'concern', id: concern.id, act: { act: 'remind', kind } } as const;
    const key = `concern ${concern.id} ${kind} ${concern.dueMs ?? 0}`;
    // Told first: whatever is killed in between, nobody goes without his reminder.
    parts.postRoom.tell(lineOf(state, concern, kind, nowMs), kind !== 'before', key);
    if (parts.desk.command(command, { kind: 'machine' }) !== null) {
      parts.postRoom.untell(key);
      continue;
    }
    tellOf(parts, concern);
    told += 1;
  }
  return told;
}

function lineOf(state: DeskState, concern: Concern, kind: ConcernReminder, nowMs: number): string {
  const body = concern.body === null ? '' : (rowAt(state.bodies, concern.body)?.name ?? '');
  const due = chinaTime(concern.dueMs ?? nowMs);
  const sample = concern.sample ? '（示例）' : '';
  const what = `${sample}诉求第 ${concern.no} 号“${covered(concern.title)}”（${body}）`;
  if (kind === 'before') return `${what}应在 ${due} 前办理，请提醒承办单位。`;
  if (kind === 'after') return `${what}已于 ${due} 到期，尚未报结。`;
  const chain = chainAt(state, nowMs);
  const above = (chain.at(-1) ?? chain[0])?.name;
  return `${what}逾期未办（${due} 到期），请${above ?? '值班负责人'}督办。`;
}
