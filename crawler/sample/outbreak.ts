/**
 * The rumor of the first minutes: it breaks out in the forum two minutes after the start, is on all four sites within five minutes,
 * grows for twenty, and ebbs over hours.
 */
import { MINUTE_MS, dayOf, dayStartMs } from './calendar.ts';
import { paragraph, sceneOf, say } from './grammar.ts';
import { handleAt } from './handles.ts';
import {
  BEFORE,
  CLAIMS,
  COLOURS,
  DOUBTS,
  DOUBT_TITLES,
  FIRST_THREAD,
  LETTER_TITLES,
  MORE_THREADS,
  NOTICE,
  PASTED,
  URGES,
} from './outbreak-talk.ts';
import type { Site, TownPost } from './post.ts';
import { DAY_SERIALS } from './post.ts';
import type { Random } from './random.ts';
import { pick, pickWeighted, randomOf } from './random.ts';

export const OUTBREAK_AFTER_MS = 2 * MINUTE_MS;

/** The rumor's first post. What lies before it is as much shorter as the rumor is faster. */
export function outbreakMs(startedMs: number, speed = 1): number {
  return startedMs + Math.round(OUTBREAK_AFTER_MS / speed);
}

export const OUTBREAK_POSTS = 90;
/** Outbreaks of one hour have serial numbers of their own: 200 + 45 for each minute. */
const SERIALS_FROM = 200;
const SERIALS_EACH = 45;

/** Seconds after the outbreak, and where. A number is the forum's thread that is answered, `open` opens the next one. */
const FIRST_MINUTES: readonly (readonly [second: number, site: Site, thread: number | 'open'])[] = [
  [0, 'forum', 'open'],
  [24, 'forum', 0],
  [46, 'notices', 'open'],
  [71, 'forum', 'open'],
  [92, 'news', 'open'],
  [113, 'forum', 0],
  [128, 'notices', 'open'],
  [149, 'portal', 'open'],
  [168, 'forum', 0],
  [187, 'notices', 'open'],
  [203, 'forum', 1],
  [221, 'news', 'open'],
  [239, 'forum', 0],
  [254, 'notices', 'open'],
  [272, 'forum', 'open'],
  [288, 'forum', 0],
];
/** Posts that follow while it grows, and while it ebbs. */
const GROWTH_POSTS = 42;
const GROWTH_UNTIL_SECOND = 20 * 60;
const EBB_SECONDS = 5 * 3600;

const LATER_PLACES: readonly (readonly [Site, number])[] = [
  ['forum', 50],
  ['notices', 28],
  ['news', 13],
  ['portal', 9],
];

interface Plan {
  readonly second: number;
  readonly site: Site;
  readonly thread: number | 'open';
}

/** All that will be posted, in order of time. */
function plans(random: Random): readonly Plan[] {
  const made: Plan[] = FIRST_MINUTES.map(([second, site, thread]) => ({ second, site, thread }));
  const last = made.at(-1)?.second ?? 0;
  let threads = made.filter((plan) => plan.site === 'forum' && plan.thread === 'open').length;
  const rest = OUTBREAK_POSTS - made.length;
  for (let at = 0; at < rest; at++) {
    const grown = (at + 1) / GROWTH_POSTS;
    const ebbed = (at - GROWTH_POSTS + 1) / (rest - GROWTH_POSTS);
    const second =
      at < GROWTH_POSTS
        ? last + (GROWTH_UNTIL_SECOND - last) * grown
        : GROWTH_UNTIL_SECOND + EBB_SECONDS * ebbed ** 2.2 + 30 * (at - GROWTH_POSTS);
    const [site] = pickWeighted(random, LATER_PLACES, ([, weight]) => weight);
    const opens = site !== 'forum' || (threads < MORE_THREADS.length + 1 && random() < 0.12);
    made.push({
      second: Math.round(second + random() * 9),
      site,
      thread: opens ? 'open' : Math.floor(random() ** 1.5 * threads),
    });
    if (site === 'forum' && opens) threads += 1;
  }
  return made;
}

/** In the first five minutes nobody doubts. */
const SURE_SECONDS = 300;

