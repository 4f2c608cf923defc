import type { Delivery, Refusal } from '../contract/index.ts';
import { refuse } from '../contract/index.ts';
import type { Channel, Digest, Sender } from './channel.ts';

/** The durable queue, whoever keeps it. */
export type Queue = {
  add(what: string, body: string): Delivery | null;
  due(): readonly { readonly id: string; readonly body: string }[];
  settle(id: string, why: string | null): Delivery | null;
};

export type PostRoomParts = {
  readonly queue: Queue;
  readonly sender: Sender;
  readonly channel: () => Channel | null;
  /** Minutes between two digests. */
  readonly digestMin: () => number;
  readonly now: () => number;
  readonly link: string;
  readonly onError: (error: unknown) => void;
  /** How often it looks at what waits; by default every `LOOK_MS`. */
  readonly lookMs?: number;
};

export type PostRoom = {
  /** A line for the next digest. The first goes out at once, those that follow wait for the interval. */
  tell(line: string, urgent: boolean): void;
  /** Sends a test now. */
  test(): Promise<Delivery | Refusal>;
  close(): Promise<void>;
};

/** Lines that wait for one digest; beyond them it says how many more there were. */
export const LINES_MAX = 30;
const LOOK_MS = 5_000;
const MINUTE_MS = 60_000;

/** Gathers news into digests and sees each through: sent, or shown as not sent. */
export function createPostRoom(parts: PostRoomParts): PostRoom {
  let waiting: string[] = [];
  let more = 0;
  let lastMs = 0;
  let urgentNow = false;
  let sending: Promise<void> = Promise.resolve();
  /** What came of deliveries while that could not be written down: they are not sent again. */
  const unwritten = new Map<string, string | null>();
  const timer = setInterval(() => {
    try {
      flush();
    } catch (error) {
      // The lines wait for the next look: a full disk must not end the process.
      parts.onError(error);
    }
    sending = sending.then(sendDue).catch(parts.onError);
  }, parts.lookMs ?? LOOK_MS);

  function flush(): void {
    const due = urgentNow || parts.now() - lastMs >= parts.digestMin() * MINUTE_MS;
    if (waiting.length === 0 || !due || parts.channel() === null) return;
    const lines = more > 0 ? [...waiting, `另有 ${more} 条`] : waiting;
    const digest: Digest = { title: '先声：舆情提示（内部）', lines, link: parts.link };
    parts.queue.add(`${lines.length} 条提示`, JSON.stringify(digest));
    waiting = [];
    more = 0;
    urgentNow = false;
    lastMs = parts.now();
  }

  async function sendDue(): Promise<void> {
    for (const { id, body } of parts.queue.due()) {
      const channel = parts.channel();
      if (channel === null) return;
      const why =
        unwritten.get(id) ?? (unwritten.has(id) ? null : await parts.sender.send(channel, JSON.parse(body) as Digest));
      unwritten.set(id, why);
      parts.queue.settle(id, why);
      unwritten.delete(id);
    }
  }

  return {
    tell(line, urgent) {
      if (waiting.length < LINES_MAX) waiting.push(line);
      else more += 1;
      urgentNow ||= urgent;
    },
    async test() {
      const channel = parts.channel();
      if (channel === null) return refuse('channel-missing');
      const digest: Digest = {
        title: '先声：测试消息',
        lines: ['如果您看到这条消息，说明通知渠道已经接通。'],
        link: parts.link,
      };
      const added = parts.queue.add('测试消息', JSON.stringify(digest));
      if (added === null) return refuse('busy');
      const why = await parts.sender.send(channel, digest);
      const settled = parts.queue.settle(added.id, why);
      return why === null && settled !== null ? settled : refuse('channel-failed', { why: why ?? '' });
    },
    async close() {
      clearInterval(timer);
      await sending;
    },
  };
}
