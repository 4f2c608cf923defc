import assert from 'node:assert/strict';
import { EVIDENCE_MAX, POINTS_MAX, VARIANTS_MAX } from '../../../api/contract/index.ts';
import type { Briefing } from '../../../api/contract/briefing.ts';
import type { Claim, Concern, Inquiry, Statement } from '../../../api/contract/index.ts';
import type { Consultation } from '../../../api/contract/consultation.ts';
import type { DeskState } from '../../../api/desk/state.ts';
import { ASKED_MAX } from '../../../api/desk/claims/verdicts.ts';
import { hashOf } from '../../../api/desk/statements/form.ts';
import { rowAt, rowsOf, type Table } from '../../../api/desk/table.ts';

/** What holds of the desk after every single entry, said once more in the plainest words and without the desk's own rules. */

type Numbered = { readonly id: string; readonly no: number; readonly version: number };
type Changed<Row> = { readonly before: Row | undefined; readonly after: Row };

/** Rows that an entry changed: the buckets of a table are the same objects where nothing did. */
function changedRows<Row>(before: Table<Row>, after: Table<Row>): readonly Changed<Row>[] {
  if (before === after) return [];
  return after.buckets.flatMap((bucket, at) => {
    const old = before.buckets[at];
    if (old === bucket) return [];
    return Object.entries(bucket)
      .filter(([id, row]) => old?.[id] !== row)
      .map(([id, row]) => ({ before: old?.[id], after: row }));
  });
}

export const BOOKS = ['claims', 'inquiries', 'statements', 'concerns', 'consultations'] as const;

/** `names`: the row of each book that the entry is about. */
export function checkStep(before: DeskState, after: DeskState, kind: string): void {
  for (const book of BOOKS) {
    const rows = changedRows<Numbered>(before[book], after[book]);
    for (const row of rows) checkNumbered(row, after[book].size, `${kind}: ${book} ${row.after.id}`);
    const made = rows.filter((row) => row.before === undefined).length;
    assert.equal(after[book].size, before[book].size + made, `${kind}: rows of ${book} only come`);
  }
  for (const row of changedRows(before.claims, after.claims)) checkClaim(row, after, kind);
  for (const row of changedRows(before.statements, after.statements)) checkStatement(row, kind);
  for (const row of changedRows(before.concerns, after.concerns)) checkConcern(row.after, kind);
  for (const row of changedRows(before.inquiries, after.inquiries)) checkInquiry(row, kind);
  for (const row of changedRows(before.briefings, after.briefings)) checkBriefing(row, after, kind);
  for (const row of changedRows(before.consultations, after.consultations)) checkConsultation(row, kind);
}

function checkNumbered({ before, after }: Changed<Numbered>, size: number, where: string): void {
  if (before === undefined) {
    assert.equal(after.version, 1, `${where}: a new row is version 1`);
    // Rows never go, so a number that is the size of the table is nobody else's.
    assert.equal(after.no, size, `${where}: its number`);
    return;
  }
  assert.equal(after.version, before.version + 1, `${where}: one version an entry`);
  assert.equal(after.no, before.no, `${where}: keeps its number`);
}

function checkClaim({ before, after: claim }: Changed<Claim>, state: DeskState, kind: string): void {
  const where = `${kind} · claim ${claim.id} (${claim.state})`;
  assert.notEqual(before?.state, 'merged', `${where}: a merged claim changes no more`);
  assert.equal(claim.steps.at(-1)?.state, claim.state, `${where}: its last step`);
  assert.equal(claim.state === 'merged', claim.mergedInto !== null, `${where}: merged into something`);
  if (before !== undefined) assert.ok(claim.knownMs <= before.knownMs, `${where}: is not known later than it was`);
  const ids = [claim.points, claim.evidence, claim.variants].map((rows) => rows.map(({ id }) => id));
  for (const each of ids) assert.equal(new Set(each).size, each.length, `${where}: an id twice`);
  assert.ok(claim.points.length <= POINTS_MAX && claim.variants.length <= VARIANTS_MAX, where);
  assert.ok(claim.evidence.length <= EVIDENCE_MAX + ASKED_MAX, `${where}: ${claim.evidence.length} pieces`);
  // What was merged stays as it was; its points live on in the other claim.
  if (claim.state !== 'merged') for (const point of claim.points) checkVerdict(claim, point, state, where);
  checkSpans(claim, where);
}

function checkVerdict(claim: Claim, point: Claim['points'][number], state: DeskState, where: string): void {
  const label = `${where} · ${point.verdict}`;
  const given = point.given.at(-1);
  if (point.verdict === 'open') return;
  assert.equal(given?.verdict, point.verdict, label);
  const named = claim.evidence.filter(({ id, withdrawn }) => given?.evidence.includes(id) === true && !withdrawn);
  assert.ok(named.length > 0, `${label}: rests on nothing`);
  if (point.verdict === 'unsupported') return;
  const speaking = named.filter((piece) => piece.kind !== 'asked');
  assert.ok(speaking.length > 0, `${label}: rests on questions alone`);
  if (point.verdict !== 'false' || claim.about === null) return;
  const own = rowAt(state.bodies, claim.about)?.name;
  const others = speaking.filter(({ body, from }) => body !== claim.about && (body !== null || from !== own));
  assert.ok(others.length > 0, `${label}: rests on the word of whom it is about`);
}

