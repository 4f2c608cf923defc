import { isDiskFull } from '../contract/disk-full.ts';
import { FACTS_MAX, type Mark, type PostStore } from '../posts/port.ts';
import type { RaisedAlert } from '../warning/alert.ts';
import { mergeSpikes } from '../warning/alert.ts';
import { expectedBand, type BandPoint } from '../warning/view.ts';
import {
  absorb,
  adjustThreshold,
  createWarningState,
  resetSeries,
  tick,
  type Coverage,
  type WarningState,
  type SourceGap,
} from '../warning/watch.ts';
import { ALL_SERIES, factOf, seriesOf, type WatchedSearch } from './series.ts';

/** What outlives the process: the state of the warning at a mark of the store, and the alerts. */
export type LookoutKeep = {
  load(): { readonly state: WarningState; readonly mark: Mark };
  save(state: WarningState, mark: Mark): void;
  loadAlerts(): readonly RaisedAlert[];
  saveAlert(alert: RaisedAlert): void;
};

export type LookoutParts = {
  readonly posts: Pick<PostStore, 'factsSince'>;
  readonly keep: LookoutKeep;
  readonly now: () => number;
  readonly coverage: () => Coverage;
  /** The saved searches, once their words are cut. */
  readonly watches: () => Promise<readonly WatchedSearch[]>;
  readonly isBroad: (place: string) => boolean;
  /** Alerts that are new or not as they were. `tell`: people should hear of it now. */
  readonly onAlerts: (alerts: readonly AlertNews[]) => void;
  readonly onError: (error: unknown) => void;
};

export type AlertNews = { readonly alert: RaisedAlert; readonly isNew: boolean; readonly tell: boolean };

