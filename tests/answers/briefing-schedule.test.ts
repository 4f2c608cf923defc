import assert from 'node:assert/strict';
import { startBriefingWatch, type BriefingWatch } from '../../api/answers/briefing-watch.ts';
import type { Briefing } from '../../api/contract/briefing.ts';
import { rowsOf } from '../../api/desk/table.ts';
import type { Running } from '../../api/main.ts';
import { StoreAway, type PostStore } from '../../api/posts/port.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 06:00 in China of Wednesday the 25th. */
const SIX_MS = Date.UTC(2026, 10, 24, 22);

/** The schedule on a real office, with a memory of its own; `posts` in place of the office's. */
function aWatch(parts: Running['parts'], change: { readonly posts?: PostStore; readonly belief?: string } = {}) {
  const told: string[] = [];
  const kept = new Set<string>();
  const errors: unknown[] = [];
  const watch = startBriefingWatch({
    ...parts,
    ...(change.posts === undefined ? {} : { posts: change.posts }),
    postRoom: { ...parts.postRoom, tell: (line: string) => void told.push(line) },
    marks: { get: () => change.belief ?? '', put: () => undefined, remove: () => undefined },
    notices: { has: (key) => kept.has(key), put: (key) => void kept.add(key) },
    onError: (error) => errors.push(error),
    everyMs: DAY_MS,
  });
  return { watch, told, errors };
}

describe('the schedule of issues', function () {
  this.timeout(60_000);
  let server: TestServer;
  let nowMs = SIX_MS;
  const open: BriefingWatch[] = [];

  const start = async (kept?: TestServer): Promise<void> => {
    server = await startTestServer(kept === undefined ? {} : { dataDir: kept.config.dataDir }, () => nowMs);
  };
  const issues = (kind: Briefing['kind'] = 'daily'): readonly Briefing[] =>
    rowsOf(server.running.parts.desk.state().briefings)
      .filter((row) => row.kind === kind)
      .toSorted((a, b) => a.toMs - b.toMs);
  const dates = (): readonly string[] => issues().map(({ id }) => id.slice('daily-'.length));
  const watched = (change: Parameters<typeof aWatch>[1] = {}) => {
    const made = aWatch(server.running.parts, change);
    open.push(made.watch);
    return made;
  };

  beforeEach(async () => {
    nowMs = SIX_MS;
    await start();
    await server.logIn('ping', ['approver']);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((watch) => watch.close()));
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('a restart in the midst of the hour makes no second one', async () => {
    nowMs = SIX_MS + HOUR_MS;
    await server.running.briefingWatch.look();
    const held = server;
    await held.stop(true);
    await start(held);
    await server.running.briefingWatch.look();
    assert.deepEqual(dates(), ['2026-11-25']);
    assert.equal(issues()[0]?.version, 1);
  });

  it('two that look at once make one: the desk is the judge', async () => {
    nowMs = SIX_MS + HOUR_MS;
    const { watch, told, errors } = watched();
    await Promise.all([watch.look(), server.running.briefingWatch.look()]);
    assert.deepEqual(dates(), ['2026-11-25']);
    assert.deepEqual(errors, []);
    assert.match(told.join(), /社情民意日报2026年第1期草稿已生成，请审批人审核，2026-11-25 08:00 前签发/);
  });

  it('one that is not out in time is told once', async () => {
    nowMs = SIX_MS + 2 * HOUR_MS;
    const { watch, told } = watched();
    await watch.look();
    await watch.look();
    assert.equal(told.filter((line) => /应在 2026-11-25 08:00 前签发，现在还是“草稿”/.test(line)).length, 1);
  });

  it('after a stop of ten days the newest seven are made, and it says that older ones were not', async () => {
    nowMs = SIX_MS + HOUR_MS;
    await server.running.briefingWatch.look();
    nowMs += 10 * DAY_MS;
    // The clock ran all the time: it is believed.
    const belief = JSON.stringify({ atMs: nowMs - HOUR_MS, clockMs: nowMs - HOUR_MS, steadyMs: 0 });
    const { watch, told } = watched({ belief });
    await watch.look();
    await watch.look();
    const expected = ['11-25', '11-29', '11-30', '12-01', '12-02', '12-03', '12-04', '12-05'];
    assert.deepEqual(
      dates(),
      expected.map((day) => `2026-${day}`),
    );
    assert.deepEqual(
      issues().map(({ no }) => no),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    assert.equal(issues('weekly').length, 1);
    assert.equal(issues('monthly').length, 1);
    assert.equal(told.filter((line) => /补做日报 7 期.*更早的没有自动补做/.test(line)).length, 1);
  });

  it('a clock that jumps ahead makes none of the future, and one that is set back none of the past again', async () => {
    nowMs = SIX_MS + HOUR_MS;
    const belief = JSON.stringify({ atMs: nowMs, clockMs: nowMs, steadyMs: 0 });
    const { watch } = watched({ belief });
    await watch.look();
    nowMs += 40 * DAY_MS;
    await watch.look();
    nowMs = SIX_MS - 3 * DAY_MS;
    await watch.look();
    assert.deepEqual(dates(), ['2026-11-25']);
  });

  it('after a long stop posts that name their own time vouch for the clock', async () => {
    nowMs = SIX_MS + HOUR_MS;
    const belief = JSON.stringify({ atMs: nowMs, clockMs: nowMs, steadyMs: 0 });
    const { watch } = watched({ belief });
    nowMs += 5 * DAY_MS;
    await watch.look();
    assert.equal(issues().length, 1);
    const { parts } = server.running;
    const at = { publishedMs: nowMs - 2 * HOUR_MS, seenMs: nowMs };
    const posts: PostStore = {
      ...parts.posts,
      async search(filter, options) {
        const found = await parts.posts.search(filter, options);
        const vouching = [1, 2, 3].map(() => at as never);
        return options.limit === 50 && !options.facets ? { ...found, posts: vouching } : found;
      },
    };
    const other = watched({ belief, posts });
    await other.watch.look();
    assert.equal(issues().at(-1)?.id, 'daily-2026-11-30');
  });

  it('with the store away it is made and says so, and completes itself when the store is back', async () => {
    nowMs = SIX_MS + HOUR_MS;
    let isAway = true;
    const { parts } = server.running;
    const posts = new Proxy(parts.posts, {
      get(target, name) {
        const held: unknown = Reflect.get(target, name);
        if (typeof held !== 'function') return held;
        return (...given: unknown[]): unknown =>
          isAway ? Promise.reject(new StoreAway('the cluster does not answer')) : Reflect.apply(held, target, given);
      },
    });
    const { watch, errors } = watched({ posts });
    await watch.look();
    const [first] = issues();
    assert.deepEqual(
      first?.made.lacking.map(({ what }) => what),
      ['store'],
    );
    await watch.look();
    assert.equal(issues()[0]?.remade, 0, 'nothing is made anew while it is away');
    isAway = false;
    await watch.look();
    const [after] = issues();
    assert.equal(after?.remade, 1);
    assert.ok(!after.made.lacking.some(({ what }) => what === 'store'));
    assert.deepEqual(errors, []);
  });
});
