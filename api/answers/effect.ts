import {
  EFFECT_SOURCES_MAX,
  refuse,
  type EffectMoment,
  type EffectView,
  type Refusal,
  type Statement,
} from '../contract/index.ts';
import { homeOf } from '../desk/claims/change.ts';
import { rowAt } from '../desk/table.ts';
import { effectOf } from '../effect/effect.ts';
import type { Handlers } from '../http/handler.ts';
import { formOf } from '../publisher/words.ts';
import { guarded } from './alert-view.ts';
import { claimCourse, gather, statementCourse, type Course } from './effect-course.ts';
import { effectRows } from './effect-rows.ts';
import type { EffectParts } from './effect-posts.ts';
import { createPeaks } from './effect-peaks.ts';
import { usualOf } from './effect-usual.ts';
import { scoreOf } from '../effect/score.ts';
import { sourceName } from './names.ts';
import type { Parts } from './parts.ts';

type Keys =
  | 'GET /api/statements/{id}/effect'
  | 'GET /api/statements/{id}/effect/posts'
  | 'GET /api/claims/{id}/effect'
  | 'GET /api/claims/{id}/effect/posts'
  | 'GET /api/score';

/** What came of statements, and the scoreboard. */
export function effectAnswers(parts: Parts): Pick<Handlers, Keys> {
  const peaks = createPeaks(parts);
  return {
    'GET /api/statements/{id}/effect': ({ params }) => {
      const course = courseOfStatement(parts, params.id);
      return 'refused' in course ? course : effectView(parts, course);
    },
    'GET /api/statements/{id}/effect/posts': ({ params, query, actor }) => {
      const course = courseOfStatement(parts, params.id);
      return 'refused' in course ? course : effectRows(parts, course, query, actor.person);
    },
    'GET /api/claims/{id}/effect': ({ params }) => {
      const claim = rowAt(parts.desk.state().claims, params.id);
      return claim === undefined ? refuse('not-found') : effectView(parts, claimCourse(parts, claim));
    },
    'GET /api/claims/{id}/effect/posts': ({ params, query, actor }) => {
      const claim = rowAt(parts.desk.state().claims, params.id);
      return claim === undefined
        ? refuse('not-found')
        : effectRows(parts, claimCourse(parts, claim), query, actor.person);
    },
    'GET /api/score': async () => {
      const state = parts.desk.state();
      const peakOf = await peaks.read();
      return scoreOf(state, peakOf, parts.now());
    },
  };
}

function courseOfStatement(parts: EffectParts, id: Statement['id']): Course | Refusal {
  const { statements, claims } = parts.desk.state();
  const statement = rowAt(statements, id);
  if (statement === undefined) return refuse('not-found');
  if (statement.publishedMs === null) return refuse('statement-not-out');
  const claim = statement.claim === null ? null : (homeOf({ claims }, statement.claim) ?? null);
  return statementCourse(parts, statement, claim, statement.publishedMs);
}

async function effectView(parts: EffectParts, course: Course): Promise<EffectView> {
  const { claim, statements, moment, toMs } = course;
  const { fromMs, cut, ...carried } = await gather(parts, course);
  const [repeats, mentions] = [[...carried.repeats.values()], [...carried.mentions.values()]];
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
    cut,
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
