import type { Delivery } from '../contract/index.ts';
import type { Message, Sender, Target } from './channel.ts';

/** What waits in the queue for one channel. */
export type Waiting = { readonly id: string; readonly channel: string; readonly body: string };

/** The durable queue, whoever keeps it. */
export type Queue = {
  /** `waitMs`: not before that. Null where too much waits for this channel already. */
  add(what: string, body: string, to: { readonly channel: string; readonly waitMs?: number }): Delivery | null;
  due(): readonly Waiting[];
  settle(id: string, why: string | null): Delivery | null;
  /** It will not be tried again. */
  giveUp(id: string, why: string): Delivery | null;
};

/** A channel that can be sent to now: its address could be read. */
export type OpenChannel = { readonly id: string; readonly alerts: boolean; readonly target: Target };

export type LaneParts = {
  readonly queue: Queue;
  readonly sender: Sender;
  /** `removed`: there is no such channel any more. Null: its address cannot be read now, so its lane waits. */
  readonly targetOf: (channel: string) => Target | 'removed' | null;
  readonly onError: (error: unknown) => void;
};

export type Lanes = {
  /** Sends what is due, each channel on its own lane: one that is dead or slow holds up nobody else. */
  look(): void;
  /** The lanes that are busy now have come to their end. */
  idle(): Promise<void>;
};

/** The work chats silence a robot that says more than twenty things a minute; a look comes every five seconds. */
const ROBOT_SENDS_PER_LOOK = 1;
export const SENDS_PER_LOOK = 20;

export function createLanes({ queue, sender, targetOf, onError }: LaneParts): Lanes {
  const busy = new Map<string, Promise<void>>();
  /** What came of deliveries while that could not be written down: they are not sent again. */
  const unwritten = new Map<string, string | null>();

  async function send(target: Target, { id, body }: Waiting): Promise<void> {
    const known = unwritten.get(id);
    const why = known === undefined ? await sender.send(target, JSON.parse(body) as Message) : known;
    unwritten.set(id, why);
    queue.settle(id, why);
    unwritten.delete(id);
  }

  async function run(channel: string, waiting: readonly Waiting[]): Promise<void> {
    const target = targetOf(channel);
    if (target === null) return;
    if (target === 'removed') {
      for (const { id } of waiting) queue.giveUp(id, '渠道已移除');
      return;
    }
    const isRobot = target.kind === 'wecom' || target.kind === 'dingtalk';
    for (const one of waiting.slice(0, isRobot ? ROBOT_SENDS_PER_LOOK : SENDS_PER_LOOK)) await send(target, one);
  }

  return {
    look() {
      for (const [channel, waiting] of Map.groupBy(queue.due(), (one) => one.channel)) {
        if (busy.has(channel)) continue;
        const lane = run(channel, waiting)
          .catch(onError)
          .finally(() => busy.delete(channel));
        busy.set(channel, lane);
      }
    },
    async idle() {
      await Promise.all(busy.values());
    },
  };
}
