import type { Consultation } from '../contract/consultation.ts';
import type { StatementId } from '../contract/index.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { leftWords, type PublicConsultation, type StatementLink } from '../publisher/consultation.ts';
import { publishedOf, statementPath } from '../publisher/input.ts';
import { formOf } from '../publisher/words.ts';

/** All that were started, newest first: no draft, and none that was withdrawn before its start. Pure. */
export function publicConsultations(state: DeskState, nowMs: number): readonly PublicConsultation[] {
  return rowsOf(state.consultations)
    .flatMap((held) => publicConsultation(state, held, nowMs) ?? [])
    .toSorted((a, b) => b.no - a.no);
}

export function publicConsultation(state: DeskState, held: Consultation, nowMs: number): PublicConsultation | null {
  const { id, no, title, question, whom, options, fromMs, taken, decision, opinions } = held;
  // Where it was closed before its time, that was the end.
  const closedMs = held.steps.find(({ state: to }) => to === 'closed')?.atMs;
  const untilMs = Math.min(held.untilMs, closedMs ?? held.untilMs);
  if (held.state === 'draft' || fromMs === null) return null;
  const phase = phaseOf(held.state, untilMs, nowMs);
  const last = held.steps.at(-1);
  const names = [...options, '都不赞成，或没有选'];
  return {
    ...{ id, no, title, question, whom, options, fromMs, untilMs, phase },
    left: phase === 'open' ? leftWords(untilMs, nowMs) : '',
    sinceMs: last?.atMs ?? fromMs,
    total: opinions.reduce((sum, { count }) => sum + count, 0),
    byOption: names.map((name, at) => ({ name, count: sumOf(opinions, (each) => (each ?? options.length) === at) })),
    byGroup: groupsOf(opinions),
    ...(phase === 'concluded' ? { taken, decision } : { taken: [], decision: '' }),
    reason: phase === 'withdrawn' ? (last?.note ?? '') : '',
    announced: linkOf(state, held.announced),
    answered: linkOf(state, held.answered),
  };
}

/** Past its end it takes no answers, whether or not somebody closed it. */
function phaseOf(
  state: Exclude<Consultation['state'], 'draft'>,
  untilMs: number,
  nowMs: number,
): PublicConsultation['phase'] {
  if (state === 'open') return nowMs < untilMs ? 'open' : 'over';
  return state === 'closed' ? 'over' : state;
}

function sumOf(opinions: Consultation['opinions'], is: (option: number | null) => boolean): number {
  return opinions.reduce((sum, { option, count }) => (is(option) ? sum + count : sum), 0);
}

function groupsOf(opinions: Consultation['opinions']): PublicConsultation['byGroup'] {
  const counts = new Map<string, number>();
  for (const { group, count } of opinions) counts.set(group, (counts.get(group) ?? 0) + count);
  return [...counts].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count);
}

/** To a page that is there. */
function linkOf(state: DeskState, id: StatementId | null): StatementLink | null {
  const statement = id === null ? undefined : rowAt(state.statements, id);
  const [out] = statement === undefined ? [] : publishedOf([statement]);
  return out === undefined ? null : { path: statementPath(out), title: formOf(out).title };
}
