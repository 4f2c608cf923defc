import type { Stamp } from '../dates.ts';
import type { DomElement } from './document.ts';
import { NOT_OWN_WORDS } from './recipes.ts';
import { namesOf, textOf } from './text.ts';

/** A post before its floor is known. */
export interface RawPost {
  readonly shownFloor: number | null;
  readonly stamp: Stamp | null;
  readonly text: string;
  readonly handle: string | null;
}

function isQuote(element: DomElement): boolean {
  return (
    element.name === 'blockquote' ||
    element.attribs['data-ipsquote'] !== undefined ||
    NOT_OWN_WORDS.test(namesOf(element))
  );
}

/** Lines that software adds to the words of a post. */
const ADDED_LINE =
  /^(?:本帖最后由.{1,40}编辑|此?帖子?最后由.{1,40}编辑|\[?\s*(?:本帖|此帖).{0,30}(?:编辑|修改).{0,30}\]?|引用[:：]|Last edited by .*|发表于 \S+ \S+|.{0,20}下载次数[:：].*|最后修改[:：].*|Edited .{0,40} by .{1,40}|Quote|查看主题内容|Click to expand\.{3})$/i;

/** The own words of a post. */
export function ownWords(bodies: readonly DomElement[]): string {
  return textOf(bodies, isQuote)
    .split('\n')
    .filter((line) => !ADDED_LINE.test(line))
    .join('\n');
}
