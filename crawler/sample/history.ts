/** A month of the town's past, to be imported at the first start so that a baseline stands at once. */
import { DAY_MS, HOUR_MS, MINUTE_MS, dayOf, dayStartMs, isoText } from './calendar.ts';
import { handleAt } from './handles.ts';
import { ordinaryDay } from './ordinary.ts';
import type { Site, TownPost } from './post.ts';
import { SITE_NAMES, byTime } from './post.ts';
import { pick, pickWeighted, randomOf, waiting } from './random.ts';
import { sceneOf, say, paragraph } from './grammar.ts';
import { EVENT_CLAIMS, EVENT_ENDS } from './history-talk.ts';

/** One row as `import` takes it. `source` is the name of a site of the town. */
export interface HistoryRow {
  readonly id: string;
  readonly source: string;
  readonly title?: string;
  readonly text: string;
  readonly publishedAt: string;
  readonly author: string;
}

export const HISTORY_DAYS = 30;
/** The last day is not history: it is crawled. */
const LIVE_DAYS = 1;
const EVENT_DAYS_AGO = 10;
const EVENT_POSTS = 26;
const EVENT_FROM_HOUR = 17;

const EVENT_SITES: readonly (readonly [Site, number])[] = [
  ['forum', 45],
  ['notices', 35],
  ['news', 12],
  ['portal', 8],
];

/** A bridge was closed one evening without a word: a small stir of some hours, so that the past has a bump. */
function pastEvent(nowMs: number): readonly TownPost[] {
  const day = dayOf(nowMs) - EVENT_DAYS_AGO;
  const random = randomOf(`past event ${day}`);
  let atMs = dayStartMs(day) + EVENT_FROM_HOUR * HOUR_MS;
  return Array.from({ length: EVENT_POSTS }, (_, at): TownPost => {
    atMs += Math.floor(waiting(random, (4 + at) * MINUTE_MS) / 1000) * 1000;
    const [site] = pickWeighted(random, EVENT_SITES, ([, weight]) => weight);
    const scene = sceneOf(random, atMs, '');
    const frames = [pick(random, EVENT_CLAIMS), pick(random, EVENT_ENDS)];
    return {
      site,
      thread: at,
      floor: 1,
      title: '白沙大桥怎么封了',
      text: paragraph(frames.map((frame) => say(random, frame, scene))),
      author: handleAt(200 + at),
      publishedMs: atMs,
      kind: 'post',
      topic: 'traffic',
    };
  });
}

function rowOf(post: TownPost, prefix: string): HistoryRow {
  return {
    id: `${prefix}-${post.site}-${post.thread}-${post.floor}`,
    source: SITE_NAMES[post.site],
    ...(post.floor === 1 ? { title: post.title } : {}),
    text: post.text,
    publishedAt: isoText(post.publishedMs),
    author: post.author,
  };
}

/** The 30 days that end one day before `nowMs`, oldest first, some 180 rows a day. Made day by day: little is held at a time. */
export function* historyRows(nowMs: number): Generator<HistoryRow> {
  const untilMs = nowMs - LIVE_DAYS * DAY_MS;
  const fromMs = untilMs - HISTORY_DAYS * DAY_MS;
  const event = pastEvent(nowMs);
  let waitingRows: readonly TownPost[] = [];
  for (let day = dayOf(fromMs) - 1; dayStartMs(day) < untilMs; day++) {
    const endMs = Math.min(dayStartMs(day + 1), untilMs);
    const known = [...waitingRows, ...ordinaryDay(day, true)].sort(byTime);
    waitingRows = known.filter((post) => post.publishedMs >= endMs);
    for (const post of known) if (post.publishedMs >= fromMs && post.publishedMs < endMs) yield rowOf(post, 'past');
    for (const post of event) if (dayOf(post.publishedMs) === day) yield rowOf(post, `event-${day}`);
  }
}
