import { VARIANTS_MAX, type Claim, type Evidence, type Point, type Variant } from '../../contract/index.ts';
import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { changeClaim } from './change.ts';

/** Verdicts of one point that the screen lists; the journal keeps all. */
export const GIVEN_MAX = 50;

/** Variants and points. */
export function applyPoints(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'claim-variant-attached':
      return changeClaim(state, fact.body.claim, (held) => attach(held, fact.body, entry));
    case 'claim-variant-detached':
      return changeClaim(state, fact.body.claim, (held) => detach(held, fact.body.variant));
    case 'claim-post-dismissed':
      return changeClaim(state, fact.body.claim, (held) => ({
        ...held,
        dismissedPosts: [...held.dismissedPosts, fact.body.post],
      }));
    case 'claim-point-added': {
      const { claim, point: id } = fact.body;
      return changeClaim(state, claim, (held) => {
        const made = { addedMs: entry.atMs, by: entry.actor, verdict: 'open', given: [], concern: null } as const;
        const point: Point = { id, text: textOf(entry, 'text'), ...made, given: [], changed: held.version + 1 };
        return { ...held, points: [...held.points, point] };
      });
    }
    case 'claim-point-edited':
      return changePoint(state, fact.body, (point) => ({ ...point, text: textOf(entry, 'text') }));
    case 'claim-point-removed':
      return changeClaim(state, fact.body.claim, (held) => ({
        ...held,
        points: held.points.filter(({ id }) => id !== fact.body.point),
      }));
    case 'claim-verdict-given': {
      const { verdict, evidence } = fact.body;
      const given = { verdict, evidence, note: textOf(entry, 'note'), atMs: entry.atMs, by: entry.actor };
      return changePoint(state, fact.body, (point) => ({
        ...point,
        verdict,
        given: [...point.given, given].slice(-GIVEN_MAX),
      }));
    }
    default:
      return state;
  }
}

function changePoint(
  state: DeskState,
  { claim, point: wanted }: { readonly claim: string; readonly point: string },
  change: (point: Point) => Point,
): DeskState {
  return changeClaim(state, claim, (held) => ({
    ...held,
    points: held.points.map((point) => (point.id === wanted ? { ...change(point), changed: held.version + 1 } : point)),
  }));
}

type Attached = Extract<Fact, { kind: 'claim-variant-attached' }>['body'];

function attach(held: Claim, { variant: id, post, group, firstSeenMs }: Attached, entry: FoldEntry): Claim {
  if (held.variants.length >= VARIANTS_MAX || held.variants.some((variant) => variant.id === id)) return held;
  const text = textOf(entry, 'text');
  const variant: Variant = { id, text, post, group, firstSeenMs, addedMs: entry.atMs, by: entry.actor };
  const firstPostMs = post === null ? held.firstPostMs : Math.min(held.firstPostMs ?? firstSeenMs, firstSeenMs);
  return { ...held, variants: [...held.variants, variant], firstPostMs };
}

/** What was taken off is not attached again by the machine. */
function detach(held: Claim, id: string): Claim {
  const gone = held.variants.find((variant) => variant.id === id);
  if (gone === undefined) return held;
  const posts = gone.post === null || held.dismissedPosts.includes(gone.post) ? [] : [gone.post];
  return {
    ...held,
    variants: held.variants.filter((variant) => variant !== gone),
    dismissedPosts: [...held.dismissedPosts, ...posts],
  };
}

/** Evidence, whoever brought it: a person, a capture, a department's answer. */
export function applyEvidence(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  if (fact.kind === 'evidence-added') {
    const { claim, ...body } = fact.body;
    const url = textOf(entry, 'url');
    const piece: Evidence = {
      ...body,
      title: textOf(entry, 'title'),
      from: textOf(entry, 'from'),
      addedMs: entry.atMs,
      by: entry.actor,
      files: body.files.map((file, at) => ({ ...file, name: textOf(entry, `name${at}`) })),
      url: url === '' ? null : url,
      note: textOf(entry, 'note'),
    };
    return changeClaim(state, claim, (held) => ({ ...held, evidence: [...held.evidence, piece] }));
  }
  if (fact.kind !== 'claim-evidence-withdrawn') return state;
  const withdrawn = { atMs: entry.atMs, by: entry.actor, note: textOf(entry, 'note') };
  return changeClaim(state, fact.body.claim, (held) => ({
    ...held,
    evidence: held.evidence.map((piece) => (piece.id === fact.body.evidence ? { ...piece, withdrawn } : piece)),
  }));
}
