import assert from 'node:assert/strict';
import type { Analyser } from '../../../api/analysis/analyse.ts';
import { createAnalyser } from '../../../api/analysis/analyse.ts';
import { loadLexicon } from '../../../api/analysis/lexicon.ts';
import { createSegmenter } from '../../../api/analysis/segment.ts';
import type { Fact } from '../../../api/warning/watch.ts';
import { absorb, createWarningState, tick } from '../../../api/warning/watch.ts';
import { DAY_MS, MINUTE_MS } from '../../../crawler/sample/calendar.ts';
import { historyRows } from '../../../crawler/sample/history.ts';
import { OUTBREAK_AFTER_MS, SITE_NAMES, townPosts } from '../../../crawler/sample/town.ts';
import { TOWN_STARTED_MS } from '../../support/town.ts';

/** A visit a minute: a post is seen this long after it was written, at worst with a slow page in between. */
const SEEN_AFTER_MS = 75_000;

type Told = Pick<Fact, 'id' | 'source' | 'publishedMs' | 'seenMs' | 'backfill'> & {
  readonly title: string | undefined;
  readonly text: string;
  readonly author: string;
};

function factOf(analyse: Analyser, { title, text, author, ...told }: Told): Fact {
  const found = analyse(text, title);
  // Articles of the paper name no handle.
  const voice = told.source === SITE_NAMES.news ? null : `${told.source} ${author}`;
  const series = [
    ...found.topics.map((topic) => `topic:${topic.id}`),
    ...found.places.map((place) => `place:${place.id}`),
  ];
  return { ...told, series, voice, group: text };
}

describe('the sample town under the watch of the warning', function () {
  this.timeout(60_000);

  it('raises the water within five minutes of the first post, and nothing in the quiet before', () => {
    const loaded = loadLexicon('lexicons');
    assert.ok('lexicon' in loaded);
    const analyse = createAnalyser(loaded.lexicon, createSegmenter());
    const state = createWarningState();
    const past = [...historyRows(TOWN_STARTED_MS)].map((row) =>
      factOf(analyse, {
        ...row,
        title: row.title,
        publishedMs: Date.parse(row.publishedAt),
        seenMs: TOWN_STARTED_MS,
        backfill: true,
      }),
    );
    absorb(state, past);
    const fromMs = TOWN_STARTED_MS + OUTBREAK_AFTER_MS;
    const live = townPosts(TOWN_STARTED_MS - DAY_MS, fromMs + 6 * MINUTE_MS, TOWN_STARTED_MS).map((post) =>
      factOf(analyse, {
        id: `${post.site} ${post.thread} ${post.floor}`,
        source: SITE_NAMES[post.site],
        title: post.floor === 1 ? post.title : undefined,
        text: post.text,
        author: post.author,
        publishedMs: post.publishedMs,
        seenMs: Math.max(TOWN_STARTED_MS + 30_000, post.publishedMs + SEEN_AFTER_MS),
        backfill: post.publishedMs < TOWN_STARTED_MS,
      }),
    );
    const raisedMs = new Map<string, number>();
    for (let nowMs = TOWN_STARTED_MS + MINUTE_MS; nowMs <= fromMs + 5 * MINUTE_MS; nowMs += MINUTE_MS) {
      absorb(
        state,
        live.filter((fact) => fact.seenMs > nowMs - MINUTE_MS && fact.seenMs <= nowMs),
      );
      for (const spike of tick(state, nowMs, { gaps: [] }).spikes)
        if (!raisedMs.has(spike.series)) raisedMs.set(spike.series, nowMs);
    }
    const waterMs = raisedMs.get('topic:water');
    assert.ok(waterMs !== undefined && waterMs - fromMs <= 5 * MINUTE_MS);
    for (const [series, ms] of raisedMs) assert.ok(ms >= fromMs, `${series} was raised before`);
  });
});
