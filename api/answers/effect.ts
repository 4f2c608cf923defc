import {
  EFFECT_SOURCES_MAX,
  refuse,
  type Claim,
  type EffectMoment,
  type EffectView,
  type Statement,
} from '../contract/index.ts';
import { statementsOf } from '../desk/clocks/clocks-of.ts';
import { homeOf } from '../desk/claims/change.ts';
import { rowAt } from '../desk/table.ts';
import { effectOf } from '../effect/effect.ts';
import type { Moment } from '../effect/finding.ts';
import type { Handlers } from '../http/handler.ts';
import { formOf } from '../publisher/words.ts';
import { guarded } from './alert-view.ts';
import { mentionFilters, postsOf, repeatFilters, type EffectParts } from './effect-posts.ts';
import { createPeaks } from './effect-peaks.ts';
import { usualOf } from './effect-usual.ts';
import { scoreOf } from '../effect/score.ts';
import { DAY_MS, HOUR_MS } from './filter.ts';
import { sourceName } from './names.ts';
import type { Parts } from './parts.ts';

type Keys = 'GET /api/statements/{id}/effect' | 'GET /api/claims/{id}/effect' | 'GET /api/score';

/** A statement is looked at from a day before it to three days after it; a claim over a month at most. */
const BEFORE_MS = DAY_MS;
const AFTER_MS = 3 * DAY_MS;
const COURSE_MS_MAX = 30 * DAY_MS;
/** After the last statement a claim's course is drawn for so long. */
const TAIL_MS = 14 * DAY_MS;

/** What came of statements, and the scoreboard. */
export function effectAnswers(parts: Parts): Pick<Handlers, Keys> {
  const peaks = createPeaks(parts);
  return {
    'GET /api/statements/{id}/effect': ({ params }) => {
      const { statements, claims } = parts.desk.state();
      const statement = rowAt(statements, params.id);
      if (statement === undefined) return refuse('not-found');
      if (statement.publishedMs === null) return refuse('statement-not-out');
      const claim = statement.claim === null ? null : (homeOf({ claims }, statement.claim) ?? null);
      return statementEffect(parts, statement, claim, statement.publishedMs);
    },
    'GET /api/claims/{id}/effect': ({ params }) => {
      const claim = rowAt(parts.desk.state().claims, params.id);
      return claim === undefined ? refuse('not-found') : claimEffect(parts, claim);
    },
    'GET /api/score': async () => {
      const state = parts.desk.state();
      const peakOf = await peaks.read();
      return scoreOf(state, peakOf, parts.now());
    },
  };
}

type Course = {
  readonly claim: Claim | null;
  readonly statements: readonly Statement[];
  readonly moment: Moment | null;
  readonly fromMs: number;
  readonly toMs: number;
};

function statementEffect(parts: EffectParts, statement: Statement, claim: Claim | null, outMs: number) {
  const nowMs = parts.now();
  const toMs = Math.max(outMs, Math.min(nowMs, outMs + AFTER_MS));
  const firstMs = claim === null ? outMs : firstOf(claim);
  // A window before the moment is always within it, so that nothing before reads as nothing and not as unknown.
  const roomMs = Math.max(HOUR_MS, (toMs - outMs) / 6);
  const fromMs = Math.min(outMs - roomMs, Math.max(firstMs, outMs - BEFORE_MS));
  const moment = { atMs: outMs, kind: statement.kind };
  const statements = claim === null ? [statement] : publishedOf(parts, claim);
  return courseEffect(parts, { claim, statements, moment, fromMs, toMs }, [statement]);
}

