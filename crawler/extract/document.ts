import { type CheerioAPI, load } from 'cheerio';
import {
  type ExtractRefusal,
  extractRefusal,
  PAGE_CHARS_MAX,
  PAGE_DEPTH_MAX,
  PAGE_TAGS_MAX,
  UNCLOSED_MAX,
} from './limits.ts';

export type DomNode = Parameters<CheerioAPI['contains']>[0];
export type DomElement = Extract<DomNode, { readonly name: string; attribs: Record<string, string> }>;

/** A parsed page. */
export interface PageDocument {
  readonly $: CheerioAPI;
  /** Where relative addresses count from; null if neither the caller nor the page knows. */
  readonly base: string | null;
  readonly url: string;
}

/** Elements that hold nothing or whose end tag is often left out: they do not nest without end. */
const FLAT =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|option|tr|td|th|tbody|thead|a|html|head|body|path|use)$/;

/** Looks at the raw page before any parsing; linear. */
function tooMuch(html: string): ExtractRefusal | null {
  if (html.length > PAGE_CHARS_MAX) return extractRefusal('page-too-big');
  let tags = 0;
  let open = 0;
  for (const match of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]{0,15})/g)) {
    if (++tags > PAGE_TAGS_MAX) return extractRefusal('page-too-many-tags');
    if (FLAT.test((match[2] ?? '').toLowerCase())) continue;
    open = match[1] ? Math.max(0, open - 1) : open + 1;
    if (open > UNCLOSED_MAX) return extractRefusal('page-too-deep');
  }
  return null;
}

export function isElement(node: DomNode | null | undefined): node is DomElement {
  return node !== null && node !== undefined && 'attribs' in node;
}

export function childrenOf(node: DomNode): readonly DomNode[] {
  return 'childNodes' in node ? node.childNodes : [];
}

function isTooDeep(root: DomNode): boolean {
  let level: readonly DomNode[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > PAGE_DEPTH_MAX) return true;
    level = level.flatMap((node) => (isElement(node) || node === root ? [...childrenOf(node)] : []));
  }
  return false;
}

/** Parses a page as browsers do (scripts off, so that `noscript` counts), within the limits. Later code may recurse: the depth is bounded here. */
export function parsePage(html: string, url: string): PageDocument | ExtractRefusal {
  const refusal = tooMuch(html);
  if (refusal) return refusal;
  const $ = load(html, { scriptingEnabled: false });
  const root = $.root().get(0);
  if (root && isTooDeep(root)) return extractRefusal('page-too-deep');
  return { $, base: baseOf($, url), url };
}

function baseOf($: CheerioAPI, url: string): string | null {
  const page = absolute(url, null) ?? absolute($('link[rel="canonical"]').attr('href') ?? '', null);
  return absolute($('base[href]').attr('href') ?? '', page) ?? page;
}

/** An http address made absolute, without its fragment; null for anything else. */
export function absolute(href: string, base: string | null): string | null {
  const plain = href.trim();
  if (plain === '' || plain.startsWith('#') || plain.length > 4096) return null;
  const parsed = URL.parse(plain, base ?? undefined);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return null;
  parsed.hash = '';
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}
