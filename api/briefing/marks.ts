import type { Concern, PaperSpan, Section } from '../contract/index.ts';
import { rowAt } from '../desk/table.ts';
import { line, marked } from './figures.ts';
import type { MarkRow } from './input.ts';
import { CONCERN_WORDS } from './rule-concerns.ts';
import { finding, section, type Making } from './section.ts';
import { lengthText, shownText, timeText } from './words.ts';

const OUTCOME_CHARS_MAX = 120;

/** 批示办理: marks on earlier issues until an issue has told their outcome. Null where there is none. */
export function marksSection({ input }: Making): Section | null {
  const rows = input.marks
    .filter(({ atMs }) => atMs < input.toMs)
    .map((mark) => ({ mark, concern: rowAt(input.state.concerns, mark.concern) }))
    .filter(({ concern }) => concern === undefined || concern.settledMs === null || concern.settledMs >= input.fromMs)
    .toSorted((a, b) => a.mark.dueMs - b.mark.dueMs || (a.mark.concern < b.mark.concern ? -1 : 1))
    .map(({ mark, concern }) =>
      finding(`mark:${mark.concern}`, cells(mark, concern, input.toMs), { link: `/ledger/${mark.concern}` }),
    );
  if (rows.length === 0) return null;
  return section('marks', '批示办理', '', rows, { columns: ['批示', '承办', '期限', '办理情况'] });
}

function cells(mark: MarkRow, concern: Concern | undefined, toMs: number): PaperSpan[][] {
  const text = `${mark.by} ${timeText(mark.atMs)} 在${mark.issue}批示：“${shownText(mark.text, 100)}”`;
  const dueMs = concern?.dueMs ?? mark.dueMs;
  return [line(text), line(mark.body), line(timeText(dueMs)), stateCell(concern, dueMs, toMs)];
}

function stateCell(concern: Concern | undefined, dueMs: number, toMs: number): PaperSpan[] {
  if (concern === undefined) return line('尚未立项');
  const { state, outcome, solved, settledMs } = concern;
  if (settledMs !== null && settledMs < toMs) {
    const word = solved ? '已办结，问题已解决' : '已办结，问题未解决';
    return line(`${word}（${timeText(settledMs)}）：${shownText(outcome, OUTCOME_CHARS_MAX)}`);
  }
  const word = `${CONCERN_WORDS[state === 'settled' ? 'reported' : state]}`;
  const told = state === 'reported' && outcome !== '' ? `：${shownText(outcome, OUTCOME_CHARS_MAX)}` : '';
  return dueMs <= toMs
    ? line(`${word}${told}，`, marked(`已超期 ${lengthText(toMs - dueMs)}`, 'late'))
    : line(`${word}${told}`);
}
