import type { Delivery } from '../contract/index.ts';
import type { Queue } from './lanes.ts';

/** The queue, with word of what became of each delivery: screens that show it ask again. */
export function heardQueue<Q extends Queue>(queue: Q, onSettled: (delivery: Delivery) => void): Q {
  const heard = (after: Delivery | null): Delivery | null => {
    if (after !== null) onSettled(after);
    return after;
  };
  return {
    ...queue,
    settle: (id, why) => heard(queue.settle(id, why)),
    giveUp: (id, why) => heard(queue.giveUp(id, why)),
  };
}