export type Lookout = {
  /** Looks now: reads what the store has new, judges, raises. Calls while it looks are joined into one more look. */
  look(): Promise<void>;
  /** Something was stored: look within `LOOK_AFTER_MS`. */
  nudge(): void;
  alerts(): readonly RaisedAlert[];
  band(series: string, fromMs: number, toMs: number): readonly BandPoint[];
  /** When sources were not read, over the weeks that are kept (`*`: none of them was). */
  gaps(): readonly SourceGap[];
  /** Series that a lexicon edit or a new saved search changes: forgotten, and taught again from the store in the background. */
  recount(series: readonly string[]): Promise<void>;
  /** Moves the threshold by the alerts that were wrong or left open. */
  adjust(wrongOrOpen: number, perDay: number): void;
  seriesCount(): number;
  /** Posts were removed or tagged anew: all that the store has teaches a new state, and raises nothing. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
};

export const TICK_MS = 60_000;
export const LOOK_AFTER_MS = 2_000;
/** The state is saved at most so often; what comes after a saved mark is read again at a start. */
export const SAVE_EVERY_MS = 5 * 60_000;

/** Watches the store: facts in, alerts out. The thinking is in `warning`; here are the clock, the loop and the files. */
export function createLookout(parts: LookoutParts): Lookout {
  const { posts, keep, now } = parts;
  let { state, mark } = keep.load();
  let open = keep.loadAlerts();
  let savedMs = now();
  let turn: Promise<unknown> = Promise.resolve();
  let queued: Promise<void> | null = null;
  /** News that the disk had no room for, by alert: kept and told at the first look that finds room. */
  const waiting = new Map<string, AlertNews>();
  let nudged: NodeJS.Timeout | null = null;
  const timer = setInterval(() => void look(), TICK_MS);

  async function readNews(): Promise<void> {
    for (;;) {
      const { facts, mark: next } = await posts.factsSince(mark, FACTS_MAX);
      if (facts.length === 0) return;
      const watches = await parts.watches();
      state = absorb(
        state,
        facts.map((fact) => factOf(fact, seriesOf(fact, watches, parts.isBroad))),
      );
      mark = next;
    }
  }

  async function lookOnce(): Promise<void> {
    await readNews();
    const nowMs = now();
    const ticked = tick(state, nowMs, parts.coverage());
    state = ticked.state;
    const spikes = ticked.spikes.filter((spike) => spike.series !== ALL_SERIES);
    const merged = mergeSpikes(open, spikes, nowMs);
    open = merged.open;
    const isNew = new Set(merged.raised.map((alert) => alert.id));
    const news = [...merged.raised, ...merged.changed].map((alert) => ({
      alert,
      isNew: isNew.has(alert.id),
      tell: alert.tellMs === nowMs,
    }));
    const kept = keepNews(news);
    if (kept.length > 0) parts.onAlerts(kept);
    if (nowMs - savedMs >= SAVE_EVERY_MS) save(nowMs);
  }

  /** Writes alerts down, those that wait first; gives back those that were. */
  function keepNews(news: readonly AlertNews[]): readonly AlertNews[] {
    for (const each of news) {
      const older = waiting.get(each.alert.id);
      waiting.set(each.alert.id, {
        alert: each.alert,
        isNew: each.isNew || older?.isNew === true,
        tell: each.tell || older?.tell === true,
      });
    }
    const kept: AlertNews[] = [];
    try {
      for (const each of waiting.values()) {
        keep.saveAlert(each.alert);
        waiting.delete(each.alert.id);
        kept.push(each);
      }
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      parts.onError(error);
    }
    return kept;
  }

  function save(nowMs: number): void {
    savedMs = nowMs;
    try {
      keep.save(state, mark);
    } catch (error) {
      // A cache: after an older one, or none, more of the store is read again.
      if (!isDiskFull(error)) throw error;
      parts.onError(error);
    }
  }

  /** One at a time; whoever waits for it hears of its failure, the next in turn does not. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work);
    turn = Promise.allSettled([done]);
    return done;
  }

  function look(): Promise<void> {
    queued ??= inTurn(() => {
      queued = null;
      return lookOnce().catch(parts.onError);
    });
    return queued;
  }

  return {
    look,
    nudge() {
      nudged ??= setTimeout(() => {
        nudged = null;
        void look();
      }, LOOK_AFTER_MS);
    },
    alerts: () => open,
    band: (series, fromMs, toMs) => expectedBand(state, series, fromMs, toMs),
    gaps: () => state.gaps,
    async recount(series) {
      await look();
      state = resetSeries(state, series, now());
      try {
        await teach(state, '', new Set(series));
        save(now());
      } catch (error) {
        // The store is away: these series learn from now on.
        parts.onError(error);
      }
    },
    adjust(wrongOrOpen, perDay) {
      state = adjustThreshold(state, wrongOrOpen, perDay);
    },
    seriesCount: () => state.series.size,
    async rebuild() {
      await look();
      // Taught aside, so that nothing is judged by a state that knows half of the past.
      const fresh = createWarningState();
      fresh.threshold = state.threshold;
      const taught = await teach(fresh, '', null);
      await inTurn(async () => {
        mark = await teach(fresh, taught, null);
        state = fresh;
        open = keep.loadAlerts();
        save(now());
      });
    },
    async close() {
      clearInterval(timer);
      if (nudged !== null) clearTimeout(nudged);
      await turn;
      save(now());
    },
  };

  /** An edit is not a spike: what is stored after a mark teaches the changed series (null: all) as an archive does. Answers the new mark. */
  async function teach(taught: WarningState, after: Mark, wanted: ReadonlySet<string> | null): Promise<Mark> {
    const watches = await parts.watches();
    let from = after;
    for (;;) {
      const { facts, mark: next } = await posts.factsSince(from, FACTS_MAX);
      if (facts.length === 0) return from;
      const lessons = facts.flatMap((fact) => {
        const series = seriesOf(fact, watches, parts.isBroad).filter((key) => wanted === null || wanted.has(key));
        return series.length === 0 ? [] : [{ ...factOf(fact, series), backfill: true }];
      });
      absorb(taught, lessons);
      from = next;
    }
  }
}
