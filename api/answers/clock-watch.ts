import type { Claim, ClockView, Grade, Inquiry } from '../contract/index.ts';
import { chainAt } from '../desk/clocks/chain.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Notices } from '../work/notices.ts';
import { chinaTime } from './china-time.ts';
import { runningClocks } from './clock-views.ts';
import { watchDeadlines, type DeadlineWatch } from './deadline-watch.ts';
import type { Parts } from './parts.ts';

export const LOOK_EVERY_MS = 30_000;
/** More is not read at once; the others are told at the next look. */
export const NOTICES_PER_LOOK_MAX = 20;
const MINUTE_MS = 60_000;
const MACHINE = { kind: 'machine' } as const;

type WatchParts = Pick<Parts, 'desk' | 'now' | 'postRoom' | 'links' | 'config' | 'onDeskChanged'> & {
  readonly notices: Notices;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
};

/** Looks every half minute at what runs out: the clocks of claims, and the deadlines of inquiries. */
export function startClockWatch(parts: WatchParts): DeadlineWatch {
  const look = (): number => {
    const told = tellClocks(parts, NOTICES_PER_LOOK_MAX);
    return told + remindInquiries(parts, NOTICES_PER_LOOK_MAX - told);
  };
  return watchDeadlines(parts.everyMs ?? LOOK_EVERY_MS, look, parts.onError);
}

/**
 * How far up the chain a clock has to be told by now: 0 shortly before its end, 1 at its end, then one more each `stepMin`
 * while nobody has acknowledged it since its end. Null: not yet.
 */
export function stageOf(clock: ClockView, stepMin: number, steps: number, nowMs: number): number | null {
  if (clock.state === 'soon') return clock.acknowledgedMs === null ? 0 : null;
  if (clock.state !== 'over') return null;
  if (clock.acknowledgedMs !== null && clock.acknowledgedMs >= clock.endMs) return null;
  if (clock.acknowledgedMs !== null) return 1;
  const further = Math.floor((nowMs - clock.endMs) / (stepMin * MINUTE_MS));
  return Math.min(1 + further, Math.max(1, steps - 1));
}

function tellClocks(parts: WatchParts, max: number): number {
  const state = parts.desk.state();
  const nowMs = parts.now();
  const chain = chainAt(state, nowMs);
  let told = 0;
  for (const { claim, clock } of runningClocks(parts)) {
    if (told >= max) break;
    const stage = stageOf(clock, state.dutyPlan.stepMin, chain.length, nowMs);
    // Where the process stood still over several stages, the last one says it all.
    const key = `${claim.id} ${clock.id} ${clock.endMs} ${stage ?? ''}`;
    if (stage === null || parts.notices.has(key)) continue;
    const person = chain[Math.min(stage, chain.length - 1)] ?? null;
    parts.postRoom.tell(clockLine(parts, claim, clock, person), true, key);
    parts.notices.put(key);
    const act = { act: 'told', clock: clock.id, stage, person: person?.id ?? null } as const;
    parts.desk.command({ do: 'clock', id: claim.id, act }, MACHINE);
    told += 1;
  }
  return told;
}

const GRADE_ZH: Readonly<Record<Grade, string>> = { ordinary: '一般', major: '重大', 'very-major': '特别重大' };

/** What, how bad, by when, who, and the link to say that one has it. */
function clockLine(
  parts: WatchParts,
  claim: Claim,
  clock: ClockView,
  person: { readonly id: NonNullable<Claim['holder']>; readonly name: string } | null,
): string {
  const what = `${claim.sample ? '（示例）' : ''}第 ${claim.no} 号传言“${claim.title}”（${GRADE_ZH[claim.grade]}）`;
  const by = `${clock.zh}${clock.state === 'over' ? '已于' : '应在'} ${chinaTime(clock.endMs)} ${clock.state === 'over' ? '到期' : '前完成'}`;
  if (person === null) return `时限提醒：${what}${by}。值班表没有排人，请尽快处理。`;
  const about = `${claim.id} ${clock.id}`;
  const { token } = parts.links.make({ purpose: 'acknowledge', person: person.id, about });
  return `时限提醒：${what}${by}。请${person.name}确认：${parts.config.baseUrl}/#ack=${token}`;
}

type Reminder = Inquiry['reminders'][number]['kind'];

/** What an inquiry has to be reminded of by now, the gravest first. */
export function reminderOf(inquiry: Inquiry, plan: DeskState['dutyPlan'], nowMs: number): Reminder | null {
  if (inquiry.state !== 'sent') return null;
  const overMin = (nowMs - inquiry.dueMs) / MINUTE_MS;
  const kind = kindAt(overMin, plan);
  return kind === null || inquiry.reminders.some((reminder) => reminder.kind === kind) ? null : kind;
}

function kindAt(overMin: number, plan: DeskState['dutyPlan']): Reminder | null {
  if (overMin >= plan.inquiryLateMin) return 'escalated';
  if (overMin >= 0) return 'after';
  return overMin >= -plan.inquirySoonMin ? 'before' : null;
}

function remindInquiries(parts: WatchParts, max: number): number {
  const state = parts.desk.state();
  const nowMs = parts.now();
  let told = 0;
  for (const inquiry of rowsOf(state.inquiries)) {
    const kind = reminderOf(inquiry, state.dutyPlan, nowMs);
    if (kind === null || told >= max) continue;
    const noticeKey = `inquiry ${inquiry.id} ${kind}`;
    // Told first: whatever is killed in between, nobody goes without his reminder.
    parts.postRoom.tell(inquiryLine(state, inquiry, kind, nowMs), kind !== 'before', noticeKey);
    if (parts.desk.command({ do: 'inquiry', id: inquiry.id, act: { act: 'remind', kind } }, MACHINE) !== null) {
      parts.postRoom.untell(noticeKey);
      continue;
    }
    parts.onDeskChanged('inquiry', inquiry.id);
    told += 1;
  }
  return told;
}

function inquiryLine(state: DeskState, inquiry: Inquiry, kind: Reminder, nowMs: number): string {
  const body = rowAt(state.bodies, inquiry.body)?.name ?? '';
  const due = chinaTime(inquiry.dueMs);
  const what = `核实单第 ${inquiry.no} 号（${body}）`;
  if (kind === 'before') return `${what}应在 ${due} 前答复，请提醒承办单位。`;
  if (kind === 'after') return `${what}已于 ${due} 到期，尚未答复。`;
  const chain = chainAt(state, nowMs);
  const above = (chain[1] ?? chain[0])?.name;
  return `${what}逾期未答复（${due} 到期），请${above ?? '值班负责人'}协调督促。`;
}
