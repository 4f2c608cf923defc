import type { AlertId, BriefingAbout, BriefingKind, MadeIssue } from '../contract/index.ts';
import type { AlertRow, MarkRow } from '../briefing/input.ts';
import { DESK_FOLD } from '../desk/desk.ts';
import type { DeskState } from '../desk/state.ts';
import { foldOn } from '../journal/fold.ts';
import type { Head } from '../journal/journal.ts';
import { headline } from './alert-view.ts';
import { isSample, seriesName } from './names.ts';
import type { Parts } from './parts.ts';

/** What making an issue needs: a command without a server has all of it. `leases` tell why a source was not read. */
export type BriefingParts = Pick<
  Parts,
  'posts' | 'desk' | 'journal' | 'raised' | 'lexicon' | 'tokensOf' | 'isPersonName'
> &
  Partial<Pick<Parts, 'leases'>>;

export type Asked = {
  readonly kind: BriefingKind;
  readonly about: BriefingAbout | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly year: number;
  readonly no: number;
  /** The issue before, of this kind. */
  readonly before: MadeIssue | null;
  /** The entry of the journal that the issue rests on. */
  readonly head: Head;
  /** 社情民意, of the plan. */
  readonly paperName?: string;
  readonly marks?: readonly MarkRow[];
};

/** The desk as it was after that entry: the one in memory where it is the newest, else folded from the nearest snapshot. */
export function stateAt({ desk, journal }: Pick<BriefingParts, 'desk' | 'journal'>, head: Head): DeskState {
  const current = desk.state();
  if (journal.head().n === head.n) return current;
  const kept = journal.latestSnapshot(DESK_FOLD.version);
  const parsed = kept === null || kept.n > head.n ? null : DESK_FOLD.parse(kept.state);
  const fromN = parsed === null || kept === null ? 0 : kept.n;
  return foldOn(journal, DESK_FOLD, parsed ?? DESK_FOLD.initial, fromN, head.n).state;
}

/** The newest entry written before that moment, for an issue of a past period; null where there is none. */
export function headBefore(journal: Parts['journal'], ms: number): Head | null {
  let [low, high] = [0, journal.head().n];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const atMs = journal.read(middle, 1)[0]?.atMs ?? Infinity;
    if (atMs < ms) low = middle;
    else high = middle - 1;
  }
  const entry = low === 0 ? undefined : journal.read(low, 1)[0];
  return entry === undefined ? null : { n: entry.n, hash: entry.hash };
}

/** Alerts as the machine raised them, oldest first. */
export function alertRows(parts: BriefingParts): readonly AlertRow[] {
  return parts.raised
    .all()
    .map(({ alert }) => ({
      id: alert.id as AlertId,
      level: alert.peakLevel,
      title: seriesName(parts, headline(alert)).zh,
      series: [...alert.series],
      raisedMs: alert.firstSeenMs,
      sinceMs: alert.sinceMs,
      endedMs: alert.recovered ? alert.endedMs : null,
      sample: (alert.spikes[0]?.sources ?? []).some(({ source }) => isSample(parts, source)),
    }))
    .toSorted((a, b) => a.raisedMs - b.raisedMs || (a.id < b.id ? -1 : 1));
}
