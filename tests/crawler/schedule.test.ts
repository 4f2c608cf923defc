import assert from 'node:assert/strict';
import type { CrawlerHello, CrawlReport, Lease } from '../../api/contract/source.ts';
import type { Outbox } from '../../crawler/outbox.ts';
import type { Parts } from '../../crawler/parts.ts';
import { crawl, keyInForce } from '../../crawler/schedule.ts';

const aLease = (id: string): Lease =>
  ({
    id,
    source: {
      id: `s-${id}`,
      kind: 'feed',
      name: 'n',
      url: 'http://x.example/feed',
      everyMin: 1,
      paused: false,
      sample: false,
      addedMs: 0,
    },
    untilMs: Date.now() + 60_000,
    voiceKeys: [{ key: 'k'.repeat(32), fromMs: 0, untilMs: 1e15 }],
    memory: '',
  }) as Lease;

type Scene = { readonly hellos: CrawlerHello[]; readonly reports: CrawlReport[]; readonly logged: string };

/** Runs the schedule on scripted leases until a number of reports (or of questions for work) has come. */
async function scene(
  leases: Lease[],
  read: Parts['reader']['read'],
  until: (seen: Scene) => boolean,
  isFull = false,
): Promise<Scene> {
  const stop = new AbortController();
  const seen = { hellos: [] as CrawlerHello[], reports: [] as CrawlReport[], logged: '' };
  const note = (details: object, message: string): void =>
    void (seen.logged += `${JSON.stringify(details)} ${message}\n`);
  const check = (): void => {
    if (until(seen)) stop.abort();
  };
  await crawl({
    api: {
      leases: async (hello) => {
        seen.hellos.push(hello);
        check();
        return { ok: true, value: { leases: leases.splice(0, hello.room), waitMs: 0 } };
      },
      report: async (report) => {
        seen.reports.push(report);
        check();
        return { ok: true, value: { nextVisitMs: 0 } };
      },
    },
    outbox: { size: () => ({ posts: isFull ? 9 : 0, isFull }), append: async () => 'kept' } as unknown as Outbox,
    parts: { reader: { read }, extractor: {}, renderer: null, clock: Date.now } as unknown as Parts,
    crawler: 'c',
    concurrency: 2,
    log: { info: note, warn: note },
    signal: stop.signal,
  });
  return seen;
}

describe('schedule', () => {
  it('takes no more sources than it has room for', async () => {
    let active = 0;
    let most = 0;
    const seen = await scene(
      ['a', 'b', 'c', 'd', 'e'].map(aLease),
      async () => {
        most = Math.max(most, ++active);
        await new Promise((resolve) => setImmediate(resolve));
        active--;
        return { kind: 'not-modified', url: '' };
      },
      ({ reports }) => reports.length === 5,
    );
    assert.equal(most, 2);
    assert.ok(seen.reports.every(({ outcome }) => outcome === 'unchanged'));
    assert.ok(seen.hellos.every(({ room }) => room <= 2));
  });

  it('with a full outbox it asks for nothing and says why', async () => {
    const { hellos, reports } = await scene(
      [aLease('a')],
      async () => ({ kind: 'not-modified', url: '' }),
      (seen) => seen.hellos.length === 2,
      true,
    );
    assert.deepEqual([hellos[0]?.room, hellos[0]?.outboxFull, hellos[0]?.outboxPosts, reports.length], [0, true, 9, 0]);
  });

  it('a bug costs one visit, is reported, and its message is not logged', async () => {
    const { reports, logged } = await scene(
      [aLease('a')],
      async () => {
        throw new Error('text of 老张 13812345678');
      },
      (seen) => seen.reports.length === 1,
    );
    assert.deepEqual([reports[0]?.outcome, reports[0]?.reason?.code], ['give-up', 'broken']);
    assert.match(logged, /schedule\.test\.ts/);
    assert.doesNotMatch(logged, /老张|13812345678/);
  });

  it('the voice key in force is the one of the moment', () => {
    const keys = [
      { key: 'new', fromMs: 100, untilMs: 200 },
      { key: 'old', fromMs: 0, untilMs: 120 },
    ];
    assert.deepEqual([keyInForce(keys, 50), keyInForce(keys, 110), keyInForce(keys, 999)], ['old', 'new', 'new']);
  });
});
