import nodejieba from 'nodejieba';

/** Cuts text into words. Another segmenter may take nodejieba's place behind this. */
export type Segmenter = {
  /** The words of a text, which they make up without a gap; blanks and punctuation are words too. */
  readonly cut: (normalised: string) => string[];
  /** The shorter words inside a word of a cut, in their order: none for a word of two units or fewer. */
  readonly partsOf: (word: string) => readonly string[];
};

/** Words whose parts are remembered; past that the memory begins anew. The dictionary has four times as many long ones. */
export const REMEMBERED_WORDS_MAX = 50_000;

let warmed = false;

/**
 * nodejieba with its base dictionary alone: no user dictionary and no lexicon word ever goes in, so that an edit of the
 * lexicon cannot make old posts unfindable. The dictionary takes about 250 MB and 1.2 to 2 s, once a thread; it is loaded here.
 */
export function createSegmenter(): Segmenter {
  if (!warmed) {
    nodejieba.load();
    nodejieba.cutForSearch('预热');
    warmed = true;
  }
  return { cut: (normalised) => nodejieba.cut(normalised), partsOf: createParts() };
}

/**
 * Cut and parts together are `nodejieba.cutForSearch`, which takes a tenth more than the plain cut: what lies inside a word
 * depends on that word alone, so it is asked for once and remembered.
 */
function createParts(): (word: string) => readonly string[] {
  const remembered = new Map<string, readonly string[]>();
  return (word) => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const parts = nodejieba.cutForSearch(word).filter((part) => part !== word);
    if (remembered.size >= REMEMBERED_WORDS_MAX) remembered.clear();
    remembered.set(word, parts);
    return parts;
  };
}
