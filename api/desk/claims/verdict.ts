import { refuse, type Evidence, type Point, type Refusal, type Verdict } from '../../contract/index.ts';
import type { OverallVerdict } from '../../contract/index.ts';

/**
 * A claim's word from its points: all closed points equal, that verdict; any mix with true or partly, partly; otherwise
 * unsupported; all open (or none), open. `open`: the points that are still to be checked.
 */
export function overallVerdict(points: readonly Pick<Point, 'verdict'>[]): OverallVerdict {
  const closed = points.map((point) => point.verdict).filter((verdict) => verdict !== 'open');
  const open = points.length - closed.length;
  const [first] = closed;
  if (first === undefined) return { verdict: 'open', open };
  if (closed.every((verdict) => verdict === first)) return { verdict: first, open };
  const partly = closed.some((verdict) => verdict === 'true' || verdict === 'partly');
  return { verdict: partly ? 'partly' : 'unsupported', open };
}

/** How often a closed verdict was later changed into another word. Setting it back to open and then to the same is none. */
export function overturnedCount(points: readonly Pick<Point, 'given'>[]): number {
  return points.reduce((sum, { given }) => {
    const closed = given.map((each) => each.verdict).filter((verdict) => verdict !== 'open');
    return sum + closed.filter((verdict, at) => at > 0 && closed[at - 1] !== verdict).length;
  }, 0);
}

/** Whom a claim is about: the body's id, and its name, by which evidence may name it too. */
export type About = { readonly id: string; readonly name: string } | null;

/** The body that a piece comes from, by id where it is listed, else by name. */
function originOf(piece: Evidence, about: About): string {
  if (piece.body !== null) return `body:${piece.body}`;
  const name = piece.from.replace(/\s+/gu, '');
  return about !== null && name === about.name.replace(/\s+/gu, '') ? `body:${about.id}` : `name:${name}`;
}

/**
 * Null if these pieces carry this verdict. Refuses `evidence-missing` (none at all; what one asked is evidence for
 * `unsupported` alone) and `evidence-short` (false on the word of the body itself).
 */
export function refuseVerdict(verdict: Verdict, pieces: readonly Evidence[], about: About): Refusal | null {
  if (verdict === 'open') return null;
  const speaking = verdict === 'unsupported' ? pieces : pieces.filter((piece) => piece.kind !== 'asked');
  if (speaking.length === 0) return refuse('evidence-missing', {}, 'evidence');
  if (verdict !== 'false') return null;
  // Two from different bodies are never both the body's own, so one question settles both halves of the rule.
  const another = about === null || speaking.some((piece) => originOf(piece, about) !== `body:${about.id}`);
  return another ? null : refuse('evidence-short', {}, 'evidence');
}

/** The first point whose standing verdict these pieces do not carry; undefined where all stand. */
export function fallingPoint(points: readonly Point[], evidence: readonly Evidence[], about: About): Point | undefined {
  const left = standing(evidence);
  return points.find((point) => {
    const named = point.given.at(-1)?.evidence ?? [];
    const pieces = left.filter((piece) => named.includes(piece.id));
    return refuseVerdict(point.verdict, pieces, about) !== null;
  });
}

/** Pieces that were not taken back. */
export function standing(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter((piece) => piece.withdrawn === undefined);
}