function claimEffect(parts: EffectParts, claim: Claim): Promise<EffectView> {
  const nowMs = parts.now();
  const statements = publishedOf(parts, claim);
  const [first] = statements;
  const outMs = first?.publishedMs ?? null;
  const lastMs = statements.at(-1)?.publishedMs ?? nowMs;
  const toMs = Math.min(nowMs, Math.max(lastMs, claim.knownMs) + TAIL_MS);
  const roomMs = outMs === null ? HOUR_MS : Math.max(HOUR_MS, (toMs - outMs) / 6);
  const fromMs = Math.max(Math.min(firstOf(claim), (outMs ?? toMs) - roomMs), toMs - COURSE_MS_MAX);
  const moment = first === undefined || outMs === null ? null : { atMs: outMs, kind: first.kind };
  return courseEffect(parts, { claim, statements, moment, fromMs, toMs }, statements);
}

/** Published ones that answer the claim, oldest first. */
function publishedOf({ desk }: EffectParts, claim: Claim): readonly Statement[] {
  return statementsOf(desk.state(), claim)
    .filter(({ publishedMs }) => publishedMs !== null)
    .toSorted((a, b) => (a.publishedMs ?? 0) - (b.publishedMs ?? 0));
}

function firstOf(claim: Claim): number {
  return Math.min(claim.firstPostMs ?? claim.knownMs, claim.knownMs, ...claim.variants.map((each) => each.firstSeenMs));
}

async function courseEffect(
  parts: EffectParts,
  { claim, statements, moment, fromMs: wantedMs, toMs }: Course,
  of: readonly Statement[],
): Promise<EffectView> {
  const told = claim === null ? [] : await repeatFilters(parts, claim);
  const repeated = await postsOf(parts, told, wantedMs, toMs);
  const mentioned = await postsOf(parts, await mentionFilters(parts, of), wantedMs, toMs);
  const cutMs = Math.max(repeated.cutMs ?? 0, mentioned.cutMs ?? 0);
  const fromMs = Math.max(wantedMs, cutMs);
  // A rebuttal repeats the rumor once: who passes on the statement does not pass on the claim.
  const dismissed = new Set(claim?.dismissedPosts);
  const repeats = [...repeated.posts]
    .filter(([id, { atMs }]) => !mentioned.posts.has(id) && !dismissed.has(id) && atMs >= fromMs)
    .map(([, post]) => post);
  const mentions = [...mentioned.posts.values()].filter(({ atMs }) => atMs >= fromMs);
  const sums = effectOf({ repeats, mentions, gaps: parts.lookout.gaps(), moment, fromMs, toMs });
  const voices = claim === null ? null : await parts.claimVoices.of(claim, parts.now());
  const usual = usualOf(parts, claim, sums.scale.stepMs, fromMs, toMs);
  return {
    stepMs: sums.scale.stepMs,
    windowMs: sums.scale.windowMs,
    fromMs,
    toMs,
    momentMs: moment?.atMs ?? null,
    moments: statements.flatMap((statement) => momentOf(statement) ?? []),
    bins: sums.bins.map((bin) => ({ ...bin, usual: usual(bin.atMs) })),
    finding: claim === null ? withoutClaim(sums.finding, mentions.length) : sums.finding,
    sources: sums.sources.slice(0, EFFECT_SOURCES_MAX).map((row) => ({ ...row, name: sourceName(parts, row.source) })),
    repeats: repeats.length,
    mentions: mentions.length,
    voices: guarded(voices?.voices ?? 0),
    voicesWhole: voices?.whole ?? true,
    cut: cutMs > wantedMs,
  };
}

function momentOf(statement: Statement): EffectMoment | null {
  const { id, no, kind, publishedMs } = statement;
  return publishedMs === null ? null : { atMs: publishedMs, statement: id, no, kind, title: formOf(statement).title };
}

function withoutClaim(finding: EffectView['finding'], mentions: number): EffectView['finding'] {
  return {
    ...finding,
    kind: 'no-claim',
    zh: `这份通报没有关联传言，只统计提到它的帖文：${mentions} 条`,
    en: `This statement answers no claim; only posts that mention it are counted: ${mentions}`,
  };
}
