import assert from 'node:assert/strict';
import { isRefusal } from '../../api/contract/index.ts';
import type { CrawlReport, Source } from '../../api/contract/index.ts';
import { BROWSER_SILENT_MS, createLeases, LEASE_MS, type Leases, type Reported } from '../../api/work/leases.ts';
import { BACK_OFF_MS_MAX, NOT_BEFORE_MS_MAX } from '../../api/work/schedule.ts';
import { aReport, aScene, aSource, NOON_MS, type Scene } from './scene.ts';

const KEY = { key: 'k'.repeat(64), fromMs: 0, untilMs: NOON_MS * 2 };
const asking = { crawler: 'c1', room: 10, browser: true, voiceKeys: [KEY] };
const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

describe('leases', () => {
  let scene: Scene;
  beforeEach(() => (scene = aScene()));
  afterEach(() => scene.close());

  /** As after a restart of the API. */
  const open = (): Leases => createLeases(scene.work, () => 0, scene.livedMs);

  /** One visit with this outcome. */
  function visit(source: Source, change: Partial<CrawlReport>): Reported {
    const leases = open();
    const [lease] = leases.hand([source], asking);
    assert.ok(lease !== undefined, 'the source is due');
    const reported = leases.report(aReport(lease, change), [source]);
    assert.ok(!isRefusal(reported));
    return reported;
  }

  it('a source has one holder, also with two crawlers and two API objects', () => {
    const source = aSource();
    const [one, two] = [open(), open()];
    assert.equal(one.hand([source], asking).length, 1);
    assert.equal(two.hand([source], { ...asking, crawler: 'c2' }).length, 0);
    assert.equal(one.health(source).state, 'visiting');
  });

  it('a lease that is not given back runs out, and its report comes too late', () => {
    const source = aSource();
    const leases = open();
    const [lost] = leases.hand([source], asking);
    scene.tick(LEASE_MS);
    assert.equal(leases.hand([source], asking).length, 1);
    assert.ok(lost !== undefined);
    const late = leases.report(aReport(lost), [source]);
    assert.equal(isRefusal(late) && late.refused, 'lease-lost');
  });

  it('a lease that its crawler does not know of is free at once: the answer was lost, or the process', () => {
    const source = aSource();
    const leases = open();
    const [lost] = leases.hand([source], { ...asking, holding: [] });
    assert.ok(lost !== undefined);
    assert.equal(leases.hand([source], { ...asking, holding: [lost.id] }).length, 0);
    assert.equal(leases.hand([source], { ...asking, crawler: 'c2', holding: [] }).length, 0, 'it is not of that one');
    assert.equal(leases.hand([source], { ...asking, holding: [] }).length, 1);
    assert.ok(isRefusal(leases.report(aReport(lost), [source])));
  });

  it('a report counts once', () => {
    const source = aSource();
    const leases = open();
    const [lease] = leases.hand([source], asking);
    assert.ok(lease !== undefined);
    assert.equal(isRefusal(leases.report(aReport(lease), [source])), false);
    assert.equal(isRefusal(leases.report(aReport(lease), [source])), true);
  });

  it('hands out no more than there is room for, the longest overdue first', () => {
    const [old, young] = [aSource({ id: 'old' }), aSource({ id: 'young' })];
    visit(old, {});
    scene.tick(MINUTE);
    visit(young, {});
    scene.tick(60 * MINUTE);
    const leases = open();
    const handed = leases.hand([young, old], { ...asking, room: 1 });
    assert.deepEqual(
      handed.map((lease) => lease.source.id),
      ['old'],
    );
  });

  it('what the last visit left comes with the next lease', () => {
    const source = aSource();
    visit(source, { memory: '{"etag":"x"}' });
    scene.tick(15 * MINUTE);
    assert.equal(open().hand([source], asking)[0]?.memory, '{"etag":"x"}');
  });

  it('neither paused sources nor those without an address are visited', () => {
    const sources = [aSource({ id: 'a', paused: true }), aSource({ id: 'b', kind: 'lead', url: null })];
    const leases = open();
    assert.deepEqual(leases.hand(sources, asking), []);
    assert.deepEqual(
      sources.map((source) => leases.health(source).state),
      ['paused', 'waiting'],
    );
    assert.equal(leases.waitMs(sources, 5_000), 5_000);
  });

  it('after success the next visit comes after the interval', () => {
    const { health, nextVisitMs } = visit(aSource(), { posts: 7 });
    assert.equal(nextVisitMs, NOON_MS + 15 * MINUTE);
    assert.deepEqual([health.state, health.lastPosts, health.failures], ['well', 7, 0]);
    assert.equal(open().waitMs([aSource()], MINUTE), MINUTE);
  });

  it('failures back off, doubling up to a quarter of a day, and are shown', () => {
    const waits = [];
    for (let at = 0; at < 12; at += 1) {
      const reason = { code: 'timeout', zh: '超时', en: 'timed out' };
      const { nextVisitMs, health } = visit(aSource(), { outcome: 'retry', reason });
      assert.deepEqual([health.state, health.failures, health.reason?.code], ['failing', at + 1, 'timeout']);
      const waitMs = nextVisitMs - scene.work.now();
      waits.push(waitMs);
      scene.tick(waitMs);
    }
    assert.deepEqual(
      waits.slice(0, 4),
      [1, 2, 4, 8].map((minutes) => minutes * MINUTE),
    );
    assert.equal(waits.at(-1), BACK_OFF_MS_MAX);
    assert.equal(visit(aSource(), {}).health.failures, 0);
  });

  it('Retry-After is obeyed, and no site can ask for more than a day', () => {
    const asked = NOON_MS + 3 * 3_600_000;
    assert.equal(visit(aSource(), { outcome: 'retry', notBeforeMs: asked }).nextVisitMs, asked);
    scene.tick(asked - NOON_MS);
    const year = NOON_MS + 365 * 24 * 3_600_000;
    const { nextVisitMs } = visit(aSource(), { outcome: 'retry', notBeforeMs: year });
    assert.equal(nextVisitMs, scene.work.now() + NOT_BEFORE_MS_MAX);
  });

  it('a source set aside waits for staff', () => {
    const source = aSource();
    assert.equal(visit(source, { outcome: 'set-aside' }).health.nextVisitMs, null);
    scene.tick(30 * 24 * 3_600_000);
    const leases = open();
    assert.deepEqual(leases.hand([source], asking), []);
    leases.visitNow(source.id);
    assert.equal(leases.hand([source], asking).length, 1);
  });

  it('a rendered source rests with a reason where no crawler has a browser', () => {
    const source = aSource({ kind: 'rendered' });
    const leases = open();
    const blind = { ...asking, browser: false };
    assert.deepEqual(leases.hand([source], blind), []);
    assert.deepEqual([leases.health(source).state, leases.health(source).reason?.code], ['resting', 'no-browser']);
    scene.tick(BROWSER_SILENT_MS);
    assert.equal(leases.hand([source], asking).length, 1);
  });

  for (const [name, offMs] of [
    ['back', -YEAR],
    ['forward', YEAR],
  ] as const) {
    it(`a clock set a year ${name} neither ends a lease that is in use nor keeps it for ever`, () => {
      const source = aSource();
      const leases = open();
      const [lease] = leases.hand([source], asking);
      assert.ok(lease !== undefined);
      scene.setClock(offMs);
      scene.tick(LEASE_MS - 1);
      assert.deepEqual(leases.hand([source], { ...asking, crawler: 'c2' }), [], 'it is still being visited');
      assert.equal(leases.health(source).state, 'visiting');
      scene.tick(1);
      assert.equal(leases.health(source).state, 'waiting');
      assert.equal(leases.hand([source], { ...asking, crawler: 'c2' }).length, 1);
      assert.ok(isRefusal(leases.report(aReport(lease), [source])));
    });

    it(`a report is taken though the clock was set a year ${name} during the visit`, () => {
      const source = aSource();
      const leases = open();
      const [lease] = leases.hand([source], asking);
      assert.ok(lease !== undefined);
      scene.setClock(offMs);
      const reported = leases.report(aReport(lease), [source]);
      assert.ok(!isRefusal(reported));
      assert.equal(reported.nextVisitMs, scene.work.now() + 15 * MINUTE);
    });
  }

  it('a lease from before a restart that seems to end in a year ends with the usual span', () => {
    const source = aSource();
    open().hand([source], asking);
    scene.setClock(-YEAR);
    const leases = open();
    assert.deepEqual(leases.hand([source], asking), []);
    scene.tick(LEASE_MS);
    assert.equal(leases.hand([source], asking).length, 1);
  });

  it('after the clock was set back a source waits as long as it would have, and not for a year', () => {
    const source = aSource();
    scene.setClock(YEAR);
    visit(source, {});
    scene.setClock(-YEAR);
    const leases = open();
    assert.deepEqual(leases.hand([source], asking), []);
    const { nextVisitMs, lastVisitMs, lastSuccessMs } = leases.health(source);
    assert.deepEqual([nextVisitMs, lastVisitMs, lastSuccessMs], [NOON_MS + 15 * MINUTE, NOON_MS, NOON_MS]);
    scene.tick(15 * MINUTE);
    assert.equal(leases.hand([source], asking).length, 1);
  });

  it('a visit asked for by a clock a year ahead comes at once when that is right again', () => {
    const source = aSource();
    scene.setClock(YEAR);
    open().visitNow(source.id);
    scene.setClock(-YEAR);
    assert.equal(open().hand([source], asking).length, 1);
  });
});
