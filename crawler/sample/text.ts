/** Texts of one kind each, put together from frames. */
import type { Scene } from './grammar.ts';
import { paragraph, say } from './grammar.ts';
import type { TownTone } from './phrases.ts';
import { OFFICIAL_ENDS, OFFICIAL_LEADS } from './official-phrases.ts';
import { CLOSERS, CONTEXTS, GOOD_CONTEXTS, GOOD_OPENERS, MILD_CLOSERS, OPENERS, RESOLVED } from './phrases.ts';
import { deedFrame, encounterFrame, pleasureFrame, standingFrame } from './remarks.ts';
import { CHATTER, COMPLAINT_TAILS, PLAIN_REPLIES, REPLY_CONTEXTS, REPLY_TAILS } from './reply-phrases.ts';
import type { Random } from './random.ts';
import { pick, pickWeighted } from './random.ts';
import type { Subject, Topic } from './topic.ts';
import { worded } from './wording.ts';

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
  if (subject.good) return [pick(random, random() < 0.15 ? CLOSERS.thankful : MILD_CLOSERS)];
  const [tone] = pickWeighted(random, TONES, ([, weight]) => weight);
  const closer = pick(random, CLOSERS[tone]);
  return tone === 'thankful' ? [pick(random, RESOLVED), closer] : [closer];
}

function contextOf(random: Random, subject: Subject): string {
  return !subject.good && random() < 0.4
    ? standingFrame(random)
    : pick(random, subject.good ? GOOD_CONTEXTS : CONTEXTS);
}

export interface Story {
  readonly title: string;
  readonly text: string;
}

/**
 * What somebody writes to open a thread, on the wall, or to the paper. `details` is how much they have to say; the `talkative` tell more of
 * themselves.
 */
export function storyOf(random: Random, subject: Subject, scene: Scene, details: number, talkative: boolean): Story {
  const told = new Map<string, string>();
  const tell = (frame: string): string => worded(random, say(random, frame, scene));
  const title = say(random, subject.title, scene, told);
  const core = worded(random, say(random, subject.core, scene, told));
  const opener = say(random, pick(random, subject.good ? GOOD_OPENERS : OPENERS), scene);
  const facts = some(random, subject.details, details).map(tell);
  const around = [
    ...(talkative || (!subject.good && random() < 0.35) ? [encounterFrame(random)] : []),
    ...(random() < 0.5 ? [contextOf(random, subject)] : []),
  ].map((frame) => say(random, frame, scene));
  const middle = random() < 0.5 ? [...around, ...facts] : [...facts, ...around];
  return {
    title,
    text: paragraph([opener, core, ...middle, ...endOf(random, subject).map((frame) => say(random, frame, scene))]),
  };
}

/** Answers in a thread, at most `count`, none beginning like another. One in six is small change. */
export function repliesOf(
  random: Random,
  subject: Subject,
  scene: Scene,
  count: number,
  talkative: boolean,
): readonly string[] {
  const wanted = subject.good ? Math.min(count, GOOD_REPLIES_MAX) : count;
  const apt = some(random, subject.replies, wanted);
  const plain = some(random, PLAIN_REPLIES, wanted - apt.length).map((frame) =>
    !subject.good && random() < PLAIN_SHARE ? frame : '',
  );
  return some(random, [...apt, ...plain], wanted).map((body) => {
    if (random() < 0.16) return say(random, pick(random, CHATTER), scene);
    const own = ownReply(random, subject, body === '', talkative).map((frame) => say(random, frame, scene));
    return paragraph([worded(random, say(random, body, scene)), ...own]);
  });
}

/** What people add of their own to an answer, or answer with (`alone`) when they have nothing apt to say. */
function ownReply(random: Random, subject: Subject, alone: boolean, talkative: boolean): readonly string[] {
  if (subject.good) return alone || random() < 0.4 ? [pleasureFrame(random)] : [];
  const tail = pick(random, random() < 0.5 ? REPLY_TAILS : COMPLAINT_TAILS);
  const around = random() < 0.15 ? [pick(random, REPLY_CONTEXTS)] : [];
  if (alone || talkative || random() < 0.35) around.push(standingFrame(random));
  if (talkative && (alone || random() < 0.3)) around.push(encounterFrame(random));
  return [...around, tail];
}

/** Good news is not talked over for long. */
const GOOD_REPLIES_MAX = 4;
/** The plain answers are few and would be met again and again: most who have nothing apt to say speak of themselves. */
const PLAIN_SHARE = 0.3;

/** A notice or a piece of local news: two or three paragraphs. */
export function officialOf(random: Random, topic: Topic, scene: Scene): Story {
  const bulletin = pick(random, topic.news);
  const told = new Map<string, string>();
  const title = say(random, bulletin.headline, scene, told);
  const frames = [
    pick(random, OFFICIAL_LEADS),
    ...bulletin.lines,
    deedFrame(random),
    pick(random, OFFICIAL_ENDS),
  ].filter((frame) => frame);
  return { title, text: frames.map((frame) => paragraph([say(random, frame, scene, told)])).join('\n') };
}
