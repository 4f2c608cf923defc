import assert from 'node:assert/strict';
import type { RaisedAlert } from '../../api/warning/alert.ts';
import { mergeSpikes } from '../../api/warning/alert.ts';
import { expectedBand } from '../../api/warning/view.ts';
import type { Fact, WarningState, WatchedSpike } from '../../api/warning/watch.ts';
import { absorb, createWarningState, parse, resetSeries, serialise, tick } from '../../api/warning/watch.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, NO_GAPS, SOURCES, START_MS, aFact, ordinary, seeded } from './town.ts';

const HISTORY_DAYS = 30;
/** Thursday 10:00 in Beijing, after the history and ten hours of ordinary life. */
const LIVE_MS = START_MS + HISTORY_DAYS * DAY_MS;
const NOON_MS = LIVE_MS + 10 * HOUR_MS;

type Run = {
  readonly state: WarningState;
  readonly spikes: WatchedSpike[];
  readonly alerts: RaisedAlert[];
  open: readonly RaisedAlert[];
};

/** Runs a tick a minute over facts in the order of `seenMs`. */
function live(state: WarningState, facts: readonly Fact[], fromMs: number, toMs: number, gaps = NO_GAPS): Run {
  const sorted = [...facts].sort((a, b) => a.seenMs - b.seenMs);
  const run: Run = { state, spikes: [], alerts: [], open: [] };
  let next = 0;
  for (let nowMs = fromMs + MINUTE_MS; nowMs <= toMs; nowMs += MINUTE_MS) {
    const until = sorted.findIndex((fact, i) => i >= next && fact.seenMs > nowMs);
    const end = until < 0 ? sorted.length : until;
    absorb(state, sorted.slice(next, end));
    next = end;
    const { spikes } = tick(state, nowMs, gaps);
    const merged = mergeSpikes(run.open, spikes, nowMs);
    run.spikes.push(...spikes);
    run.alerts.push(...merged.raised);
    run.open = merged.open;
  }
  return run;
}

/** A town of about 150 posts a day over four sources, with thirty days of archive and ten hours of ordinary life. */
function aTown(seed: number): { state: WarningState; random: () => number } {
  const random = seeded(seed);
  const state = createWarningState();
  absorb(state, ordinary(random, START_MS, HISTORY_DAYS, 150, true));
  live(state, ordinary(random, LIVE_MS, 1, 150, false), LIVE_MS, NOON_MS);
  return { state, random };
}

function aRumor(random: () => number, atMs: number, posts: number): Fact[] {
  return Array.from({ length: posts }, (_, i) => {
    const publishedMs = atMs + Math.floor(((i + random()) * 5 * MINUTE_MS) / posts) - 2000;
    return aFact({
      series: ['topic:water', 'place:3', 'topic:water|place:3'],
      source: SOURCES[i % SOURCES.length] ?? 'forum',
      publishedMs,
      seenMs: publishedMs + 1500,
    });
  });
}

