import type { Stamp } from '../dates.ts';
import { childrenOf, type DomElement, isElement, type PageDocument } from './document.ts';
import { POSTS_MAX } from './limits.ts';
import { stampOf } from './stamp.ts';
import { isUnseen, lineOf, namesOf } from './text.ts';
import { ownWords, type RawPost } from './own-words.ts';

/** A text that carries a time and little else. */
const TIME_TEXT_MAX = 60;
/** Share of the blocks of a group that must carry a time of their own. */
const TIMED_SHARE_MIN = 0.6;
/** Groups with more blocks than this are looked at up to here. */
const GROUP_MAX = POSTS_MAX;
const PERSON_LINK = /(?:user|member|profile|space|uid|author|people|home|\/u\/)/i;

/** What makes blocks alike: name and classes with their numbers taken out. */
function signature(element: DomElement): string {
  const classes = (element.attribs['class'] ?? '')
    .replace(/\d+/g, '')
    .split(/\s+/)
    .filter((name) => !/^(?:odd|even|first|last|alt|active)/.test(name))
    .slice(0, 3)
    .join('.');
  const id = (element.attribs['id'] ?? '').replace(/\d+/g, '#').slice(0, 20);
  return `${element.name}.${classes}${id.includes('#') ? id : ''}`;
}

function groups(page: PageDocument): DomElement[][] {
  const found = new Map<string, DomElement[]>();
  for (const element of page
    .$('body div, body li, body tr, body table, body article, body section, body td, body dl')
    .toArray()) {
    const parent = element.parent;
    const key = `${isElement(parent) ? signature(parent) : ''}>${signature(element)}`;
    const group = found.get(key);
    if (!group) found.set(key, [element]);
    else if (group.length < GROUP_MAX) group.push(element);
  }
  return [...found.values()].filter((group) => group.length >= 2);
}

interface Timed {
  readonly element: DomElement;
  readonly stamp: Stamp;
}

/** The first short element inside a block that shows a time. */
function timeIn(block: DomElement, nowMs: number): Timed | null {
  let found: Timed | null = null;
  const visit = (element: DomElement): void => {
    if (found || isUnseen(element)) return;
    for (const child of childrenOf(element)) if (isElement(child)) visit(child);
    if (found) return;
    const text = lineOf([element]);
    const names = `${namesOf(element)} ${element.name}`;
    if (text.length > TIME_TEXT_MAX || (text === '' && element.name !== 'time')) return;
    const stamp = /time|date|ago|post/i.test(names) || /\d[:：-]\d|前|天/.test(text) ? stampOf(element, nowMs) : null;
    if (stamp) found = { element, stamp };
  };
  visit(block);
  return found;
}

/** The element with most own text that holds neither the time nor a person's box. */
function bodyIn(page: PageDocument, block: DomElement, timed: DomElement): DomElement | null {
  let best: DomElement | null = null;
  let bestSize = 0;
  const visit = (element: DomElement): void => {
    if (
      isUnseen(element) ||
      element === timed ||
      /author|user|profile|avatar|sign|tool|btn|menu|reply-?bar/i.test(namesOf(element))
    )
      return;
    const holdsTime = page.$.contains(element, timed);
    if (!holdsTime && element !== block) {
      const links = page
        .$(element)
        .find('a')
        .toArray()
        .reduce((sum, link) => sum + lineOf([link]).length, 0);
      const size = lineOf([element]).length - links;
      if (size > bestSize) [best, bestSize] = [element, size];
      return;
    }
    for (const child of childrenOf(element)) if (isElement(child)) visit(child);
  };
  visit(block);
  return best;
}

/**
 * The posts of a thread of unknown software: of all groups of alike blocks the one whose blocks each show a time of their own
 * and hold most text between them. Empty where no group does.
 */
export function repeatedPosts(page: PageDocument, nowMs: number): RawPost[] {
  let best: RawPost[] = [];
  let bestSize = 0;
  for (const group of groups(page)) {
    const sample = group.slice(0, 8).filter((block) => timeIn(block, nowMs) !== null).length;
    if (sample / Math.min(8, group.length) < TIMED_SHARE_MIN) continue;
    const posts: RawPost[] = [];
    for (const block of group) {
      const timed = timeIn(block, nowMs);
      const body = timed && bodyIn(page, block, timed.element);
      if (!timed || !body) continue;
      const person = page
        .$(block)
        .find('a[href]')
        .toArray()
        .find((link) => PERSON_LINK.test(link.attribs['href'] ?? '') && lineOf([link]) !== '');
      posts.push({
        shownFloor: null,
        stamp: timed.stamp,
        text: ownWords([body]),
        handle: person ? lineOf([person]).slice(0, 60) : null,
      });
    }
    const size = posts.reduce((sum, post) => sum + post.text.length, 0);
    if (posts.length >= 2 && posts.length >= group.length * TIMED_SHARE_MIN && size > bestSize)
      [best, bestSize] = [posts, size];
  }
  return best;
}
