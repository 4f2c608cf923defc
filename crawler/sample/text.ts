/** Texts of one kind each, put together from frames. */
import type { Scene } from './grammar.ts';
import { paragraph, say } from './grammar.ts';
import type { TownTone } from './phrases.ts';
import { OFFICIAL_ENDS, OFFICIAL_LEADS } from './official-phrases.ts';
import { CLOSERS, CONTEXTS, GOOD_CONTEXTS, GOOD_OPENERS, MILD_CLOSERS, OPENERS, RESOLVED } from './phrases.ts';
import { CHATTER, COMPLAINT_TAILS, PLAIN_REPLIES, REPLY_CONTEXTS, REPLY_TAILS } from './reply-phrases.ts';
import type { Random } from './random.ts';
import { pick, pickWeighted } from './random.ts';
import type { Subject, Topic } from './topic.ts';

const TONES: readonly (readonly [TownTone, number])[] = [
  ['calm', 44],
  ['worried', 16],
  ['angry', 15],
  ['helpless', 13],
  ['thankful', 12],
];

/** Different items of the list, at most `count`, in no order. */
function some<T>(random: Random, items: readonly T[], count: number): readonly T[] {
  const left = [...items];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0) taken.push(...left.splice(Math.floor(random() * left.length), 1));
  return taken;
}

function endOf(random: Random, subject: Subject): readonly string[] {
  if (subject.good) return [pick(random, random() < 0.3 ? CLOSERS.thankful : MILD_CLOSERS)];
  const [tone] = pickWeighted(random, TONES, ([, weight]) => weight);
  const closer = pick(random, CLOSERS[tone]);
  return tone === 'thankful' ? [pick(random, RESOLVED), closer] : [closer];
}

export interface Story {
  readonly title: string;
  readonly text: string;
}

/** What somebody writes to open a thread, on the wall, or to the paper. `details` is how much they have to say. */
export function storyOf(random: Random, subject: Subject, scene: Scene, details: number): Story {
  const told = new Map<string, string>();
  const title = say(random, subject.title, scene, told);
  const core = say(random, subject.core, scene, told);
  const opener = pick(random, subject.good ? GOOD_OPENERS : OPENERS);
  const context = random() < 0.45 ? [pick(random, subject.good ? GOOD_CONTEXTS : CONTEXTS)] : [];
  const facts = some(random, subject.details, details);
  const middle = random() < 0.5 ? [core, ...context, ...facts] : [...context, core, ...facts];
  const frames = [opener, ...middle, ...endOf(random, subject)];
  return { title, text: paragraph(frames.map((frame) => say(random, frame, scene))) };
}

/** Answers in a thread, `count` of them, none beginning like another. One in six is small change. */
export function repliesOf(random: Random, subject: Subject, scene: Scene, count: number): readonly string[] {
  const apt = some(random, subject.replies, count);
  const bodies = [...apt, ...some(random, PLAIN_REPLIES, count - apt.length)];
  return some(random, bodies, count).map((body) => {
    if (random() < 0.16) return say(random, pick(random, CHATTER), scene);
    const tail = pick(random, subject.good || random() < 0.5 ? REPLY_TAILS : COMPLAINT_TAILS);
    const context = random() < 0.3 ? pick(random, REPLY_CONTEXTS) : '';
    return paragraph([body, context, tail].map((frame) => say(random, frame, scene)));
  });
}

/** A notice or a piece of local news: two or three paragraphs. */
export function officialOf(random: Random, topic: Topic, scene: Scene): Story {
  const bulletin = pick(random, topic.news);
  const told = new Map<string, string>();
  const title = say(random, bulletin.headline, scene, told);
  const frames = [pick(random, OFFICIAL_LEADS), ...bulletin.lines, pick(random, OFFICIAL_ENDS)].filter(
    (frame) => frame,
  );
  return { title, text: frames.map((frame) => paragraph([say(random, frame, scene, told)])).join('\n') };
}
