import { randomUUID } from 'node:crypto';
import { ConcernId, isRefusal, refuse, type Refusal } from '../contract/index.ts';
import type { MadeIssue } from '../contract/briefing-paper.ts';
import type { BriefingDone } from '../contract/briefing-view.ts';
import type { Briefing, BriefingAct } from '../contract/briefing.ts';
import { boundPaper, FIXED_SECTIONS } from '../briefing/paper.ts';
import type { DeskBriefingAct } from '../desk/briefings/command.ts';
import { refuseState } from '../desk/briefings/words.ts';
import type { Actor } from '../desk/roles.ts';
import { deliverIssue } from './briefing-delivery.ts';
import { wordsOf } from './briefing-index.ts';
import { remakeBriefing } from './briefing-make.ts';
import { briefingAt, keepDocument, paperNow, readMade } from './briefing-papers.ts';
import type { Parts } from './parts.ts';

const ABOUT_CHARS_MAX = 1_000;

/** What a person does with an issue: with what has to be looked up for it, it goes to the desk, which decides. */
export async function actOn(parts: Parts, row: Briefing, act: BriefingAct, by: Actor): Promise<BriefingDone | Refusal> {
  // Said before anything is looked up: most often the page was simply old.
  const early = refuseState(row, act.act);
  if (early !== null && act.act !== 'read') return early;
  const refused = act.act === 'remake' ? await remakeBriefing(parts, row, by) : await told(parts, row, act, by);
  if (refused !== null) return refused;
  if (act.act === 'send-again') await sendAgain(parts, row);
  const after = briefingAt(parts, row.id) ?? row;
  // A remake tells of itself, for the schedule asks for it too.
  if (act.act !== 'remake') parts.onDeskChanged('briefing', row.id);
  if (act.act === 'mark') for (const { concern } of after.marks.slice(-1)) parts.onDeskChanged('concern', concern);
  return { id: after.id, version: after.version };
}

type Told = Exclude<BriefingAct, { act: 'remake' }>;

async function told(parts: Parts, row: Briefing, act: Told, by: Actor): Promise<Refusal | null> {
  const whole = await completed(parts, row, act);
  return isRefusal(whole) ? whole : parts.desk.command({ do: 'briefing', id: row.id, act: whole }, by);
}

async function completed(parts: Parts, row: Briefing, act: Told): Promise<DeskBriefingAct | Refusal> {
  switch (act.act) {
    case 'move':
    case 'comment':
    case 'leave-out':
    case 'put-back': {
      const made = await readMade(parts, row.made.sha256);
      if (made === null) return refuse('briefing-away');
      return refuseEdit(made, act) ?? act;
    }
    case 'release': {
      const now = await paperNow(parts, row);
      if (isRefusal(now)) return now;
      const kept = await keepDocument(parts, boundPaper(now.paper));
      if (isRefusal(kept)) return kept;
      const { n, hash } = parts.journal.head();
      return { ...act, seen: { paper: now.sha256, version: row.version }, head: { n, hash } };
    }
    case 'mark': {
      const now = await paperNow(parts, row);
      if (isRefusal(now)) return now;
      const finding = now.paper.sections.flatMap(({ findings }) => findings).find(({ key }) => key === act.key);
      if (finding === undefined) return refuse('briefing-finding', {}, 'key');
      const about = wordsOf(finding.cells).slice(0, ABOUT_CHARS_MAX);
      return { ...act, about, concern: ConcernId.parse(`m-${randomUUID().slice(0, 18)}`) };
    }
    default:
      return act;
  }
}

type Edit = Extract<BriefingAct, { act: 'move' | 'comment' | 'leave-out' | 'put-back' }>;

/** A finding is moved within its section, and stands there. What was put back need not be made any more. */
function refuseEdit({ sections }: MadeIssue, act: Edit): Refusal | null {
  const home = sections.find(({ findings }) => findings.some(({ key }) => key === act.key));
  if (act.act === 'put-back') return null;
  if (home === undefined) return refuse('briefing-finding', {}, 'key');
  if (act.act === 'comment') return null;
  if (FIXED_SECTIONS.includes(home.id)) return refuse('briefing-fixed', {}, 'key');
  if (act.act === 'leave-out' || act.before === null) return null;
  return home.findings.some(({ key }) => key === act.before) ? null : refuse('briefing-section', {}, 'before');
}

/** One more round to every channel of the issue, those that were given up among them. */
async function sendAgain(parts: Parts, row: Briefing): Promise<void> {
  const now = briefingAt(parts, row.id);
  if (now !== null) await deliverIssue(parts, now, { name: `round ${now.version}`, atMs: parts.now() });
}
