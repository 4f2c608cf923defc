import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostRoom } from '../../api/channels/post-room.ts';
import { createLookout, type AlertNews } from '../../api/lookout/lookout.ts';
import type { PostFact } from '../../api/posts/port.ts';
import type { RaisedAlert } from '../../api/warning/alert.ts';
import { createWarningState } from '../../api/warning/watch.ts';
import { createDeliveries } from '../../api/work/deliveries.ts';
import { createNewsBox } from '../../api/work/news-box.ts';
import { openWork } from '../../api/work/work.ts';
import { aPostId, aSourceId } from '../support/post.ts';
import { until } from './processes.ts';

const NOW_MS = Date.parse('2026-11-25T12:00:00+08:00');
const MINUTE_MS = 60_000;
const CHANNEL = {
  id: 'first',
  alerts: true,
  target: { kind: 'webhook', url: 'http://hook.example/', signingKey: 'k' },
} as const;

describe('while the disk has no room', () => {
  it('an alert that could not be written down is told once there is room, as new, and once', async () => {
    let isFull = true;
    const saved: string[] = [];
    const told: AlertNews[] = [];
    const errors: unknown[] = [];
    const lookout = createLookout({
      posts: { factsSince: (mark) => Promise.resolve({ facts: mark === '' ? burst() : [], mark: 'end' }) },
      keep: {
        load: () => ({ state: createWarningState(), mark: '' }),
        save: () => refuseIf(isFull),
        loadAlerts: () => [],
        saveAlert(alert: RaisedAlert) {
          refuseIf(isFull);
          saved.push(alert.id);
        },
      },
      now: () => NOW_MS,
      coverage: () => ({ gaps: [] }),
      watches: () => Promise.resolve([]),
      isBroad: () => false,
      onAlerts: (news) => told.push(...news),
      onError: (error) => errors.push(error),
    });
    await lookout.look();
    assert.equal(lookout.alerts().length, 1, 'it was seen');
    assert.equal(told.length, 0);
    assert.ok(errors.length > 0, 'the log says why');
    isFull = false;
    await lookout.look();
    assert.deepEqual(
      told.map(({ isNew, tell }) => ({ isNew, tell })),
      [{ isNew: true, tell: true }],
    );
    await lookout.look();
    assert.equal(new Set(told.map(({ alert }) => alert.id)).size, 1);
    assert.equal(told.filter(({ isNew }) => isNew).length, 1);
    isFull = true;
    await lookout.close();
  });

  it('a message that was sent is not sent again because that could not be noted', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'firstword-room-'));
    const work = openWork({ dir, now: Date.now });
    const queue = createDeliveries(work);
    let isFull = true;
    let sent = 0;
    let failures = 0;
    const room = createPostRoom({
      queue: {
        ...queue,
        settle(id, why) {
          refuseIf(isFull);
          return queue.settle(id, why);
        },
      },
      news: createNewsBox(work),
      sender: {
        send() {
          sent += 1;
          return Promise.resolve(null);
        },
        close: () => Promise.resolve(),
      },
      channels: () => [CHANNEL],
      isThere: () => true,
      digestMin: () => 10,
      now: Date.now,
      link: 'https://desk.example/alerts',
      onError: () => (failures += 1),
      lookMs: 10,
    });
    const failed = (count: number): Promise<number> =>
      until(
        'looks',
        5_000,
        () => Promise.resolve(failures),
        (seen) => seen >= count,
      );
    room.tell('一条提示', true);
    await failed(3);
    isFull = false;
    await until(
      'it is noted as sent',
      5_000,
      () => Promise.resolve(queue.log(1)),
      ([first]) => first?.state === 'sent',
    );
    assert.equal(sent, 1);
    await room.close();
    work.close();
    rmSync(dir, { recursive: true });
  });

  it('a line waits, and the process lives, while the queue cannot be written', async () => {
    let isFull = true;
    let failures = 0;
    const added: string[] = [];
    const dir = mkdtempSync(join(tmpdir(), 'firstword-room-'));
    const work = openWork({ dir, now: Date.now });
    const news = createNewsBox(work);
    const room = createPostRoom({
      news: {
        ...news,
        put(...line) {
          refuseIf(isFull);
          news.put(...line);
        },
      },
      queue: {
        add(_what, body) {
          refuseIf(isFull);
          added.push(body);
          return null;
        },
        due: () => [],
        settle: () => null,
        giveUp: () => null,
      },
      sender: { send: () => Promise.resolve(null), close: () => Promise.resolve() },
      channels: () => [CHANNEL],
      isThere: () => true,
      digestMin: () => 10,
      now: Date.now,
      link: 'https://desk.example/alerts',
      onError: () => (failures += 1),
      lookMs: 10,
    });
    room.tell('一条提示', true);
    await until(
      'looks',
      5_000,
      () => Promise.resolve(failures),
      (seen) => seen >= 2,
    );
    isFull = false;
    await until(
      'it is queued',
      5_000,
      () => Promise.resolve(added.length),
      (seen) => seen === 1,
    );
    assert.match(added[0] ?? '', /一条提示/);
    await room.close();
    work.close();
    rmSync(dir, { recursive: true });
  });
});

/** What SQLite says on a full disk. */
function refuseIf(isFull: boolean): void {
  if (isFull) throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
}

/** A matter nobody spoke of before, from several sites at once. */
function burst(): readonly PostFact[] {
  return Array.from({ length: 12 }, (_, at) => ({
    id: aPostId(`burst ${at}`),
    source: aSourceId(`site-${at % 3}`),
    voice: `voice ${at}`,
    kind: 'entry',
    group: `text ${at}`,
    topics: ['water'],
    places: [],
    markers: [],
    tokens: [],
    publishedMs: NOW_MS - 20 * MINUTE_MS + at * MINUTE_MS,
    seenMs: NOW_MS - 20 * MINUTE_MS + at * MINUTE_MS,
    backfill: false,
  }));
}
