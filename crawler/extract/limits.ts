/** What one page may ask of the machine, and how a page that asks for more is refused. */

/** Characters of a page; the fetcher cuts a body at 10 MB, so that longer ones come from files only. */
export const PAGE_CHARS_MAX = 10 * 1024 * 1024;
/** Tags of a page. The largest saved forum page has 9,000; 200,000 are parsed in about a second. */
export const PAGE_TAGS_MAX = 200_000;
/** Elements inside one another. Browsers stop at 512; pages of old editors come near it. */
export const PAGE_DEPTH_MAX = 1_000;
/** Open tags that were not closed, counted before parsing; a parser's time grows with the square of these. */
export const UNCLOSED_MAX = 5_000;
/** Posts of one page; Discuz shows at most 100. */
export const POSTS_MAX = 500;
/** Characters of one text; what is longer is cut. */
export const TEXT_CHARS_MAX = 200_000;
/** Characters of a title. */
export const TITLE_CHARS_MAX = 300;
/** Links taken from a list or a board page. */
export const LINKS_MAX = 500;
/** Longest address that is followed. */
export const URL_CHARS_MAX = 2_048;

export type ExtractRefusalCode =
  | 'page-too-big'
  | 'page-too-many-tags'
  | 'page-too-deep'
  | 'page-too-slow'
  | 'page-broke-the-parser'
  | 'extractor-busy';

/** Why a page was set aside. */
export interface ExtractRefusal {
  readonly refused: ExtractRefusalCode;
  readonly zh: string;
  readonly en: string;
}

const REASONS: Readonly<Record<ExtractRefusalCode, readonly [zh: string, en: string]>> = {
  'page-too-big': ['页面过大，已搁置', 'The page is too big and was set aside'],
  'page-too-many-tags': ['页面标签过多，已搁置', 'The page has too many tags and was set aside'],
  'page-too-deep': ['页面嵌套过深，已搁置', 'The page is nested too deeply and was set aside'],
  'page-too-slow': ['页面解析超时，已搁置', 'The page took too long to read and was set aside'],
  'page-broke-the-parser': ['页面无法解析，已搁置', 'The page could not be read and was set aside'],
  'extractor-busy': ['待解析页面过多，稍后再试', 'Too many pages wait to be read; try again later'],
};

export function extractRefusal(code: ExtractRefusalCode): ExtractRefusal {
  const [zh, en] = REASONS[code];
  return { refused: code, zh, en };
}

export function isExtractRefusal(value: object): value is ExtractRefusal {
  return 'refused' in value;
}
