import { z } from 'zod';
import { FileHash, isRefusal, refuse, type Refusal } from '../contract/index.ts';
import { BriefingKind, type BriefingAbout, type Paper } from '../contract/briefing-paper.ts';
import { BriefingForm, BriefingId, BriefingState, type Briefing } from '../contract/briefing.ts';
import { paperOf } from '../briefing/paper.ts';
import { draftRow } from '../desk/briefings/apply.ts';
import { briefingIdAt, dayOf, endedPeriods, periodOn, yearOf } from '../desk/briefings/period.ts';
import { nextIssueNo } from '../desk/briefings/rows.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { bytesOf } from '../files/files.ts';
import { canonical, sha256Of } from '../paper/canonical.ts';
import { fontLacks, fontsOf, listFonts, type ListFonts } from '../paper/fonts.ts';
import { Lacks } from '../paper/lacks.ts';
import { filedForm, isLacking, pressForm } from './briefing-forms.ts';
import { composeIssue, startOf, wantedBy, type ComposeParts, type Wanted } from './briefing-make.ts';
import { paperNow, staffNames } from './briefing-papers.ts';
import type { Parts } from './parts.ts';

/** An issue in one form, for a file: of a period by its day, or about a claim or a concern by its number. */
export const CopyOrder = z.object({
  kind: BriefingKind,
  about: z.object({ of: z.enum(['claim', 'concern']), no: z.number().int().min(1) }).nullable(),
  /** `2026-11-24`: the issue dated so; null: the newest whose period is over, or a special report until now. */
  date: z.string().nullable(),
  form: BriefingForm,
});
export type CopyOrder = z.infer<typeof CopyOrder>;

export const IssueTold = z.object({
  sha256: FileHash,
  kind: BriefingKind,
  year: z.number().int(),
  no: z.number().int(),
  fromMs: z.number(),
  toMs: z.number(),
  state: BriefingState,
  /** It lies in the archive; else it was made for this copy and is kept nowhere. */
  archived: z.boolean(),
  /** These very bytes were filed when it was released. */
  filed: z.boolean(),
  /** What the form had to do without. */
  notes: z.array(Lacks),
});
export type IssueCopy = z.infer<typeof IssueTold> & { readonly bytes: Uint8Array };

export type CopyParts = ComposeParts & Pick<Parts, 'press'> & { readonly fonts?: ListFonts };

/**
 * The issue of a period as the archive has it, a released one as it was filed; where there is none it is composed as the server
 * would compose it now, and kept nowhere: no entry, no file, no number. Refuses `not-found`, `briefing-ahead`, `briefing-away`.
 */
export async function copyIssue(parts: CopyParts, order: CopyOrder): Promise<IssueCopy | Refusal | Lacks> {
  const state = parts.desk.state();
  const found = issueOf(state, order, parts.now());
  if (isRefusal(found)) return found;
  return 'row' in found ? archived(parts, found.row, order.form) : composed(parts, found.wanted, order.form);
}

type Found = { readonly row: Briefing } | { readonly wanted: Wanted } | Refusal;

function issueOf(state: DeskState, order: CopyOrder, nowMs: number): Found {
  const { kind, date } = order;
  if (kind === 'special') return specialOf(state, order, nowMs);
  const period =
    date === null ? endedPeriods(kind, state.briefingPlan, nowMs, 0, 1)[0] : periodOn(kind, date, state.briefingPlan);
  if (period === null || period === undefined) return refuse('bad-input', { what: 'date' }, 'date');
  const row = rowAt(state.briefings, briefingIdAt(kind, period.toMs));
  if (row !== undefined) return { row };
  return period.toMs > nowMs ? refuse('briefing-ahead', {}, 'date') : { wanted: { ...period, about: null } };
}

/** As a person would ask for it; or the last of its reports on that day. */
function specialOf(state: DeskState, { about, date }: CopyOrder, nowMs: number): Found {
  const subject = about === null ? null : subjectOf(state, about);
  if (about !== null && subject === null) return refuse('not-found', {}, 'about');
  if (subject === null || date === null) {
    const wanted = wantedBy(state, { kind: 'special', about: subject, date: null }, nowMs);
    return isRefusal(wanted) ? wanted : { wanted };
  }
  const row = rowsOf(state.briefings)
    .filter((each) => JSON.stringify(each.about) === JSON.stringify(subject) && dayOf(each.toMs) === date)
    .toSorted((a, b) => Number(a.released !== null) - Number(b.released !== null) || a.toMs - b.toMs)
    .at(-1);
  return row === undefined ? refuse('not-found', {}, 'date') : { row };
}

function subjectOf(state: DeskState, { of, no }: NonNullable<CopyOrder['about']>): BriefingAbout | null {
  if (of === 'claim') {
    const claim = rowsOf(state.claims).find((each) => each.no === no);
    return claim === undefined ? null : { of, claim: claim.id };
  }
  const concern = rowsOf(state.concerns).find((each) => each.no === no);
  return concern === undefined ? null : { of, concern: concern.id };
}

async function archived(parts: CopyParts, row: Briefing, form: BriefingForm): Promise<IssueCopy | Refusal | Lacks> {
  const now = await paperNow(parts, row);
  if (isRefusal(now)) return now;
  const filed = filedForm(row, now, form);
  const bytes = filed === null ? null : await bytesOf(parts.files, filed);
  if (bytes === null) return pressedCopy(parts, row, now.paper, form, true);
  // What was changed on the disk is not what was released.
  if (sha256Of(bytes) !== filed) return refuse('briefing-away');
  return { ...told(row, bytes), archived: true, filed: true, notes: [], bytes };
}

async function composed(parts: CopyParts, wanted: Wanted, form: BriefingForm): Promise<IssueCopy | Lacks> {
  const { kind, about, toMs } = wanted;
  const fromMs = startOf(parts, wanted);
  const year = yearOf(toMs);
  const no = nextIssueNo(parts.desk.state(), kind, year);
  const issue = await composeIssue(parts, { kind, about, fromMs, toMs, year, no });
  const atMs = parts.now();
  const made = { sha256: FileHash.parse(sha256Of(canonical(issue))), atMs, ...issue.head, lacking: issue.lacking };
  const briefing = kind === 'special' ? BriefingId.parse('special-copy') : briefingIdAt(kind, toMs);
  const body = { briefing, kind, about, year, no, fromMs, toMs, made, sample: issue.sample };
  const row = draftRow(body, { actor: 'machine', atMs });
  const paper = paperOf(issue, row, staffNames(parts), parts.desk.state().briefingPlan);
  return pressedCopy(parts, row, paper, form, false);
}

async function pressedCopy(
  { press, fonts = listFonts }: CopyParts,
  row: Briefing,
  paper: Paper,
  form: BriefingForm,
  isArchived: boolean,
): Promise<IssueCopy | Lacks> {
  const made = await pressForm(press, paper, form);
  if (isLacking(made)) return made;
  const faces = form === 'pdf' ? fontLacks(fontsOf(await fonts())) : null;
  const notes = [made.without, faces].flatMap((note) => note ?? []);
  return { ...told(row, made.bytes), archived: isArchived, filed: false, notes, bytes: made.bytes };
}

function told({ kind, year, no, fromMs, toMs, state }: Briefing, bytes: Uint8Array) {
  return { sha256: FileHash.parse(sha256Of(bytes)), kind, year, no, fromMs, toMs, state };
}