describe('warning: a small town', () => {
  it('a rumor of twelve posts in five minutes is an alert within five minutes, with its reason', () => {
    for (const seed of [1, 2, 3]) {
      const { state, random } = aTown(seed);
      const run = live(state, aRumor(random, NOON_MS, 12), NOON_MS, NOON_MS + 5 * MINUTE_MS);
      assert.equal(run.alerts.length, 1, `seed ${seed}: one alert, not one a series`);
      const [alert] = run.alerts;
      assert.ok(alert !== undefined && alert.firstSeenMs <= NOON_MS + 5 * MINUTE_MS);
      assert.match(
        alert.spikes[0]?.zh ?? '',
        /有 \d+ 条，平常同一时段 \d+(–\d+)? 条；来自 \d 个信源、(<5|\d+) 个不同声音/,
      );
      assert.match(alert.spikes[0]?.en ?? '', /\d+ posts, usually \d+(–\d+)? at this time/);
    }
  });

  it('other series are unharmed, and two ordinary days stay quiet', () => {
    const { state, random } = aTown(4);
    const run = live(state, aRumor(random, NOON_MS, 12), NOON_MS, NOON_MS + 30 * MINUTE_MS);
    for (const spike of run.spikes) assert.match(spike.series, /topic:water|place:3/);
    const calm = live(aTown(5).state, ordinary(random, NOON_MS, 2, 150, false), NOON_MS, NOON_MS + 2 * DAY_MS);
    assert.ok(calm.alerts.length <= 1, `${calm.alerts.length} false alarms in two days`);
  });

  it('an alert recovers when its series is quiet again', () => {
    const { state, random } = aTown(6);
    const facts = [...aRumor(random, NOON_MS, 12), ...ordinary(random, NOON_MS, 1, 150, false)];
    const run = live(state, facts, NOON_MS, NOON_MS + 16 * HOUR_MS);
    assert.ok(run.alerts.length >= 1);
    assert.equal(run.alerts[0]?.recovered, false);
    assert.ok(run.open.every((alert) => alert.recovered && alert.endedMs !== null));
  });
});

describe('warning: what is no event', () => {
  it('a flood by one voice raises nothing', () => {
    const { state } = aTown(7);
    const flood = Array.from({ length: 200 }, (_, i) =>
      aFact({ voice: 'loud', publishedMs: NOON_MS + i * 1000, seenMs: NOON_MS + i * 1000 }),
    );
    assert.deepEqual(live(state, flood, NOON_MS, NOON_MS + 10 * MINUTE_MS).spikes, []);
  });

  it('a flood on one source by many made-up voices is never red', () => {
    const { state } = aTown(8);
    const flood = Array.from({ length: 200 }, (_, i) =>
      aFact({ publishedMs: NOON_MS + i * 1000, seenMs: NOON_MS + i * 1000 }),
    );
    const run = live(state, flood, NOON_MS, NOON_MS + 10 * MINUTE_MS);
    assert.ok(run.spikes.every((spike) => spike.level !== 'red' && spike.level !== 'orange'));
  });

  it('one text pasted by one account raises nothing; by twenty voices over three sources it is named and lowered', () => {
    const { state } = aTown(9);
    const pasted = (voice: (i: number) => string): Fact[] =>
      Array.from({ length: 20 }, (_, i) =>
        aFact({
          voice: voice(i),
          group: 'same',
          source: SOURCES[i % 3] ?? 'forum',
          publishedMs: NOON_MS + i * 9000,
          seenMs: NOON_MS + i * 9000,
        }),
      );
    assert.deepEqual(
      live(
        state,
        pasted(() => 'one'),
        NOON_MS,
        NOON_MS + 5 * MINUTE_MS,
      ).spikes,
      [],
    );
    const many = live(
      aTown(9).state,
      pasted((i) => `many${i}`),
      NOON_MS,
      NOON_MS + 5 * MINUTE_MS,
    );
    const last = many.spikes.at(-1);
    assert.equal(last?.lowered, 'paste');
    assert.match(last.zh, /其中 \d+ 条是同一段文字/);
    assert.notEqual(last.level, 'red');
  });

  it('posts without a handle count once a copy group', () => {
    const { state } = aTown(10);
    const facts = Array.from({ length: 30 }, (_, i) =>
      aFact({
        voice: null,
        group: 'same',
        source: SOURCES[i % 4] ?? 'forum',
        publishedMs: NOON_MS,
        seenMs: NOON_MS + i,
      }),
    );
    assert.deepEqual(live(state, facts, NOON_MS, NOON_MS + 5 * MINUTE_MS).spikes, []);
  });

  it('an archive and a re-count raise nothing', () => {
    const { state, random } = aTown(11);
    const archive = aRumor(random, NOON_MS, 40).map((fact) => ({ ...fact, backfill: true }));
    assert.deepEqual(live(state, archive, NOON_MS, NOON_MS + 10 * MINUTE_MS).spikes, []);
  });
});

