import type { z } from 'zod';
import {
  BRIEFINGS_SHOWN_MAX,
  type BriefingList,
  type BriefingQuery,
  type BriefingRow,
} from '../contract/briefing-view.ts';
import type { Briefing } from '../contract/briefing.ts';
import { nextEnd, SCHEDULED } from '../desk/briefings/period.ts';
import { isInternal } from '../desk/briefings/release.ts';
import { rowsOf } from '../desk/table.ts';
import { indexIssues } from './briefing-index.ts';
import type { Parts } from './parts.ts';

const FOUND_MAX = 1_000;

/** The archive: newest first, by kind, year, and words of the released text. */
export async function listBriefings(parts: Parts, query: z.infer<typeof BriefingQuery>): Promise<BriefingList> {
  await indexIssues(parts);
  const { briefings, briefingPlan, channels } = parts.desk.state();
  const found =
    query.q === '' ? null : new Map(parts.archive.find(query.q, FOUND_MAX).map(({ id, gist }) => [id, gist]));
  const all = rowsOf(briefings);
  const rows = all
    .filter(({ kind }) => query.kind === '' || kind === query.kind)
    .filter(({ year }) => query.year === 0 || year === query.year)
    .filter(({ id }) => found === null || found.has(id))
    .toSorted((a, b) => b.toMs - a.toMs || (a.kind < b.kind ? -1 : 1));
  const nowMs = parts.now();
  return {
    briefings: rows.slice(0, BRIEFINGS_SHOWN_MAX).map((row) => rowOf(parts, row, found?.get(row.id))),
    total: rows.length,
    years: [...new Set(all.map(({ year }) => year))].toSorted((a, b) => b - a),
    next: SCHEDULED.filter((kind) => briefingPlan[kind])
      .map((kind) => ({ kind, atMs: nextEnd(kind, briefingPlan, nowMs) }))
      .toSorted((a, b) => a.atMs - b.atMs),
    plan: briefingPlan,
    channels: rowsOf(channels)
      .filter(isInternal)
      .map(({ id, name, audience }) => ({ id, name, audience })),
  };
}

/** `found`: where the words stand, in place of the first of the 要点. */
export function rowOf({ archive }: Pick<Parts, 'archive'>, row: Briefing, found?: string): BriefingRow {
  const { id, kind, year, no, fromMs, toMs, state, made, released, marks, reads, sample } = row;
  const told = archive.told(id);
  return {
    ...{ id, kind, year, no, fromMs, toMs, state, sample },
    title: told?.title ?? '',
    madeMs: made.atMs,
    releasedMs: released?.atMs ?? null,
    gist: found ?? told?.gist ?? '',
    lacking: made.lacking.length,
    marks: marks.length,
    readers: reads.length,
  };
}
