import type { Point } from '../../contract/index.ts';
import { shareIn } from './likeness.ts';
import { advise, block, piecesOf, placeName, type LintRule } from './lint-text.ts';

export const boundToEvidence: LintRule = ({ form, claim }) =>
  form.verified.flatMap(({ evidence }, at) => {
    const place = `verified.${at}`;
    const [zh, en] = [`${placeName(place)}没有对应的证据。`, 'This sentence is bound to no evidence.'];
    if (evidence.length === 0) {
      // Without a claim there is no evidence to choose from; the approver is told.
      return [claim === null ? advise('evidence-missing', place, zh, en) : block('evidence-missing', place, zh, en)];
    }
    const there = new Set(claim?.evidence.map(({ id }) => id));
    if (evidence.every((id) => there.has(id))) return [];
    const gone = `${placeName(place)}引用的证据不存在，或者不属于这条传言。`;
    return [block('evidence-gone', place, gone, 'The evidence named here does not exist on this claim.')];
  });

/** A sentence is about a point when it says most of its words. */
const ABOUT_SHARE = 0.6;
const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[。！？；!?;\n])/u);
const isAbout = (point: Point, sentence: string): boolean => shareIn(point.text, sentence) >= ABOUT_SHARE;

const SAYS_FALSE = /不实|不属实|谣言|虚假|子虚乌有|与事实不符|系误传|没有此事|不存在此事/u;
const SAYS_TRUE = /(?<!部分|不|并非|未必)属实|情况属实|确有其事/u;
const SAYS_PARTLY = /部分属实/u;

/** What a sentence says of a point against what was found: null where they agree or it says nothing. */
function contradiction({ verdict }: Point, sentence: string): { readonly zh: string; readonly en: string } | null {
  if (SAYS_FALSE.test(sentence) && !SAYS_PARTLY.test(sentence) && verdict !== 'false') {
    return { zh: '不实', en: 'false' };
  }
  if (SAYS_TRUE.test(sentence) && verdict !== 'true') return { zh: '属实', en: 'true' };
  return SAYS_PARTLY.test(sentence) && verdict !== 'partly' ? { zh: '部分属实', en: 'partly true' } : null;
}

const WORDS = {
  true: ['属实', 'true'],
  partly: ['部分属实', 'partly true'],
  false: ['不实', 'false'],
  unsupported: ['缺乏依据', 'unsupported'],
  open: ['待核实', 'open'],
} as const;

/** The words of the text against the verdicts of the points: what is open is never called false. */
export const wordsAsFound: LintRule = ({ form, claim }) =>
  (claim?.points ?? []).flatMap((point, at) =>
    piecesOf(form).flatMap(({ place, text }) => {
      const said = sentencesOf(text)
        .filter((sentence) => isAbout(point, sentence))
        .map((sentence) => contradiction(point, sentence))
        .find((each) => each !== null);
      if (said === undefined) return [];
      const [zh, en] = WORDS[point.verdict];
      const line = `要点 ${at + 1} 的结论是“${zh}”，${placeName(place)}却写成了“${said.zh}”。`;
      return [block('verdict-word', place, line, `Point ${at + 1} was found ${en}; here it is called ${said.en}.`)];
    }),
  );

/** Each point has its place: the closed ones under what is known, the open ones under what is being checked. */
export const pointsCovered: LintRule = ({ kind, form, claim }) => {
  if (kind === 'holding' || kind === 'correction') return [];
  return (claim?.points ?? []).flatMap((point, at) => {
    if (isCovered(point, form)) return [];
    const open = point.verdict === 'open';
    const zh = open
      ? `要点 ${at + 1}“${point.text}”还在核实，通报里没有提到。`
      : `要点 ${at + 1}“${point.text}”已有结论，通报里没有写。`;
    const en = open
      ? `Point ${at + 1} is open and is not mentioned.`
      : `Point ${at + 1} is settled and is not mentioned.`;
    return [advise('point-left-out', open ? 'checking' : 'verified', zh, en)];
  });
};

function isCovered(
  point: Point,
  form: { verified: readonly { text: string; evidence: readonly string[] }[]; checking: readonly string[] },
): boolean {
  const texts = [...form.verified.map(({ text }) => text), ...form.checking];
  if (texts.some((text) => isAbout(point, text))) return true;
  const rests = new Set<string>(point.given.at(-1)?.evidence);
  return point.verdict !== 'open' && form.verified.some(({ evidence }) => evidence.some((id) => rests.has(id)));
}