describe('warning: edits, gaps and clocks', () => {
  it('an edit is not a spike: a topic that is counted anew stays silent, and its baseline is that of the new count', () => {
    const { state, random } = aTown(12);
    resetSeries(state, ['topic:water'], NOON_MS);
    const again = ordinary(random, START_MS, HISTORY_DAYS, 480, true).map((fact) => ({
      ...fact,
      series: ['topic:water'],
    }));
    absorb(state, again);
    const after = ordinary(random, NOON_MS, 1, 480, false).map((fact) => ({ ...fact, series: ['topic:water'] }));
    const run = live(state, after, NOON_MS, NOON_MS + 8 * HOUR_MS);
    assert.deepEqual(
      run.spikes.map((spike) => spike.zh),
      [],
    );
  });

  it('a gap is not zero: after two dead days the expected is what it was', () => {
    const { state } = aTown(13);
    const before = expectedBand(state, 'place:1', NOON_MS, NOON_MS + DAY_MS);
    const gaps = { gaps: [{ source: '*', fromMs: NOON_MS, toMs: null }] };
    for (let nowMs = NOON_MS; nowMs < NOON_MS + 2.5 * DAY_MS; nowMs += HOUR_MS) tick(state, nowMs, gaps);
    const after = expectedBand(state, 'place:1', NOON_MS, NOON_MS + DAY_MS);
    const sum = (band: typeof before): number => band.reduce((total, point) => total + point.expected, 0);
    assert.ok(Math.abs(sum(after) / sum(before) - 1) < 0.1, `${sum(before)} → ${sum(after)}`);
    assert.equal(after[6]?.count, null);
  });

  it('a process that stood still for two days learned nothing from them', () => {
    const { state } = aTown(14);
    const expected = (): number =>
      expectedBand(state, 'place:1', NOON_MS, NOON_MS + DAY_MS).reduce((sum, p) => sum + p.expected, 0);
    const before = expected();
    for (const days of [2, 2.05, 2.6]) tick(state, NOON_MS + days * DAY_MS, NO_GAPS);
    assert.ok(Math.abs(expected() / before - 1) < 0.1);
  });

  it('clocks a day off neither raise nor break', () => {
    const { state, random } = aTown(15);
    for (const days of [-1, 1]) {
      const off = ordinary(random, NOON_MS, 1, 150, false).map((f) => ({
        ...f,
        source: 'board',
        publishedMs: f.publishedMs + days * DAY_MS,
      }));
      const run = live(state, off.slice(0, 40), NOON_MS, NOON_MS + 4 * HOUR_MS);
      assert.ok(run.spikes.length === 0 || run.spikes.every((spike) => spike.level !== 'red'));
    }
    tick(state, NOON_MS + DAY_MS, NO_GAPS);
    const back = live(
      state,
      aRumor(random, NOON_MS + 5 * HOUR_MS, 12),
      NOON_MS + 5 * HOUR_MS,
      NOON_MS + 5 * HOUR_MS + 5 * MINUTE_MS,
    );
    assert.ok(back.alerts.length >= 1, 'a rumor is found after the clock was put back');
  });

  it('the state survives a restart', () => {
    const { state, random } = aTown(16);
    const bytes = serialise(state);
    const restored = parse(bytes);
    assert.ok(restored !== null);
    const rumor = aRumor(random, NOON_MS, 12);
    const one = live(state, rumor, NOON_MS, NOON_MS + 5 * MINUTE_MS).spikes;
    const two = live(restored, rumor, NOON_MS, NOON_MS + 5 * MINUTE_MS).spikes;
    assert.deepEqual(
      two.map((s) => s.series),
      one.map((s) => s.series),
    );
    assert.equal(parse(new TextEncoder().encode('{"version":0}')), null);
    assert.equal(parse(bytes.slice(0, 100)), null);
  });
});