/** One in five pastes the text on; doubt grows from a tenth to nearly two thirds. */
function wordsAt(
  random: Random,
  second: number,
  publishedMs: number,
): { readonly title: string; readonly text: string } {
  const scene = sceneOf(random, publishedMs, '');
  const doubting = second < SURE_SECONDS ? 0 : Math.min(0.65, 0.12 + second / 5000);
  if (random() < doubting)
    return { title: pick(random, DOUBT_TITLES), text: paragraph([say(random, pick(random, DOUBTS), scene)]) };
  const title = pick(random, LETTER_TITLES);
  if (random() < 0.2) return { title, text: `${random() < 0.5 ? '转发：' : ''}${PASTED}` };
  const frames = [pick(random, CLAIMS), ...(random() < 0.75 ? [pick(random, COLOURS)] : []), pick(random, URGES)];
  return { title, text: paragraph(frames.map((frame) => say(random, frame, scene))) };
}

interface OpenThread {
  readonly serial: number;
  readonly title: string;
  floors: number;
}

/** The outbreak whole, `speed` times as fast as life. Each post has a handle of its own. */
function outbreak(startedMs: number, speed: number): readonly TownPost[] {
  const random = randomOf(`outbreak ${Math.floor(startedMs / MINUTE_MS)}`);
  const fromMs = outbreakMs(startedMs, speed);
  const firstSerial =
    dayOf(fromMs) * DAY_SERIALS +
    SERIALS_FROM +
    (Math.floor((fromMs - dayStartMs(dayOf(fromMs))) / MINUTE_MS) % 60) * SERIALS_EACH;
  const opened: Record<Site, OpenThread[]> = { portal: [], news: [], forum: [], notices: [] };
  const handlesFrom = Math.floor(random() * 700);
  return plans(random).map(({ second, site, thread }, at) => {
    const publishedMs = fromMs + Math.round((second * 1000) / speed);
    const author = handleAt(handlesFrom + at);
    const words = wordsAt(random, second, publishedMs);
    const known = thread === 'open' ? undefined : opened[site][thread];
    if (known !== undefined) {
      known.floors += 1;
      return {
        site,
        thread: known.serial,
        floor: known.floors,
        title: known.title,
        text: words.text,
        author,
        publishedMs,
        kind: 'reply',
        topic: 'water',
      };
    }
    const serial = firstSerial + opened[site].length;
    const told =
      site === 'forum' ? (opened.forum.length === 0 ? FIRST_THREAD : MORE_THREADS[opened.forum.length - 1]) : undefined;
    const prefix = site === 'portal' ? '网友留言：' : site === 'news' ? '读者来信：' : '';
    const title = told?.title ?? `${prefix}${words.title}`;
    opened[site].push({ serial, title, floors: 1 });
    const kind = site === 'portal' || site === 'news' ? 'letter' : 'post';
    return {
      site,
      thread: serial,
      floor: 1,
      title,
      text: told?.text ?? words.text,
      author,
      publishedMs,
      kind,
      topic: 'water',
    };
  });
}

/** What is true in it, from the hour before: the water company's notice, and three neighbours. */
function before(startedMs: number): readonly TownPost[] {
  const noticeMs = startedMs - 58 * MINUTE_MS;
  const notice: TownPost = {
    ...NOTICE,
    site: 'portal',
    thread: dayOf(noticeMs) * DAY_SERIALS + SERIALS_FROM - 1,
    floor: 1,
    publishedMs: noticeMs,
    kind: 'official',
    topic: 'water',
  };
  const neighbours = BEFORE.map((text, at): TownPost => {
    const publishedMs = startedMs - (49 - at * 17) * MINUTE_MS;
    const thread = dayOf(publishedMs) * DAY_SERIALS + SERIALS_FROM - 5 + at;
    return {
      site: 'notices',
      thread,
      floor: 1,
      title: '阳光家园的水',
      text,
      author: handleAt(801 + at),
      publishedMs,
      kind: 'post',
      topic: 'water',
    };
  });
  return [notice, ...neighbours];
}

/** Everything about the rumor, with its forerunners, in order of time. */
export function outbreakPosts(startedMs: number, speed = 1): readonly TownPost[] {
  return [...before(startedMs), ...outbreak(startedMs, speed)];
}