function checkSpans(claim: Claim, where: string): void {
  for (const [at, { atMs }] of claim.steps.entries())
    assert.ok(atMs >= (claim.steps[at - 1]?.atMs ?? 0), `${where}: steps in order`);
  for (const { fromMs, toMs } of claim.pauses) assert.ok(toMs === null || toMs >= fromMs, `${where}: a pause`);
}

const LEAVING: readonly Statement['state'][] = ['approved', 'scheduled', 'published', 'corrected'];
const OUT: readonly Statement['state'][] = ['published', 'corrected'];

function checkStatement({ before, after }: Changed<Statement>, kind: string): void {
  const where = `${kind} · statement ${after.id} (${after.state})`;
  const version = after.versions.at(-1);
  if (version !== undefined) assert.equal(hashOf(version.form, after.kind), version.sha256, `${where}: its hash`);
  if (LEAVING.includes(after.state)) {
    const writers = new Set<string>(after.versions.map(({ by }) => by));
    const standing = after.approvals.filter(({ sha256, voided }) => sha256 === version?.sha256 && !voided);
    const fit = standing.filter(({ by }) => !writers.has(by));
    const spoken = new Set(fit.filter(({ emergency }) => emergency).map(({ by }) => by));
    const isApproved = fit.some(({ emergency }) => !emergency) || spoken.size >= 2;
    assert.ok(isApproved, `${where}: nobody else approved exactly this text`);
    assert.equal(fit.length, standing.length, `${where}: approved by a hand that wrote it`);
  } else {
    const standing = after.approvals.filter(({ voided }) => voided === undefined);
    assert.deepEqual(standing, [], `${where}: an approval stands over a text that may still change`);
  }
  assert.equal(after.publishedMs !== null, OUT.includes(after.state), `${where}: when it went out`);
  if (after.publishedMs !== null)
    assert.ok(after.publishedMs >= (after.publishAtMs ?? Infinity), `${where}: too early`);
  if (before === undefined || !OUT.includes(before.state)) return;
  assert.ok(OUT.includes(after.state), `${where}: what is out stays out`);
  assert.deepEqual([after.versions, after.points], [before.versions, before.points], `${where}: its text changed`);
  if (before.correctedBy !== null) assert.equal(after.correctedBy, before.correctedBy, `${where}: corrected twice`);
}

function checkConcern(concern: Concern, kind: string): void {
  const where = `${kind} · concern ${concern.id} (${concern.state})`;
  if (concern.state === 'settled') assert.notEqual(concern.outcome.trim(), '', `${where}: no outcome`);
  if (concern.state === 'reported') assert.notEqual(concern.outcome.trim(), '', `${where}: nothing reported`);
  const isWith = concern.body !== null && concern.dueMs !== null && concern.assignedMs !== null;
  if (concern.state === 'assigned' || concern.state === 'reported') assert.ok(isWith, `${where}: with nobody`);
  if (concern.state !== 'settled') assert.equal(concern.satisfaction, null, `${where}: satisfied with what?`);
  assert.equal(concern.settledMs !== null, concern.state === 'settled', where);
}

function checkInquiry({ before, after }: Changed<Inquiry>, kind: string): void {
  const where = `${kind} · inquiry ${after.id} (${after.state})`;
  if (after.state === 'answered') assert.ok(after.answers.length > 0, where);
  const kept = before?.answers ?? [];
  assert.deepEqual(after.answers.slice(0, kept.length), kept, `${where}: an answer was changed`);
}

function checkConsultation({ before, after }: Changed<Consultation>, kind: string): void {
  const where = `${kind} · consultation ${after.id} (${after.state})`;
  if (after.state === 'concluded') assert.notEqual(after.decision, '', where);
  const isOver = before?.state === 'concluded' || before?.state === 'withdrawn';
  if (isOver) assert.equal(after.state, before.state, where);
}

/** One issue for a kind and a day, never two of a number; what is released was judged by others, and is what it is from then on. */
function checkBriefing({ before, after }: Changed<Briefing>, state: DeskState, kind: string): void {
  const where = `${kind} · briefing ${after.id} (${after.state})`;
  const alike = rowsOf(state.briefings).filter((row) => row.kind === after.kind && row.year === after.year);
  assert.equal(alike.filter(({ no }) => no === after.no).length, 1, `${where}: two of number ${after.no}`);
  assert.equal(alike.filter(({ toMs }) => toMs === after.toMs).length, 1, `${where}: two of one period`);
  assert.equal(after.version, (before?.version ?? 0) + 1, `${where}: one version an entry`);
  assert.equal(after.steps.at(-1)?.state, after.state, `${where}: its last step`);
  assert.equal(after.released !== null, after.state === 'released', `${where}: when it was released`);
  assert.equal(new Set(after.reads.map(({ by }) => by)).size, after.reads.length, `${where}: read twice by one`);
  if (after.released !== null)
    assert.ok(!after.judgedBy.includes(after.released.by), `${where}: released by a hand that judged`);
  if (before === undefined) return;
  assert.deepEqual([after.no, after.fromMs, after.toMs], [before.no, before.fromMs, before.toMs], where);
  if (before.state !== 'draft')
    assert.deepEqual(
      [after.judgement, after.edits],
      [before.judgement, before.edits],
      `${where}: edited when no draft`,
    );
  if (before.state === 'released' && kind !== 'briefing-redacted')
    assert.deepEqual([after.made, after.released], [before.made, before.released], `${where}: it was final`);
}
