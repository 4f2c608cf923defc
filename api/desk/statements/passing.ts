import { COMMENTS_MAX, HANDED_MAX, refuse, type Refusal, type Statement } from '../../contract/index.ts';
import { currentVersion } from '../../contract/statement-approval.ts';
import { draft, type EntryDraft } from '../entry.ts';
import type { Rules } from '../person-text.ts';
import type { DeskState } from '../state.ts';
import { refuseBlocked } from './reading.ts';
import type { StatementDo } from './statements.ts';

type Passing = Extract<StatementDo, { readonly act: 'comment' | 'submit' | 'return' | 'hand' | 'stop' }>;

/** The text that somebody had before his eyes is the current one; else it is said which one is. */
export function refuseOther(statement: Statement, sha256: string): Refusal | null {
  const version = currentVersion(statement);
  if (version === undefined) return refuse('statement-empty');
  return version.sha256 === sha256 ? null : refuse('text-changed', { n: version.n }, 'sha256');
}

/** Comments, submitting, returning, stopping, and what was handed on by hand. */
export function decidePassing(
  state: DeskState,
  statement: Statement,
  act: Passing,
  rules: Rules,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const { id } = statement;
  switch (act.act) {
    case 'comment': {
      if (statement.comments.length >= COMMENTS_MAX) return refuse('limit-reached', { limit: COMMENTS_MAX });
      const onVersion = currentVersion(statement)?.n ?? 0;
      return [draft('statement-commented', { statement: id, onVersion }, { text: act.text })];
    }
    case 'submit': {
      const refused = refuseOther(statement, act.sha256) ?? refuseBlocked(state, statement, rules, nowMs);
      return refused ?? [draft('statement-submitted', { statement: id, sha256: act.sha256 })];
    }
    case 'return':
      if (act.note === '') return refuse('reason-missing', {}, 'note');
      return [draft('statement-returned', { statement: id }, { note: act.note })];
    case 'stop':
      if (act.note === '') return refuse('reason-missing', {}, 'note');
      return [draft('statement-stopped', { statement: id }, { note: act.note })];
    case 'hand':
      if (statement.handedTo.length >= HANDED_MAX) return refuse('limit-reached', { limit: HANDED_MAX });
      return [draft('statement-handed', { statement: id }, { to: act.to })];
  }
}
