import type { Post, TypicalPost } from '../contract/index.ts';
import { TYPICAL_MAX } from '../contract/briefing-paper.ts';
import { SURNAME } from '../contract/privacy-excerpts.ts';
import { shownText } from './words.ts';

/** Characters of a typical post that are printed. */
export const TYPICAL_CHARS_MAX = 90;
/** Two posts with more of their words in common say the same thing. */
const ALIKE_MIN = 0.6;
/** Shorter texts say too little to stand for others. */
const CHARS_MIN = 20;

export type TypicalChoice = {
  readonly posts: readonly Post[];
  /** The terms that rose: what carries most of them comes first. */
  readonly terms: readonly string[];
  readonly sourceName: (id: string) => string;
  readonly isPersonName: (text: string) => boolean;
};

/**
 * At most three posts, chosen by the terms that rose and by how different they are from each other, never by tone. One whose text
 * has a person's name is passed over; what is printed is masked and cut.
 */
export function typicalPosts({ posts, terms, sourceName, isPersonName }: TypicalChoice): readonly TypicalPost[] {
  const seen = new Set<string>();
  const fit = posts
    .toSorted((a, b) => a.publishedMs - b.publishedMs || (a.id < b.id ? -1 : 1))
    .filter(({ group }) => !seen.has(group) && seen.add(group).size > 0)
    .filter((post) => excerptOf(post).length >= CHARS_MIN && !namesPerson(post, isPersonName));
  const chosen: Post[] = [];
  while (chosen.length < TYPICAL_MAX) {
    const next = best(
      fit.filter((post) => !chosen.includes(post)),
      chosen,
      terms,
    );
    if (next === null) break;
    chosen.push(next);
  }
  return chosen
    .toSorted((a, b) => a.publishedMs - b.publishedMs || (a.id < b.id ? -1 : 1))
    .map((post) => ({
      post: post.id,
      source: sourceName(post.source),
      publishedMs: post.publishedMs,
      text: excerptOf(post),
    }));
}

/** The one that carries most risen terms and has least in common with those chosen; none that is like one of them. */
function best(left: readonly Post[], chosen: readonly Post[], terms: readonly string[]): Post | null {
  let found: { readonly post: Post; readonly worth: number } | null = null;
  for (const post of left) {
    const likeness = Math.max(0, ...chosen.map((other) => overlap(post.tokens, other.tokens)));
    if (likeness > ALIKE_MIN) continue;
    const worth = terms.filter((term) => post.tokens.includes(term)).length * (1 - likeness) - likeness;
    if (found === null || worth > found.worth) found = { post, worth };
  }
  return found?.post ?? null;
}

/** Shared words over all words of both (Jaccard). */
export function overlap(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [new Set(a), new Set(b)];
  const shared = [...one].filter((token) => other.has(token)).length;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

/** What of a post is printed: masked, with minors and homes covered, in one line. */
function excerptOf({ text }: Pick<Post, 'text'>): string {
  return shownText(text, TYPICAL_CHARS_MAX);
}

/** Pieces that a name is tried from: 王 + 建国, 欧阳 + 晓 + 燕. */
const NAME_PIECES = [1, 2, 3] as const;
const NAME_CHARS_MAX = 4;
const SURNAME_ALONE = new RegExp(`^${SURNAME}$`, 'u');
const COMPOUND_NAME =
  /^(?:欧阳|上官|司马|诸葛|皇甫|尉迟|夏侯|慕容|东方|令狐|公孙|宇文|长孙|司徒|端木)\p{Script=Han}{1,2}$/u;
const SURNAME_FIRST = new RegExp(`^${SURNAME}\\p{Script=Han}$`, 'u');
/** Characters that stand alone after a surname that is a word too (黄了, 钱是): what they begin is no name. */
const PLAIN =
  /^[的了吗呢吧啊呀嘛么是在不就都也还要会能可说讲和与跟及或被把给让向往到过着没有无去来上下里外中大小多少人家前后我你他她它们这那哪个一二三四五六七八九十两几年月日时点分号元块米次只条栋座户区县市镇乡村路街房水电气色得好坏很太最更又再才已未将从由对为因所以而且但并如等种些样般位名件份处边]$/u;

/**
 * Whether a post names a private person, as far as can be told by the shape of names: by its words, by neighbouring words that the
 * segmenter may have taken apart, and by characters after a surname that no word is made of. It errs on the side of yes: another
 * post takes its place.
 */
export function namesPerson({ text, tokens }: Pick<Post, 'text' | 'tokens'>, isPersonName: (text: string) => boolean) {
  const known = new Set(tokens.filter((token) => token.length > 1));
  return text
    .split(/[^\p{Script=Han}·•]+/u)
    .map((run) => piecesOf(run, known))
    .some((pieces) => pieces.some((_, at) => isNamedAt(pieces, at, isPersonName)));
}

function isNamedAt(pieces: readonly string[], at: number, isPersonName: (text: string) => boolean): boolean {
  const [first = '', second = ''] = pieces.slice(at, at + 2);
  if (COMPOUND_NAME.test(first)) return true;
  // 傅 + 晓, 魏国 + 安: what no word holds together.
  const isLoose = second.length === 1 && !PLAIN.test(second);
  if (isLoose && (SURNAME_ALONE.test(first) || SURNAME_FIRST.test(first))) return true;
  return NAME_PIECES.some((count) => {
    const tried = pieces.slice(at, at + count).join('');
    if (at + count > pieces.length || tried.length > 2 * NAME_CHARS_MAX) return false;
    return (count === 1 || first.length === 1 || tried.length === NAME_CHARS_MAX) && isPersonName(tried);
  });
}

/** A run of characters by the longest of the post's own words. */
function piecesOf(run: string, known: ReadonlySet<string>): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < run.length;) {
    let length = Math.min(8, run.length - at);
    while (length > 1 && !known.has(run.slice(at, at + length))) length -= 1;
    pieces.push(run.slice(at, at + length));
    at += length;
  }
  return pieces;
}
