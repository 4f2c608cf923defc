import type { Archive } from '../archive/archive.ts';
import { isRefusal } from '../contract/index.ts';
import { BriefingForm, type Briefing } from '../contract/briefing.ts';
import { briefingIdAt, DAY_MS, endedPeriods, SCHEDULED, type Period } from '../desk/briefings/period.ts';
import { KIND_WORDS, STATE_WORDS } from '../desk/briefings/words.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Marks } from '../work/marks.ts';
import type { Notices } from '../work/notices.ts';
import { deliverIssue } from './briefing-delivery.ts';
import { releaseBy } from './briefing-detail.ts';
import { fileForms, type FormParts } from './briefing-forms.ts';
import { documentOf, indexIssues } from './briefing-index.ts';
import { makeBriefing, remakeBriefing, type MakeParts } from './briefing-make.ts';
import { redactIssue } from './briefing-redact.ts';
import { issueTime } from './briefing-time.ts';
import { chinaTime } from './china-time.ts';
import type { Parts } from './parts.ts';

export const BRIEFING_LOOK_MS = 30_000;
/** After a stop so many of each kind are made, the newest; a person can still make an older one. */
export const CAUGHT_UP_MAX = { daily: 7, weekly: 1, monthly: 1 } as const;
/** Older ones that wait for a delivery are not sent by themselves any more. */
const DELIVER_MS = 2 * DAY_MS;
/** What could not be made whole for want of a browser, or of time, is tried again after that. */
const FORMS_AGAIN_MS = 10 * 60_000;
const FORMS_PER_LOOK = 3;
const MACHINE = { kind: 'machine' } as const;

export type BriefingWatchParts = MakeParts &
  FormParts &
  Pick<Parts, 'deliveries' | 'config' | 'postRoom'> & {
    readonly archive: Archive;
    readonly marks: Marks;
    readonly notices: Notices;
    readonly onError: (error: unknown) => void;
    readonly everyMs?: number;
  };

export type BriefingWatch = {
  /** Does all that is due; resolves when it is done. One look at a time: asked meanwhile, another follows. */
  look(): Promise<void>;
  close(): Promise<void>;
};

