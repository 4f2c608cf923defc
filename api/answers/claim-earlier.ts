import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Claim, ClaimId, EarlierAnswer, Statement } from '../contract/index.ts';
import { homeOf } from '../desk/claims/change.ts';
import { likeness, pairsOf } from '../desk/claims/likeness.ts';
import { overallVerdict } from '../desk/claims/verdict.ts';
import type { DeskState } from '../desk/state.ts';
import { rowsOf } from '../desk/table.ts';

/** Words this much alike are offered as the same claim; below, two matters of one town look alike too. */
export const EARLIER_MIN = 0.42;
export const EARLIER_SHOWN_MAX = 3;
/** The newest answered claims that are looked through. */
export const EARLIER_CLAIMS_MAX = 500;
/** Texts of a claim that are compared: its title and points, and the first of its variants. */
const TEXTS_MAX = 8;
const CLAIMS_A_TURN = 10;
/** Pairs of texts kept ready. */
const KEPT_MAX = 20_000;

const kept = new Map<string, ReadonlySet<string>>();

function pairs(text: string): ReadonlySet<string> {
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= KEPT_MAX) kept.clear();
  const made = pairsOf(text);
  kept.set(text, made);
  return made;
}

/**
 * Answers that are out to what seems to be the same claim: by a shared group of near-copies, or by their words; the likest first.
 * Hundreds of claims with long texts take a fifth of a second: others are heard in between.
 */
export async function earlierAnswers(state: DeskState, claim: Claim): Promise<readonly EarlierAnswer[]> {
  const mine = textsOf(claim);
  const groups = new Set(claim.variants.flatMap(({ group }) => (group === null ? [] : [group])));
  const lastWords = lastPublished(state);
  const others = rowsOf(state.claims)
    .filter((other) => other.id !== claim.id && lastWords.has(other.id) && homeOf(state, other.id)?.id !== claim.id)
    .toSorted((a, b) => b.openedMs - a.openedMs)
    .slice(0, EARLIER_CLAIMS_MAX);
  const offers: EarlierAnswer[] = [];
  for (const [at, other] of others.entries()) {
    offers.push(...offer(other, lastWords.get(other.id), mine, groups));
    if (at % CLAIMS_A_TURN === CLAIMS_A_TURN - 1) await othersTurn();
  }
  return offers.toSorted((a, b) => b.score - a.score || b.publishedMs - a.publishedMs).slice(0, EARLIER_SHOWN_MAX);
}

/** The newest statement that is out, for each claim. */
function lastPublished(state: DeskState): ReadonlyMap<ClaimId, Statement> {
  const last = new Map<ClaimId, Statement>();
  for (const statement of rowsOf(state.statements)) {
    if (statement.claim === null || statement.publishedMs === null) continue;
    const before = last.get(statement.claim)?.publishedMs ?? -1;
    if (statement.publishedMs > before) last.set(statement.claim, statement);
  }
  return last;
}

function offer(
  other: Claim,
  statement: Statement | undefined,
  mine: readonly string[],
  groups: ReadonlySet<string>,
): readonly EarlierAnswer[] {
  if (statement === undefined || statement.publishedMs === null) return [];
  const shared = other.variants.some(({ group }) => group !== null && groups.has(group));
  const form = statement.versions.at(-1)?.form;
  const said = [
    ...textsOf(other),
    ...(form === undefined ? [] : [form.title, form.rumor]),
    ...statement.points.map(({ text }) => text),
  ]
    .filter((text) => text !== '')
    .slice(0, 2 * TEXTS_MAX);
  const score = shared ? 1 : likest(mine, said);
  if (score < EARLIER_MIN) return [];
  return [
    {
      statement: statement.id,
      claim: other.id,
      title: other.title,
      publishedMs: statement.publishedMs,
      overall: overallVerdict(other.points),
      score: Math.round(score * 100) / 100,
      why: shared ? 'group' : 'words',
    },
  ];
}

function textsOf({ title, points, variants }: Claim): readonly string[] {
  return [title, ...points.map(({ text }) => text), ...variants.map(({ text }) => text)].slice(0, TEXTS_MAX);
}

function likest(mine: readonly string[], said: readonly string[]): number {
  let most = 0;
  for (const a of mine) for (const b of said) most = Math.max(most, likeness(pairs(a), pairs(b)));
  return most;
}
