import type { Delivery, Refusal } from '../contract/index.ts';
import { refuse } from '../contract/index.ts';
import type { Message, Sender } from './channel.ts';
import { createLanes, type OpenChannel, type Queue } from './lanes.ts';
import type { NewsBox } from './news.ts';

export type { OpenChannel, Queue } from './lanes.ts';

export type PostRoomParts = {
  readonly queue: Queue;
  readonly news: NewsBox;
  readonly sender: Sender;
  /** All that are set up and can be read. */
  readonly channels: () => readonly OpenChannel[];
  /** Whether there is such a channel at all. */
  readonly isThere: (channel: string) => boolean;
  /** Minutes between two digests. */
  readonly digestMin: () => number;
  readonly now: () => number;
  readonly link: string;
  readonly onError: (error: unknown) => void;
  /** How often it looks at what waits; by default every `LOOK_MS`. */
  readonly lookMs?: number;
};

export type PostRoom = {
  /**
   * A line for the next digest, to the channels marked for alerts. The first goes out at once, those that follow wait for the
   * interval. It outlives a kill; what was done about it is noted after it was told. While it waits, the same `key` is one line.
   * `onKept`: from now on it outlives a kill; called later where the disk was full.
   */
  tell(line: string, urgent: boolean, key?: string, onKept?: () => void): void;
  /** It need not be told: what it was about was refused. */
  untell(key: string): void;
  /** What waits is looked at now. */
  look(): void;
  /** Sends a test now, to one channel or to the first that gets alerts. */
  test(channel?: string): Promise<Delivery | Refusal>;
  close(): Promise<void>;
};

const LOOK_MS = 5_000;
const UNKEPT_MAX = 100;
const MINUTE_MS = 60_000;
/** While a test is under way its lane leaves it alone. */
const TEST_MS = 5 * MINUTE_MS;

/** Gathers news into digests, and sees everything that goes out through: sent, or shown as not delivered. */
export function createPostRoom(parts: PostRoomParts): PostRoom {
  const { queue, news, sender, channels, isThere, onError } = parts;
  let lastMs = 0;
  /** What could not be kept, on a full disk: it is tried again. */
  let unkept: readonly Parameters<PostRoom['tell']>[] = [];
  const openOf = (id: string): OpenChannel | undefined => channels().find((channel) => channel.id === id);
  const lanes = createLanes({
    queue,
    sender,
    targetOf: (id) => openOf(id)?.target ?? (isThere(id) ? null : 'removed'),
    onError,
  });

  function flush(): void {
    const keeping = unkept;
    unkept = [];
    for (const each of keeping) tell(...each);
    const { lines: waiting, more, urgent } = news.waiting();
    const due = urgent || parts.now() - lastMs >= parts.digestMin() * MINUTE_MS;
    if (waiting.length === 0 || !due) return;
    const to = channels().filter((channel) => channel.alerts);
    if (to.length === 0) return;
    const said = waiting.map(({ line }) => line);
    const lines = more > 0 ? [...said, `另有 ${more} 条`] : said;
    const digest: Message = { title: '先声：舆情提示（内部）', lines, link: parts.link };
    // A lane that is full has been shown as such long before; it must not keep the news from the others.
    for (const { id } of to) queue.add(`${lines.length} 条提示`, JSON.stringify(digest), { channel: id });
    // Queued first: a kill in between tells it twice, never not at all.
    news.remove(waiting.map(({ key }) => key));
    news.forgetMore();
    lastMs = parts.now();
  }

  function tell(...told: Parameters<PostRoom['tell']>): void {
    const [line, urgent, key, onKept] = told;
    try {
      news.put(line, urgent, key);
      onKept?.();
    } catch (error) {
      unkept = [...unkept, told].slice(-UNKEPT_MAX);
      onError(error);
    }
  }

  function look(): void {
    try {
      flush();
      lanes.look();
    } catch (error) {
      // The lines wait for the next look: a full disk must not end the process.
      onError(error);
    }
  }
  const timer = setInterval(look, parts.lookMs ?? LOOK_MS);

  return {
    tell,
    untell(key) {
      unkept = unkept.filter(([, , each]) => each !== key);
      news.remove([key]);
    },
    look,
    async test(id) {
      const channel = id === undefined ? channels().find((one) => one.alerts) : openOf(id);
      if (channel === undefined) return refuse('channel-missing');
      const message: Message = {
        title: '先声：测试消息',
        lines: ['如果您看到这条消息，说明通知渠道已经接通。'],
        link: parts.link,
      };
      const added = queue.add('测试消息', JSON.stringify(message), { channel: channel.id, waitMs: TEST_MS });
      if (added === null) return refuse('busy');
      const why = await sender.send(channel.target, message);
      // One who waits for the answer sees it; a test is not tried again behind his back.
      const settled = why === null ? queue.settle(added.id, null) : queue.giveUp(added.id, why);
      return why === null && settled !== null ? settled : refuse('channel-failed', { why: why ?? '' });
    },
    async close() {
      clearInterval(timer);
      await lanes.idle();
    },
  };
}
