import type { Stamp } from '../dates.ts';
import { type DomElement, type DomNode, isElement, type PageDocument } from './document.ts';
import { POSTS_MAX } from './limits.ts';
import { ownWords, type RawPost } from './own-words.ts';
import { type Recipe, RECIPES } from './recipes.ts';
import { repeatedPosts } from './repeated.ts';
import { isoOf, stampOf } from './stamp.ts';
import { lineOf } from './text.ts';

/** One post of a thread. `handle` lives in memory only: whoever stores a post turns it into a voice first. */
export interface ThreadPost {
  readonly floor: number;
  readonly publishedAt: string | null;
  readonly text: string;
  readonly handle: string | null;
}

const HANDLE_MAX = 60;
const FLOOR_NAMES: Readonly<Record<string, number>> = { 沙发: 1, 板凳: 2, 地板: 3 };

function shownFloor(text: string): number | null {
  const named = Object.keys(FLOOR_NAMES).find((name) => text.includes(name));
  if (named) return null;
  const number = /#?\s*(\d{1,6})\s*(?:楼|樓|层|#|F|$)/.exec(text.trim())?.[1];
  return number === undefined ? null : Number(number);
}

/** The outermost of the elements found, so that a body inside a body is not read twice. */
function outermost(elements: readonly DomElement[]): DomElement[] {
  const all = new Set<unknown>(elements);
  return elements.filter((element) => {
    for (let up = element.parent; up; up = up.parent) if (all.has(up)) return false;
    return true;
  });
}

function readPost({ $ }: PageDocument, recipe: Recipe, box: DomElement, nowMs: number): RawPost | null {
  const inside = $(box);
  const bodies = outermost(inside.find(recipe.body).toArray());
  if (bodies.length === 0) return null;
  const isInBody = (element: DomNode): boolean => bodies.some((body) => body === element || $.contains(body, element));
  let stamp: Stamp | null = null;
  for (const element of inside.find(recipe.time).toArray()) {
    if (isInBody(element)) continue;
    stamp = stampOf(element, nowMs);
    if (stamp) break;
  }
  const handles = inside
    .find(recipe.handle)
    .toArray()
    .filter((element) => !isInBody(element));
  const handle = handles.map((element) => lineOf([element]).slice(0, HANDLE_MAX)).find((text) => text !== '') ?? null;
  const floor = recipe.floor
    ? inside
        .find(recipe.floor)
        .toArray()
        .filter((element) => !isInBody(element))
        .map((element) => shownFloor(lineOf([element])))
        .find((value) => value !== null)
    : null;
  return { shownFloor: floor ?? null, stamp, text: ownWords(bodies.slice(0, 1)), handle };
}

/** Floors as the page shows them; where one is not shown it follows from its neighbours, and without any the first is the opening post. */
function floorsOf(posts: readonly RawPost[], opening: number): number[] {
  const first = posts.findIndex((post) => post.shownFloor !== null);
  const start = first < 0 ? opening : Math.max(0, (posts[first]?.shownFloor ?? 1) - first);
  const floors: number[] = [];
  for (const post of posts) floors.push(post.shownFloor ?? (floors.at(-1) ?? start - 1) + 1);
  return floors;
}

function finished(posts: readonly RawPost[], opening = 1): ThreadPost[] {
  const floors = floorsOf(posts, opening);
  return posts
    .map((post, index) => ({
      floor: floors[index] ?? index + 1,
      publishedAt: isoOf(post.stamp),
      text: post.text,
      handle: post.handle,
    }))
    .filter((post) => post.text !== '');
}

/** The posts of a thread in the order of the page, by the first recipe that fits; null where none does. */
export function threadPosts(page: PageDocument, nowMs: number): ThreadPost[] | null {
  for (const recipe of RECIPES) {
    const boxes = outermost(page.$(recipe.post).toArray().filter(isElement)).slice(0, POSTS_MAX);
    const posts = boxes.map((box) => readPost(page, recipe, box, nowMs)).filter((post) => post !== null);
    if (posts.length > 0 && posts.some((post) => post.text !== '')) return finished(posts, recipe.opensAtZero ? 0 : 1);
  }
  return null;
}

/** The posts of a thread of unknown software, by blocks that repeat; null where there are none. Comments below an article come out too. */
export function unknownThreadPosts(page: PageDocument, nowMs: number): ThreadPost[] | null {
  const repeated = repeatedPosts(page, nowMs);
  return repeated.length >= 2 ? finished(repeated) : null;
}
