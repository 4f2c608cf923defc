import { join } from 'node:path';
import { z } from 'zod';
import { createAnalysisPool, type AnalysisPool } from './analysis/pool.ts';
import { raisedRecord } from './answers/alert-news.ts';
import { createCoverage } from './answers/coverage.ts';
import { createCrawlerRoll } from './answers/crawler-roll.ts';
import type { Parts, RaisedRecord } from './answers/parts.ts';
import { LEAD_SOURCE } from './answers/parts.ts';
import { phrasesOf } from './answers/filter.ts';
import type { Config } from './config.ts';
import type { Criteria, Post } from './contract/index.ts';
import { dataPaths, openDeskParts, type DeskParts } from './desk-parts.ts';
import { rowAt, rowsOf } from './desk/table.ts';
import { createIntake, type Stored } from './intake/intake.ts';
import { erasuresPath, openErasures } from './journal/erasures.ts';
import { createKeep } from './lookout/keep.ts';
import { createLookout, type Lookout, type LookoutParts } from './lookout/lookout.ts';
import type { WatchedSearch } from './lookout/series.ts';
import type { PostStore } from './posts/port.ts';
import { createJobs } from './work/jobs.ts';
import { createLeases } from './work/leases.ts';
import { createMarks } from './work/marks.ts';
import { createRaised } from './work/raised.ts';
import { openVoiceKeys } from './work/voice-keys.ts';

export type OfficeEvents = {
  readonly onStored: (stored: Stored) => void;
  readonly onAlerts: LookoutParts['onAlerts'];
  readonly onError: (error: unknown) => void;
};

export type Office = Pick<
  Parts,
  | 'journal'
  | 'erasures'
  | 'desk'
  | 'passwords'
  | 'links'
  | 'lexicon'
  | 'isPersonName'
  | 'posts'
  | 'leases'
  | 'jobs'
  | 'voiceKeys'
  | 'raised'
  | 'crawlers'
  | 'intake'
  | 'lookout'
  | 'tokensOf'
> & { readonly work: DeskParts['work']; readonly pool: () => AnalysisPool; close(): Promise<void> };

const Raised = z
  .object({
    id: z.string(),
    raisedMs: z.number(),
    alert: z.custom<RaisedRecord['alert']>((value) => typeof value === 'object' && value !== null),
    toldMs: z.number().optional(),
  })
  // One of an older version, which did not say: it was told when it was raised.
  .transform((kept) => ({ ...kept, toldMs: kept.toldMs ?? kept.alert.tellMs }));

/** Everything but the ways in: stores, analysis, intake, the lookout. A command that runs without a server opens it too. */
export function openOffice(config: Config, posts: PostStore, now: () => number, events: OfficeEvents): Office {
  const deskParts = openDeskParts(config, now);
  const { work, desk, lexicon } = deskParts;
  const marks = createMarks(work);
  const aliveMs = Number(marks.get('alive')) || null;
  const signOfLife = (): void => {
    try {
      marks.put('alive', String(now()));
    } catch (error) {
      // Without it a stop looks longer than it was, which is the safe side; a full disk must not end the process.
      events.onError(error);
    }
  };
  const alive = setInterval(signOfLife, 30_000);
  const pool = lazyPool(config, lexicon);
  const tokensOf: Parts['tokensOf'] = async (texts) =>
    (await pool.get().analyse(texts.map((text) => ({ text })))).map((analysis) => analysis.tokens);
  const raised = createRaised<RaisedRecord>(work, Raised);
  const leases = createLeases(work);
  const crawlers = createCrawlerRoll(now);
  const shelf = {
    list: () => raised.all().map((record) => ({ value: record.alert })),
    put: (id: string, alert: RaisedRecord['alert']) => raised.put(raisedRecord(alert, raised.get(id))),
  };
  const lookout: Lookout = createLookout({
    posts,
    keep: createKeep(dataPaths(config.dataDir).work, shelf, now),
    now,
    coverage: createCoverage({ desk, leases, crawlers, now }, aliveMs),
    watches: watchedSearches(deskParts, tokensOf),
    isBroad: (place) => /^\d{1,4}$/.test(place),
    onAlerts: events.onAlerts,
    onError: events.onError,
  });
  const erasures = openErasures(erasuresPath(config.dataDir));
  const intake = createIntake({
    posts,
    analyse: (texts) => pool.get().analyse(texts),
    isSource: (id) => id === LEAD_SOURCE || rowAt(desk.state().sources, id) !== undefined,
    isErased: (id) => erasures.has('post', id),
    now,
    onStored(stored) {
      lookout.nudge();
      events.onStored(stored);
    },
  });
  const jobs = createJobs({ now });
  return {
    ...deskParts,
    erasures,
    posts,
    pool: pool.get,
    tokensOf,
    raised,
    leases,
    crawlers,
    lookout,
    intake,
    jobs,
    voiceKeys: openVoiceKeys({ dir: join(config.dataDir, 'work'), now }),
    async close() {
      clearInterval(alive);
      jobs.close();
      await lookout.close();
      await pool.close();
      await posts.close();
      signOfLife();
      deskParts.close();
    },
  };
}

/** The threads (250 MB each) start with the first text. */
function lazyPool(config: Config, lexicon: Parts['lexicon']): { get(): AnalysisPool; close(): Promise<void> } {
  let pool: AnalysisPool | null = null;
  return {
    get: () => (pool ??= createAnalysisPool({ threads: config.analysisThreads, lexicon: lexicon() })),
    close: async () => pool?.close(),
  };
}

/** The saved searches with their words as tokens, cut again only when the list changed. */
function watchedSearches(
  { desk }: Pick<DeskParts, 'desk'>,
  tokensOf: Parts['tokensOf'],
): () => Promise<readonly WatchedSearch[]> {
  let cut: { readonly of: unknown; readonly ready: Promise<readonly WatchedSearch[]> } | null = null;
  return async () => {
    const { watches } = desk.state();
    if (cut?.of !== watches) {
      cut = { of: watches, ready: Promise.all(rowsOf(watches).map((watch) => cutWatch(watch, tokensOf))) };
    }
    const { ready } = cut;
    try {
      return await ready;
    } catch (error) {
      if (cut.ready === ready) cut = null;
      throw error;
    }
  };
}

async function cutWatch(
  watch: { readonly id: string; readonly criteria: Criteria },
  tokensOf: Parts['tokensOf'],
): Promise<WatchedSearch> {
  return { id: watch.id, criteria: watch.criteria, phrases: await phrasesOf({ tokensOf }, watch.criteria.text) };
}

export type { Post };
