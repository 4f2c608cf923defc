import { Grade, EVIDENCE_MAX, VARIANTS_MAX, type Claim, type ClaimId, type PointId } from '../../contract/index.ts';
import { firstLookMs, watchedOf } from '../clocks/clocks-of.ts';
import { textOf, type FoldEntry } from '../entry.ts';

/** From the least on. */
const GRADES: readonly Grade[] = Grade.options;

/** One claim with all that another brings at `atMs`: texts once, the earlier moment of knowing, the earlier first post. */
export function joinClaims(held: Claim, from: Claim, atMs: number): Claim {
  const known = new Set(held.variants.map(({ text }) => text));
  const variants = [...held.variants, ...from.variants.filter(({ text }) => !known.has(text))].slice(0, VARIANTS_MAX);
  const ids = new Set(held.evidence.map(({ id }) => id));
  const firstMs = [held.firstPostMs, from.firstPostMs].filter((ms) => ms !== null);
  return {
    ...held,
    about: held.about ?? from.about,
    topics: union(held.topics, from.topics),
    places: union(held.places, from.places),
    knownMs: Math.min(held.knownMs, from.knownMs),
    firstPostMs: firstMs.length === 0 ? null : Math.min(...firstMs),
    variants,
    dismissedPosts: union(held.dismissedPosts, from.dismissedPosts),
    points: [...held.points, ...from.points],
    evidence: [...held.evidence, ...from.evidence.filter(({ id }) => !ids.has(id))].slice(0, EVIDENCE_MAX),
    ...joinClocks(held, from),
    ...joinTimes(held, from, atMs),
  };
}

/** The graver grade stays, or the clocks of a major matter would end by a merge; what was reported upward or held stays done. */
function joinClocks(held: Claim, from: Claim): Pick<Claim, 'grade' | 'gradedMs' | 'gradesGiven' | 'reports'> {
  const graver = GRADES.indexOf(from.grade) > GRADES.indexOf(held.grade) ? from : held;
  return {
    grade: graver.grade,
    gradedMs: graver.gradedMs,
    gradesGiven: union(held.gradesGiven ?? [], from.gradesGiven ?? []),
    reports: [...held.reports, ...from.reports],
  };
}

/** A step that either has done is done, at the earlier hour; whether that was in time is read from the earlier moment of knowing. */
function joinTimes(held: Claim, from: Claim, atMs: number): Partial<Claim> {
  const looks = [firstLookMs(held), firstLookMs(from)].filter((ms) => ms !== null);
  const met = { ...held.met };
  for (const [clock, ms] of Object.entries(from.met ?? {})) met[clock] = Math.min(ms, met[clock] ?? ms);
  const answer = takenUpMs(from) < takenUpMs(held) ? from : held;
  return {
    met,
    lookedMs: looks.length === 0 ? null : Math.min(...looks),
    earlier: answer.earlier,
    earlierMs: answer.earlierMs ?? null,
    ...(from.knownMs < held.knownMs ? joinStanding(held, from, atMs) : {}),
  };
}

/**
 * Time stands still as it did for the one that was known earlier, here the one that came in: what it met in time stays met, and what
 * it missed is not made good by a pause of the other. A pause that is open here goes on from now; one that was open there ends.
 */
function joinStanding(held: Claim, from: Claim, atMs: number): Partial<Claim> {
  const until = (toMs: number | null): number => Math.min(toMs ?? atMs, atMs);
  const open = held.pauses.filter(({ toMs }) => toMs === null);
  return {
    pauses: [
      ...from.pauses.map((pause) => ({ ...pause, toMs: until(pause.toMs) })),
      ...open.map((pause) => ({ ...pause, fromMs: Math.max(pause.fromMs, atMs) })),
    ],
    stood: [...watchedOf(from, atMs)],
    stoodFromMs: atMs,
  };
}

/** When an earlier answer was taken up: one that does not say so is as old as any. */
function takenUpMs({ earlier, earlierMs }: Claim): number {
  return earlier === null ? Infinity : (earlierMs ?? 0);
}

type Split = { readonly into: ClaimId; readonly points: readonly PointId[]; readonly variants: readonly string[] };

/** The claim that was split off: known since when the whole was, at work at once. */
export function splitOff(from: Claim, { into, points, variants }: Split, no: number, entry: FoldEntry): Claim {
  const own = from.points.filter(({ id }) => points.includes(id));
  const named = new Set(own.flatMap(({ given }) => given.flatMap(({ evidence }) => evidence)));
  const texts = from.variants.filter(({ id }) => variants.includes(id));
  const firstMs = texts.map(({ firstSeenMs }) => firstSeenMs);
  return {
    ...from,
    id: into,
    no,
    version: 1,
    title: textOf(entry, 'title'),
    state: 'checking',
    steps: [{ state: 'checking', atMs: entry.atMs, by: entry.actor, note: textOf(entry, 'note') }],
    openedMs: entry.atMs,
    firstPostMs: firstMs.length === 0 ? from.firstPostMs : Math.min(...firstMs),
    lookedMs: firstLookMs(from),
    lookAgainMs: null,
    passedTo: '',
    splitFrom: from.id,
    variants: texts,
    points: own.map((point) => ({ ...point, changed: 1 })),
    evidence: from.evidence.filter(({ id }) => named.has(id)),
    choice: null,
    reports: [],
    pauses: [],
    acknowledged: {},
    earlier: null,
    earlierMs: null,
  };
}

export function withoutSplit(held: Claim, { points, variants }: Split): Claim {
  return {
    ...held,
    points: held.points.filter(({ id }) => !points.includes(id)),
    variants: held.variants.filter(({ id }) => !variants.includes(id)),
  };
}

function union<T>(a: readonly T[], b: readonly T[]): T[] {
  return [...new Set([...a, ...b])];
}