/** The schedule: makes the issues whose period has ended, completes drafts, files and sends what was released, reminds. */
export function startBriefingWatch(parts: BriefingWatchParts): BriefingWatch {
  const formsAgainMs = new Map<string, number>();
  let isClosed = false;
  let running: Promise<void> | null = null;
  let again = false;
  const steps = [
    () => makeDue(parts),
    () => completeDrafts(parts),
    () => readAll(parts),
    () => sendReleased(parts, formsAgainMs),
    () => remind(parts),
  ];
  async function run(): Promise<void> {
    do {
      again = false;
      for (const step of steps) {
        if (isClosed) return;
        // One that fails must not keep the others; the next look tries again.
        await step().catch(parts.onError);
      }
    } while (again);
  }
  const look = (): Promise<void> => {
    again = true;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
  const timer = setInterval(() => void look(), parts.everyMs ?? BRIEFING_LOOK_MS);
  return {
    look,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** The office has been here since its first person came. */
function officeSince(state: DeskState): number | null {
  const people = rowsOf(state.people);
  return people.length === 0 ? null : Math.min(...people.map(({ addedMs }) => addedMs));
}

async function makeDue(parts: BriefingWatchParts): Promise<void> {
  const state = parts.desk.state();
  const since = officeSince(state);
  if (since === null) return;
  const nowMs = await issueTime(parts);
  for (const kind of SCHEDULED) {
    if (!state.briefingPlan[kind]) continue;
    const newest = Math.max(since, ...rowsOf(state.briefings).map((row) => (row.kind === kind ? row.toMs : 0)));
    const max = CAUGHT_UP_MAX[kind];
    const ended = endedPeriods(kind, state.briefingPlan, nowMs, newest, max + 1);
    const due = ended
      .slice(0, max)
      .filter(({ toMs }) => rowAt(state.briefings, briefingIdAt(kind, toMs)) === undefined);
    for (const period of due.toReversed()) await makeOne(parts, period);
    if (ended.length > 1) tellMissed(parts, due, ended.length > max);
  }
}

async function makeOne(parts: BriefingWatchParts, { kind, fromMs, toMs }: Period): Promise<void> {
  const made = await makeBriefing(parts, { kind, about: null, fromMs, toMs }, MACHINE);
  if (isRefusal(made) && made.refused !== 'briefing-there')
    parts.onError(new Error(`the ${kind} issue of ${chinaTime(toMs)} was not made: ${made.en}`));
}

function tellMissed(parts: BriefingWatchParts, due: readonly Period[], hasOlder: boolean): void {
  const [newest] = due;
  if (newest === undefined) return;
  const key = `briefing-missed ${newest.kind} ${newest.toMs}`;
  if (parts.notices.has(key)) return;
  parts.notices.put(key);
  const older = hasOlder ? '更早的没有自动补做，可在“简报”里按日期补做。' : '';
  parts.postRoom.tell(
    `系统停机期间有简报到期：已补做${KIND_WORDS[newest.kind][0]} ${due.length} 期，待审核。${older}`,
    false,
    key,
  );
}

/** A draft that was made without the store is made anew as soon as the store is back; what people did to it stays. */
async function completeDrafts(parts: BriefingWatchParts): Promise<void> {
  for (const row of rowsOf(parts.desk.state().briefings)) {
    if (row.state !== 'draft' || !row.made.lacking.some(({ what }) => what === 'store')) continue;
    if (!(await isStoreThere(parts))) return;
    const refused = await remakeBriefing(parts, row, MACHINE, 'store');
    if (refused !== null && refused.refused !== 'briefing-state')
      parts.onError(new Error(`issue ${row.id} was not completed: ${refused.en}`));
  }
}

async function isStoreThere({ posts }: BriefingWatchParts): Promise<boolean> {
  try {
    await posts.stats();
    return true;
  } catch {
    return false;
  }
}

/** Into the archive; and what a restored backup brought back of an erasure goes again. */
async function readAll(parts: BriefingWatchParts): Promise<void> {
  await indexIssues(parts, async (row) => {
    const done = await redactIssue(parts, row);
    if (isRefusal(done)) parts.onError(new Error(`issue ${row.id} was not redacted: ${done.en}`));
    if (done === true) parts.archive.scrub();
  });
}

async function sendReleased(parts: BriefingWatchParts, againMs: Map<string, number>): Promise<void> {
  const nowMs = parts.now();
  const released = rowsOf(parts.desk.state().briefings)
    .filter((row) => row.released !== null)
    .toSorted((a, b) => b.toMs - a.toMs);
  const open = released.filter(
    (row) => row.files.length < BriefingForm.options.length && (againMs.get(documentOf(row)) ?? 0) <= nowMs,
  );
  for (const row of open.slice(0, FORMS_PER_LOOK)) {
    const lacks = await fileForms(parts, row);
    if (lacks !== null) againMs.set(documentOf(row), nowMs + FORMS_AGAIN_MS);
  }
  for (const { id, released: out } of released) {
    if (out === null || nowMs - out.atMs > DELIVER_MS) continue;
    const row = rowAt(parts.desk.state().briefings, id);
    if (row !== undefined && !isSent(parts, row)) await deliverIssue(parts, row);
  }
}

/** Whether every channel of it that is still there has it, or has it waiting. */
function isSent({ deliveries, desk }: BriefingWatchParts, { id, released }: Briefing): boolean {
  const sent = new Set(deliveries.of(id).map(({ channel }) => channel));
  const { channels } = desk.state();
  return released?.channels.every((channel) => sent.has(channel) || rowAt(channels, channel) === undefined) ?? true;
}

/** The reviewer hears of a draft, and of one that is not out in time. Each once. */
function remind(parts: BriefingWatchParts): Promise<void> {
  const state = parts.desk.state();
  const nowMs = parts.now();
  for (const row of rowsOf(state.briefings)) {
    const byMs = releaseBy(row, state.briefingPlan);
    if (byMs === null || nowMs < row.toMs || nowMs - row.toMs > DAY_MS) continue;
    const isLate = nowMs >= byMs;
    const key = `briefing ${isLate ? 'late' : 'ready'} ${row.id}`;
    if (parts.notices.has(key)) continue;
    parts.postRoom.tell(lineOf(state, row, byMs, isLate), isLate, key);
    parts.notices.put(key);
  }
  return Promise.resolve();
}

function lineOf(state: DeskState, row: Briefing, byMs: number, isLate: boolean): string {
  const { reviewer, name } = state.briefingPlan;
  const who = reviewer === null ? '审批人' : (rowAt(state.people, reviewer)?.name ?? '审批人');
  const what = `${row.sample ? '（示例）' : ''}${name}${KIND_WORDS[row.kind][0]}${row.year}年第${row.no}期`;
  return isLate
    ? `${what}应在 ${chinaTime(byMs)} 前签发，现在还是“${STATE_WORDS[row.state][0]}”，请${who}处理。`
    : `${what}草稿已生成，请${who}审核，${chinaTime(byMs)} 前签发。`;
}
