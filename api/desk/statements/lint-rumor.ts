import type { Claim } from '../../contract/index.ts';
import { repeats } from './likeness.ts';
import { advise, block, piecesOf, placeName, type LintRule, type LintText } from './lint-text.ts';
import { PLACEHOLDER } from './wordings.ts';

/** What is said and is not shown to be true: the claim itself unless it is, and its false, unsupported and open points. */
export function sayingsOf(claim: Claim | null): readonly string[] {
  if (claim === null) return [];
  const doubtful = claim.points.filter(({ verdict }) => verdict !== 'true' && verdict !== 'partly');
  const isTrue = claim.points.length > 0 && doubtful.length === 0;
  return [...(isTrue ? [] : [claim.title]), ...doubtful.map(({ text }) => text)];
}

const allSayings = ({ claim, form }: LintText): readonly string[] => [...sayingsOf(claim), quotedIn(form.rumor)];

/** What stands between the quotation marks: the rumor without the words around it. */
function quotedIn(text: string): string {
  return /[“「"]([^”」"]{4,})[”」"]/u.exec(text)?.[1] ?? '';
}

/** Each of them: one headline can have several, and what they ask for may name the rumor. */
const EVERY_PLACEHOLDER = new RegExp(PLACEHOLDER, 'gu');
const RUMOR_WORDS = /谣言|辟谣|造谣|传谣|网传|传言/u;

export const rumorNotInTitle: LintRule = (text) => {
  const { title } = text.form;
  const said = allSayings(text).find((saying) => repeats(saying, title));
  if (said !== undefined) {
    const zh = `标题重复了传言“${said}”。很多人只看标题，请改为事由。`;
    return [block('rumor-in-title', 'title', zh, 'The headline repeats the rumor; many read nothing else.')];
  }
  if (!RUMOR_WORDS.test(title.replaceAll(EVERY_PLACEHOLDER, ''))) return [];
  const zh = '标题里有“谣言”“网传”一类的词，容易带出传言，请改为事由。';
  return [advise('rumor-word-in-title', 'title', zh, 'The headline speaks of a rumor; name the matter instead.')];
};

/** Fact first: the opening sentence of a rebuttal does not carry the rumor. */
export const factFirst: LintRule = (text) => {
  if (text.kind !== 'rebuttal') return [];
  if (!allSayings(text).some((saying) => repeats(saying, text.form.lead))) return [];
  const zh = '首句先说了传言。请先说事实，传言放到后面，只说一次。';
  return [block('fact-first', 'lead', zh, 'The first sentence says the rumor; say the fact first.')];
};

/** A rumor is named once. */
export const rumorOnce: LintRule = (text) => {
  if (text.kind !== 'rebuttal') return [];
  const said = sayingsOf(text.claim)
    .slice(0, 1)
    .concat(quotedIn(text.form.rumor))
    .filter((saying) => saying !== '');
  const places = piecesOf(text.form).filter(
    ({ place, text: piece }) => place !== 'title' && place !== 'lead' && said.some((saying) => repeats(saying, piece)),
  );
  const again = places.filter(({ place }) => place !== 'rumor');
  return again.map(({ place }) => {
    const zh = `${placeName(place)}又说了一遍传言。传言只说一次，其余的地方只说事实。`;
    return block('rumor-repeated', place, zh, 'The rumor is named again here; name it once.');
  });
};

/** A rebuttal needs something that was found to be false. */
export const somethingFalse: LintRule = ({ kind, claim }) => {
  if (kind !== 'rebuttal' || claim === null || claim.points.some(({ verdict }) => verdict === 'false')) return [];
  const zh = '这条传言没有一个要点的结论是“不实”，不能发辟谣；请改用情况通报。';
  return [block('nothing-false', 'rumor', zh, 'No point was found false, so this is no rebuttal; use a notice.')];
};
