import type { Claim, Statement } from '../contract/index.ts';
import type { EffectRow, EffectSpan } from '../briefing/input.ts';
import { DAY_MS, HOUR_MS, type Span } from '../briefing/period.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { effectOf, type Carried } from '../effect/effect.ts';
import type { Asked, BriefingParts } from './briefing-parts.ts';
import { mentionFilters, postsOf, repeatFilters, type CarryingParts, type Found } from './effect-posts.ts';

/** Statements whose effect one issue tells; the newest. */
export const EFFECTS_MAX = 8;
/** A statement works on for so long: the daily issue follows it for three days. */
const FOLLOW_MS = 3 * DAY_MS;
const BEFORE_MS = DAY_MS;

/** Repeats and mentions after the statements of the period (of the last three days in a daily issue), the newest first. */
export async function effectRows(
  parts: BriefingParts,
  asked: Asked,
  silences: readonly Span[],
): Promise<readonly EffectRow[]> {
  const state = parts.desk.state();
  const sinceMs = asked.kind === 'daily' ? Math.min(asked.fromMs, asked.toMs - FOLLOW_MS) : asked.fromMs;
  const statements = rowsOf(state.statements)
    .filter((statement) => isOf(parts, statement, asked.about))
    .filter(({ publishedMs }) => publishedMs !== null && publishedMs < asked.toMs && publishedMs >= sinceMs)
    .toSorted((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0) || b.no - a.no)
    .slice(0, EFFECTS_MAX);
  const rows: EffectRow[] = [];
  for (const statement of statements) rows.push(...(await effectRow(parts, statement, asked.toMs, silences)));
  return rows;
}

function isOf(parts: CarryingParts, statement: Statement, about: Asked['about']): boolean {
  if (about === null) return true;
  return about.of === 'claim' && claimOf(parts, statement)?.id === about.claim;
}

export function claimOf({ desk }: CarryingParts, { claim }: Pick<Statement, 'claim'>): Claim | null {
  const { claims } = desk.state();
  const held = claim === null ? undefined : rowAt(claims, claim);
  return (held?.mergedInto ? rowAt(claims, held.mergedInto) : held) ?? null;
}

type Told = { readonly repeats: readonly Carried[]; readonly mentions: readonly Carried[]; readonly cutMs: number };

/** Posts that repeat the claim (who passes on the statement does not), and posts that pass on the statement. */
export async function carriedBy(
  parts: CarryingParts,
  statement: Statement,
  fromMs: number,
  toMs: number,
): Promise<Told> {
  const claim = claimOf(parts, statement);
  const none: Found = { posts: new Map(), cutMs: null };
  const repeated = claim === null ? none : await postsOf(parts, await repeatFilters(parts, claim), fromMs, toMs);
  const mentioned = await postsOf(parts, await mentionFilters(parts, [statement]), fromMs, toMs);
  const dismissed = new Set(claim?.dismissedPosts);
  const repeats = [...repeated.posts].filter(([id]) => !mentioned.posts.has(id) && !dismissed.has(id));
  return {
    repeats: repeats.map(([, post]) => post),
    mentions: [...mentioned.posts.values()],
    cutMs: Math.max(repeated.cutMs ?? 0, mentioned.cutMs ?? 0),
  };
}

/** None where there are more posts than are read: half a count is none. */
async function effectRow(
  parts: BriefingParts,
  statement: Statement,
  endMs: number,
  silences: readonly Span[],
): Promise<readonly EffectRow[]> {
  const outMs = statement.publishedMs ?? endMs;
  const toMs = Math.min(endMs, outMs + FOLLOW_MS);
  const roomMs = Math.max(HOUR_MS, (toMs - outMs) / 6);
  const fromMs = Math.min(outMs - roomMs, outMs - BEFORE_MS);
  const { repeats, mentions, cutMs } = await carriedBy(parts, statement, fromMs, toMs);
  if (cutMs > fromMs) return [];
  const gaps = silences.map((span) => ({ source: '*', ...span }));
  const moment = { atMs: outMs, kind: statement.kind };
  const { scale, bins, finding } = effectOf({ repeats, mentions, gaps, moment, fromMs, toMs });
  const within = (posts: readonly Carried[], span: Span): EffectSpan => ({
    ...span,
    count: posts.filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs).length,
  });
  const since = { fromMs: outMs, toMs };
  const lastEnd = bins.findLast((bin) => bin.atMs + scale.stepMs <= toMs)?.atMs ?? outMs;
  const last = { fromMs: lastEnd + scale.stepMs - scale.windowMs, toMs: lastEnd + scale.stepMs };
  const compares = finding.before !== null && finding.last !== null && last.fromMs >= outMs;
  return [
    {
      statement: statement.id,
      repeats: within(repeats, since),
      mentions: within(mentions, since),
      prior: compares ? within(repeats, { fromMs: outMs - scale.windowMs, toMs: outMs }) : null,
      last: compares ? within(repeats, last) : null,
      windowMs: scale.windowMs,
      stepMs: scale.stepMs,
      finding: statement.claim === null ? 'no-claim' : finding.kind,
      fellBefore: finding.fellBefore,
      bins,
    },
  ];
}
