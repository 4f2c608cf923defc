import type { Finding } from '../../contract/statement-view.ts';
import { caresForPeople } from './lint-care.ts';
import { boundToEvidence, pointsCovered, wordsAsFound } from './lint-evidence.ts';
import * as parts from './lint-parts.ts';
import { noPersonalNumber, noPersonName } from './lint-people.ts';
import { datesFixed, datesWithYear, easyToRead, lengthFits, sentencesShort, titleShort } from './lint-reading.ts';
import { factFirst, rumorNotInTitle, rumorOnce, somethingFalse } from './lint-rumor.ts';
import type { LintRule, LintText } from './lint-text.ts';
import { noHarshWords } from './lint-words.ts';

/** All rules, in the order in which one reads a statement. */
const RULES: readonly LintRule[] = [
  parts.titleThere,
  rumorNotInTitle,
  parts.issueSaid,
  titleShort,
  parts.changeThere,
  parts.leadThere,
  factFirst,
  caresForPeople,
  parts.knownThere,
  boundToEvidence,
  wordsAsFound,
  pointsCovered,
  parts.rebuttalWhole,
  somethingFalse,
  rumorOnce,
  parts.unknownThere,
  parts.nextThere,
  parts.doneThere,
  parts.askedThere,
  parts.contactThere,
  parts.signatureThere,
  parts.filledIn,
  noPersonName,
  noPersonalNumber,
  noHarshWords,
  lengthFits,
  sentencesShort,
  easyToRead,
  datesWithYear,
  datesFixed,
];

/** More than these are not read; a text with so many is sent back whole. */
export const FINDINGS_MAX = 100;

/** What is missing in a text or wrong with it: the blocking findings first, each kind in the order of the text. */
export function lint(text: LintText): readonly Finding[] {
  const found = RULES.flatMap((rule) => rule(text));
  const [blocking, advice] = [found.filter(isBlocking), found.filter((finding) => !isBlocking(finding))];
  return [...blocking, ...advice].slice(0, FINDINGS_MAX);
}

export function isBlocking({ severity }: Finding): boolean {
  return severity === 'block';
}
