/** An ordinary day of the town, all four sites. */
import { HOUR_MS, MINUTE_MS, dayOf, dayStartMs, wallOf } from './calendar.ts';
import type { Scene } from './grammar.ts';
import { sceneOf } from './grammar.ts';
import { handleOf } from './handles.ts';
import type { Site, TownPost } from './post.ts';
import { DAY_SERIALS } from './post.ts';
import type { Random } from './random.ts';
import { about, pick, pickWeighted, randomOf, waiting } from './random.ts';
import type { Rhythm } from './rhythm.ts';
import { momentOf, OFFICES, PEOPLE, wakingMs, weekdayFactor } from './rhythm.ts';
import { TOPICS } from './talk/talk.ts';
import { officialOf, repliesOf, storyOf } from './text.ts';
import type { Subject, Topic } from './topic.ts';

/** Texts on an average day; with the replies about 180. */
const FORUM_THREADS = 23;
const WALL_POSTS = 40;
const NEWS_ARTICLES = 17;
const NEWS_LETTERS = 12;
const PORTAL_NOTICES = 9;
const PORTAL_LETTERS = 11;
/** Replies of a thread: most get a few, some a dozen. */
const REPLIES_MEAN = 4.1;
const REPLIES_MAX = 13;
const REPLY_WAIT_MEAN_MS = 70 * MINUTE_MS;
/** A thread is talked over within this time. */
export const THREAD_SPAN_MS = 30 * HOUR_MS;

/** Heating is talked of in the heating season alone. */
function weightOf(topic: Topic, ms: number): number {
  const { month } = wallOf(ms);
  return topic.id === 'heating' && month > 3 && month < 11 ? 0 : topic.weight;
}

interface Draft {
  readonly random: Random;
  readonly topic: Topic;
  readonly subject: Subject;
  readonly scene: Scene;
  readonly publishedMs: number;
  readonly talkative: boolean;
}

/** Subjects are told apart this hard within one site's day: a town has other things to say. */
const SUBJECT_DRAWS = 4;

function draftOf(random: Random, day: number, rhythm: Rhythm, told: Set<Subject>, talkative: boolean): Draft {
  const publishedMs = momentOf(random, day, rhythm);
  const draw = (): readonly [Topic, Subject] => {
    const topic = pickWeighted(random, TOPICS, (one) => weightOf(one, publishedMs));
    return [topic, pick(random, topic.subjects)];
  };
  let [topic, subject] = draw();
  for (let draws = 1; draws < SUBJECT_DRAWS && told.has(subject); draws++) [topic, subject] = draw();
  told.add(subject);
  return { random, topic, subject, scene: sceneOf(random, publishedMs, topic.bureau), publishedMs, talkative };
}

type Make = (draft: Draft, site: Site, thread: number) => readonly TownPost[];

const official: Make = ({ random, topic, scene, publishedMs }, site, thread) => [
  {
    site,
    thread,
    floor: 1,
    ...officialOf(random, topic, scene),
    author: site === 'portal' ? topic.bureau : '清河新闻网',
    publishedMs,
    kind: 'official',
    topic: topic.id,
  },
];

function opening(draft: Draft, site: Site, thread: number, kind: 'letter' | 'post', details: number): TownPost {
  const { random, topic, subject, scene, publishedMs } = draft;
  const story = storyOf(random, subject, scene, details, draft.talkative);
  return { site, thread, floor: 1, ...story, author: handleOf(random), publishedMs, kind, topic: topic.id };
}

const letter: Make = (draft, site, thread) => {
  const post = opening(draft, site, thread, 'letter', 2);
  return [{ ...post, title: `${site === 'portal' ? '网友留言' : '读者来信'}：${post.title}` }];
};

const note: Make = (draft, site, thread) => [opening(draft, site, thread, 'post', about(draft.random, 0.7))];

const talk: Make = (draft, site, serial) => {
  const { random, subject, scene, publishedMs } = draft;
  const first = opening(draft, site, serial, 'post', 2);
  const posts: TownPost[] = [first];
  let atMs = publishedMs;
  for (const text of repliesOf(
    random,
    subject,
    scene,
    Math.min(REPLIES_MAX, Math.floor(waiting(random, REPLIES_MEAN))),
    draft.talkative,
  )) {
    atMs = wakingMs(random, atMs + MINUTE_MS + Math.floor(waiting(random, REPLY_WAIT_MEAN_MS) / 1000) * 1000);
    if (atMs > publishedMs + THREAD_SPAN_MS) break;
    posts.push({ ...first, floor: posts.length + 1, text, author: handleOf(random), publishedMs: atMs, kind: 'reply' });
  }
  return posts;
};

interface Share {
  readonly site: Site;
  readonly perDay: number;
  readonly rhythm: Rhythm;
  readonly make: Make;
}

const SHARES: readonly Share[] = [
  { site: 'portal', perDay: PORTAL_NOTICES, rhythm: OFFICES, make: official },
  { site: 'portal', perDay: PORTAL_LETTERS, rhythm: PEOPLE, make: letter },
  { site: 'news', perDay: NEWS_ARTICLES, rhythm: OFFICES, make: official },
  { site: 'news', perDay: NEWS_LETTERS, rhythm: PEOPLE, make: letter },
  { site: 'forum', perDay: FORUM_THREADS, rhythm: PEOPLE, make: talk },
  { site: 'notices', perDay: WALL_POSTS, rhythm: PEOPLE, make: note },
];

/**
 * The threads that were opened on the day, each with its replies, which may fall into the next day. The day alone seeds it: a
 * restart finds the same town, and nothing is doubled. The `talkative` tell more of themselves: a month of them holds few texts
 * that read alike.
 */
export function ordinaryDay(day: number, talkative = false): readonly TownPost[] {
  const random = randomOf(`清河县 ${day}`);
  const posts: TownPost[] = [];
  const serials: Record<Site, number> = { portal: 0, news: 0, forum: 0, notices: 0 };
  for (const { site, perDay, rhythm, make } of SHARES) {
    const told = new Set<Subject>();
    const drafts = Array.from({ length: about(random, perDay * weekdayFactor(day, rhythm)) }, () =>
      draftOf(randomOf(`${day} ${site} ${random()}`), day, rhythm, told, talkative),
    ).sort((a, b) => a.publishedMs - b.publishedMs);
    const said = new Set<string>();
    for (const draft of drafts) {
      const made = make(draft, site, day * DAY_SERIALS + serials[site]);
      const title = made[0]?.title ?? '';
      // A body does not give the same notice twice a day.
      if (make === official && said.has(title)) continue;
      said.add(title);
      serials[site] += 1;
      posts.push(...made);
    }
  }
  return posts;
}

/** Posts of ordinary threads that were opened at `openedFromMs` or later, published before `toMs`. In no order. */
export function ordinaryPosts(openedFromMs: number, toMs: number): readonly TownPost[] {
  const posts: TownPost[] = [];
  for (let day = dayOf(openedFromMs); dayStartMs(day) < toMs; day++) {
    const today = ordinaryDay(day);
    const late = new Set(today.filter((post) => post.floor === 1 && post.publishedMs < openedFromMs).map(keyOf));
    posts.push(...today.filter((post) => post.publishedMs < toMs && !late.has(keyOf(post))));
  }
  return posts;
}

function keyOf(post: TownPost): string {
  return `${post.site} ${post.thread}`;
}
