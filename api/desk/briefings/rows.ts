import type { BriefingKind } from '../../contract/briefing-paper.ts';
import type { DeskState } from '../state.ts';

/** The last number that was given, by kind and year: one whose issue went with the sample is not given again. */
export type IssueNos = Readonly<Record<string, number>>;

export function numberKey(kind: BriefingKind, year: number): string {
  return `${kind} ${year}`;
}

/** The number of the next issue of this kind in this calendar year. */
export function nextIssueNo(state: Pick<DeskState, 'briefingNos'>, kind: BriefingKind, year: number): number {
  return (state.briefingNos[numberKey(kind, year)] ?? 0) + 1;
}
