import type { ResponseSheet, SheetReason } from '../../contract/index.ts';
import type { Claim } from '../../contract/index.ts';
import { overallVerdict } from './verdict.ts';

/** What is known of how far a claim went, when the sheet is asked for. */
export type ClaimNumbers = {
  readonly mentions: number;
  readonly lastHour: number;
  readonly hourBefore: number;
  readonly peakHour: number;
  readonly sources: number;
  /** Sources that are watched at all: what a public answer would reach beside those that carry it. */
  readonly sourcesWatched: number;
  /** Share of posts that carry markers of fear, urgency or the urge to forward. */
  readonly harmShare: number;
};

/** From so many posts or sources on a claim has a public of its own; below, an answer may be the first that people hear of it. */
export const REACH_POSTS = 20;
export const REACH_SOURCES = 3;
/** Posts of an hour that make its growth more than chance. */
const SPEED_POSTS = 5;
const SPEED_RATIO = 1.5;
const FADING_SHARE = 0.25;
const HARM_SHARE = 0.2;

/** 回应研判: reasons for and against an answer now, each with its figures. People decide; nothing is added up to an advice. */
export function responseSheet(claim: Claim, numbers: ClaimNumbers): ResponseSheet {
  const { mentions, sources, lastHour, hourBefore, peakHour, sourcesWatched, harmShare } = numbers;
  const points = claim.points.length;
  const { verdict, open } = overallVerdict(claim.points);
  const isTrue = claim.points.filter((point) => point.verdict === 'true' || point.verdict === 'partly').length;
  // No text was noted, so nothing was counted: that is not the same as nobody repeating it.
  const uncounted = claim.variants.length === 0 && mentions === 0;
  const reaches = mentions >= REACH_POSTS || sources >= REACH_SOURCES;
  const grows = lastHour >= SPEED_POSTS && lastHour > hourBefore * SPEED_RATIO;
  const fades = peakHour >= SPEED_POSTS && lastHour <= peakHour * FADING_SHARE;
  const answered = claim.state === 'answered' || claim.earlier !== null;
  const forAnswer = [
    when(reaches, 'reach', { mentions, sources }),
    when(grows, 'speed', { lastHour, hourBefore }),
    when(harmShare >= HARM_SHARE, 'harm', { share: Math.round(harmShare * 100) }),
    when(claim.grade !== 'ordinary', 'grave', {}),
    when(isTrue > 0, 'truth', { points: isTrue }),
    when(points > 0 && open === 0 && verdict !== 'open', 'clear', { points }),
    when(claim.state === 'answered' && grows, 'returned', { lastHour }),
  ];
  const against = [
    when(uncounted, 'uncounted', {}),
    when(!reaches && !uncounted, 'small', { mentions, sources }),
    when(!reaches && !uncounted && sourcesWatched > sources, 'carry', { sources, watched: sourcesWatched }),
    when(fades, 'fading', { lastHour, peakHour }),
    when(points === 0 || open === points, 'unchecked', { points }),
    when(answered && !grows, 'answered', {}),
  ];
  return { forAnswer: forAnswer.flat(), against: against.flat() };
}

function when(holds: boolean, code: SheetReason['code'], figures: SheetReason['figures']): SheetReason[] {
  if (!holds) return [];
  const [first] = Object.values(figures);
  return [{ code, figures, kept: first === undefined ? code : `${code}:${first}` }];
}
