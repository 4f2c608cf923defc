import { refuse, type PublishedPoint, type Refusal, type Statement } from '../../contract/index.ts';
import { currentVersion, isApproved } from '../../contract/statement-approval.ts';
import { draft, type EntryDraft } from '../entry.ts';
import type { Rules } from '../person-text.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import { hashOf } from './form.ts';
import { refuseOther } from './passing.ts';
import { claimOf, pointsNow, refuseBlocked, whoApproves, whoMay } from './reading.ts';
import type { StatementDo } from './statements.ts';

type Leaving = Extract<StatementDo, { readonly act: 'release' | 'out' }>;

/** A text that is planned further ahead is forgotten about. */
export const AHEAD_MS_MAX = 14 * 24 * 3_600_000;

/** The last click, and the moment at which the text leaves: both only with the approval of exactly this text. */
export function decideRelease(
  state: DeskState,
  statement: Statement,
  act: Leaving,
  rules: Rules,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const other = refuseOther(statement, act.sha256);
  if (other !== null) return other;
  const version = currentVersion(statement);
  // Erased words leave another text than the one that was approved.
  const whole = version !== undefined && hashOf(version.form, statement.kind) === act.sha256;
  if (!whole || !isApproved(statement, act.sha256)) {
    return refuse('not-approved', whoApproves(state, statement));
  }
  // Of two corrections of one text the first to leave is the one; the other has to be of that one.
  const corrected = statement.corrects === null ? undefined : rowAt(state.statements, statement.corrects);
  if (corrected !== undefined && corrected.state !== 'published') return refuse('correction-of-what', {}, 'corrects');
  return act.act === 'out' ? leave(state, statement, nowMs) : release(state, statement, act, rules, nowMs);
}

function release(
  state: DeskState,
  statement: Statement,
  act: Extract<Leaving, { readonly act: 'release' }>,
  rules: Rules,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const blocked = refuseBlocked(state, statement, rules, nowMs);
  if (blocked !== null) return blocked;
  const publishAtMs = act.publishAtMs ?? nowMs;
  if (publishAtMs < nowMs || publishAtMs > nowMs + AHEAD_MS_MAX) return refuse('publish-time', {}, 'publishAtMs');
  const points = pointsNow(claimOf(state, statement));
  const channels = [...new Set(act.channels)];
  const body = { statement: statement.id, sha256: act.sha256, channels, publishAtMs, points: points.map(verdictOnly) };
  return [draft('statement-released', body, wordsOf(points))];
}

/** Refuses `points-changed` where a verdict is another one than at the release: the text would say what no longer holds. */
export function refuseStale(state: DeskState, statement: Statement): Refusal | null {
  const released = statement.points;
  const now = pointsNow(claimOf(state, statement));
  const same =
    released.length === now.length &&
    released.every(({ point, verdict }) => now.some((each) => each.point === point && each.verdict === verdict));
  return same ? null : refuse('points-changed', whoMay(state, 'statement-stop', ['停止', 'stop it']));
}

function leave(state: DeskState, statement: Statement, nowMs: number): readonly EntryDraft[] | Refusal {
  if (statement.publishAtMs === null || nowMs < statement.publishAtMs) return refuse('publish-time');
  const stale = refuseStale(state, statement);
  if (stale !== null) return stale;
  const { points } = statement;
  const body = {
    statement: statement.id,
    sha256: currentVersion(statement)?.sha256 ?? '',
    points: points.map(verdictOnly),
  };
  return [draft('statement-published', body, wordsOf(points))];
}

const verdictOnly = ({ point, verdict }: PublishedPoint): Pick<PublishedPoint, 'point' | 'verdict'> => ({
  point,
  verdict,
});

function wordsOf(points: readonly PublishedPoint[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    points.flatMap(({ text, basis }, at) => [
      [`point${at}`, text],
      [`basis${at}`, basis],
    ]),
  );
}
