import { randomUUID } from 'node:crypto';
import { isRefusal, refuse, type Refusal } from '../contract/index.ts';
import type { BriefingAbout, BriefingKind, MadeIssue } from '../contract/briefing-paper.ts';
import { BriefingId, type Briefing, type BriefingDraft } from '../contract/briefing.ts';
import type { ActOf } from '../desk/briefings/command.ts';
import { briefingIdAt, DAY_MS, dayOf, periodOn, yearOf } from '../desk/briefings/period.ts';
import { nextIssueNo } from '../desk/briefings/rows.ts';
import type { Actor } from '../desk/roles.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt } from '../desk/table.ts';
import { makeIssue } from '../briefing/make.ts';
import { gatherIssue, headBefore, specialSpan, type BriefingParts } from './briefing-input.ts';
import { marksBefore } from './briefing-marks.ts';
import { briefingBefore, keepDocument, readMade } from './briefing-papers.ts';
import type { Head } from '../journal/journal.ts';
import type { Parts } from './parts.ts';

/** What an issue is made of and where it goes. */
export type MakeParts = Pick<Parts, 'desk' | 'files' | 'erasures' | 'journal' | 'now' | 'onDeskChanged'> &
  BriefingParts;

export type Wanted = {
  readonly kind: BriefingKind;
  readonly about: BriefingAbout | null;
  readonly fromMs: number;
  readonly toMs: number;
};

/** Somebody else took the number while it was made: that happens once, hardly twice. */
const TRIES_MAX = 3;

/** Makes the issue of a period, or a special report: a draft, under the next number. Refuses as the desk does. */
export async function makeBriefing(parts: MakeParts, wanted: Wanted, by: Actor): Promise<Briefing | Refusal> {
  const { kind, toMs } = wanted;
  const id = kind === 'special' ? BriefingId.parse(`special-${randomUUID()}`) : briefingIdAt(kind, toMs);
  const fresh = { ...wanted, fromMs: startOf(parts, wanted) };
  for (let tries = 1; ; tries += 1) {
    const state = parts.desk.state();
    const there = rowAt(state.briefings, id);
    if (there !== undefined) return refuse('briefing-there', { no: there.no });
    const year = yearOf(toMs);
    const no = nextIssueNo(state, kind, year);
    const made = await madeFor(parts, { ...fresh, year, no });
    if (isRefusal(made)) return made;
    const act: ActOf<'make'> = { act: 'make', ...fresh, year, no, ...made };
    const refused = parts.desk.command({ do: 'briefing', id, act }, by);
    if (refused?.refused === 'briefing-number' && tries < TRIES_MAX) continue;
    if (refused !== null) return refused;
    parts.onDeskChanged('briefing', id);
    return rowAt(parts.desk.state().briefings, id) ?? refuse('not-found');
  }
}

/**
 * Made anew of the store as it is now, for the same period and under the same number. `wanted`: not where what was lacking still
 * is.
 */
export async function remakeBriefing(
  parts: MakeParts,
  row: Briefing,
  by: Actor,
  wanted?: Briefing['made']['lacking'][number]['what'],
): Promise<null | Refusal> {
  const { id, kind, about, fromMs, toMs, year, no } = row;
  const made = await madeFor(parts, { kind, about, fromMs, toMs, year, no });
  if (isRefusal(made)) return made;
  if (made.made.lacking.some(({ what }) => what === wanted)) return null;
  const refused = parts.desk.command({ do: 'briefing', id, act: { act: 'remake', ...made } }, by);
  if (refused === null) parts.onDeskChanged('briefing', id);
  return refused;
}

export type Numbered = Wanted & { readonly year: number; readonly no: number };

async function madeFor(parts: MakeParts, wanted: Numbered): Promise<Pick<ActOf<'make'>, 'made' | 'sample'> | Refusal> {
  const issue = await composeIssue(parts, wanted);
  const sha256 = await keepDocument(parts, issue);
  if (isRefusal(sha256)) return sha256;
  const made = { sha256, atMs: parts.now(), ...issue.head, lacking: issue.lacking };
  return { made, sample: issue.sample };
}

export type ComposeParts = Pick<Parts, 'desk' | 'files' | 'erasures' | 'journal' | 'now'> & BriefingParts;

/** The issue as it would be made now, kept nowhere. */
export async function composeIssue(parts: ComposeParts, wanted: Numbered): Promise<MadeIssue> {
  const { n, hash } = headFor(parts, wanted.toMs);
  const earlier = briefingBefore(parts, wanted);
  const before = earlier === null ? null : await readMade(parts, earlier.made.sha256);
  const state = parts.desk.state();
  const marks = marksBefore(state, wanted.toMs);
  const asked = { ...wanted, before, head: { n, hash }, marks, paperName: state.briefingPlan.name };
  return makeIssue(await gatherIssue(parts, asked));
}

/** Where the hour was changed, an issue begins where the last one ended: nothing is told twice, and nothing falls between. */
export function startOf(parts: Pick<Parts, 'desk'>, { kind, about, fromMs, toMs }: Wanted): number {
  if (kind === 'special') return fromMs;
  const before = briefingBefore(parts, { kind, about, toMs });
  return before !== null && Math.abs(before.toMs - fromMs) < DAY_MS && before.toMs < toMs ? before.toMs : fromMs;
}

/** The period that a person asks for. A special report tells from the first word of its matter until now. */
export function wantedBy(state: DeskState, draft: BriefingDraft, nowMs: number): Wanted | Refusal {
  const { kind, about, date } = draft;
  if (kind !== 'special') {
    const period = periodOn(kind, date ?? dayOf(nowMs), state.briefingPlan);
    return period === null ? refuse('bad-input', { what: 'date' }, 'date') : { about: null, ...period };
  }
  if (about === null) return refuse('bad-input', { what: 'claim' }, 'about');
  const span = specialSpan(state, about, nowMs);
  if (span === null) return refuse('not-found', {}, 'about');
  return { kind, about, fromMs: Math.min(span.fromMs, nowMs - 1), toMs: nowMs };
}

/** An issue of the day rests on the desk as it is; one of a day long past on the desk as it was then. */
function headFor({ journal, now }: Pick<Parts, 'journal' | 'now'>, toMs: number): Head {
  return (now() - toMs > DAY_MS ? headBefore(journal, toMs) : null) ?? journal.head();
}
