import { LIVE_BACKLOG_MAX, type LiveEvent } from '../contract/index.ts';

/** An event before it has its number. */
export type LiveNews = LiveEvent extends infer E ? (E extends LiveEvent ? Omit<E, 'seq'> : never) : never;

export type Backlog = {
  /** Numbers the news and keeps it for those who come back. */
  add(news: LiveNews): LiveEvent;
  /** Events after `seq`, or null where some of them are gone. */
  since(seq: number): readonly LiveEvent[] | null;
  last(): number;
};

/** The last events, at most `LIVE_BACKLOG_MAX`. */
export function createBacklog(): Backlog {
  let seq = 0;
  let kept: LiveEvent[] = [];
  return {
    add(news) {
      seq += 1;
      const event = { ...news, seq } as LiveEvent;
      kept.push(event);
      if (kept.length > 2 * LIVE_BACKLOG_MAX) kept = kept.slice(-LIVE_BACKLOG_MAX);
      return event;
    },
    since(last) {
      if (last > seq || last < seq - Math.min(kept.length, LIVE_BACKLOG_MAX)) return null;
      return kept.slice(kept.length - (seq - last));
    },
    last: () => seq,
  };
}
