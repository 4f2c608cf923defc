import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSender, type Sender, type Target } from '../../api/channels/channel.ts';
import { createLanes, SENDS_PER_LOOK, type Lanes } from '../../api/channels/lanes.ts';
import { createDeliveries, TRIES_MAX, WAITING_MAX, type Deliveries } from '../../api/work/deliveries.ts';
import { openWork, type Work } from '../../api/work/work.ts';

const BODY = JSON.stringify({ title: '通报', lines: ['水质已达标'], link: '' });

describe('lanes of the channels', function () {
  this.timeout(20_000);
  let dir = '';
  let work: Work;
  let queue: Deliveries;
  let sender: Sender;
  let lanes: Lanes;
  let server: Server;
  let nowMs = Date.UTC(2026, 10, 25);
  const targets = new Map<string, Target>();
  const heard: string[] = [];
  let onHeard: () => void = () => undefined;

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'firstword-lanes-'));
    work = openWork({ dir, now: () => nowMs });
    queue = createDeliveries(work);
    server = createServer((request, response) => {
      const path = request.url ?? '';
      heard.push(path);
      request.resume();
      // `/dead` takes the connection and says nothing for ever; `/sour` says yes with an error inside.
      if (path === '/dead') return;
      response.end(path === '/sour' ? '{"errcode":93000,"errmsg":"invalid key"}' : '{"errcode":0}');
      onHeard();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    sender = createSender({ allowed: new Set([`127.0.0.1:${port}`]), nowMs: () => nowMs });
    const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
    targets.set('dead', { kind: 'webhook', url: url('/dead'), signingKey: 'k' });
    targets.set('sour', { kind: 'wecom', url: url('/sour') });
    targets.set('well', { kind: 'webhook', url: url('/well'), signingKey: 'k' });
    lanes = createLanes({
      queue,
      sender,
      targetOf: (id) => targets.get(id) ?? 'removed',
      onError: (error) => assert.fail(String(error)),
    });
  });
  after(async () => {
    await sender.close();
    await lanes.idle();
    server.closeAllConnections();
    server.close();
    work.close();
    rmSync(dir, { recursive: true });
  });

  it('a dead channel holds up nobody: the others have theirs while it is still waited for', async () => {
    for (const channel of ['dead', 'sour', 'well', 'well']) queue.add('通报', BODY, { channel, about: 's1' });
    const all = new Promise<void>((done) => {
      onHeard = () => (heard.filter((path) => path === '/well').length === 2 ? done() : undefined);
    });
    lanes.look();
    await all;
    // The next looks do not start a second try on the lane that waits.
    lanes.look();
    lanes.look();
    while (queue.of('s1').filter(({ state }) => state === 'sent').length < 2)
      await new Promise((done) => setImmediate(done));
    const states = queue.of('s1').map(({ channel, state }) => `${channel} ${state}`);
    assert.deepEqual(states.toSorted(), ['dead waiting', 'sour waiting', 'well sent', 'well sent']);
    assert.equal(heard.filter((path) => path === '/dead').length, 1);
  });

  it('a channel that says yes with an error inside is tried again, then shown as not delivered', async () => {
    for (let tries = 1; tries < TRIES_MAX; tries += 1) {
      nowMs += 3_600_000;
      const before = heard.filter((path) => path === '/sour').length;
      lanes.look();
      while (heard.filter((path) => path === '/sour').length === before)
        await new Promise((done) => setImmediate(done));
      while (queue.of('s1').find(({ channel }) => channel === 'sour')?.tries === tries) {
        await new Promise((done) => setImmediate(done));
      }
    }
    const sour = queue.of('s1').find(({ channel }) => channel === 'sour');
    assert.equal(sour?.state, 'failed');
    assert.match(sour?.why ?? '', /93000/);
    assert.deepEqual(queue.counts().get('sour'), { waiting: 0, failed: 1 });
  });

  it('what waits for a channel that was removed is given up, visibly', async () => {
    queue.add('通报', BODY, { channel: 'gone', about: 's2' });
    lanes.look();
    while (queue.of('s2')[0]?.state === 'waiting') await new Promise((done) => setImmediate(done));
    assert.deepEqual(
      queue.of('s2').map(({ state, why }) => [state, why]),
      [['failed', '渠道已移除']],
    );
  });

  it('one full lane refuses its own and takes the others’; a look sends so many and no more', () => {
    for (let at = 0; at < WAITING_MAX; at += 1) queue.add('x', BODY, { channel: 'full' });
    assert.equal(queue.add('x', BODY, { channel: 'full' }), null);
    assert.notEqual(queue.add('x', BODY, { channel: 'other', waitMs: 60_000 }), null);
    assert.ok(SENDS_PER_LOOK < WAITING_MAX);
  });

  it('the same delivery of the same publication is made once', () => {
    const once = { key: 's9 abc well', atMs: nowMs };
    const first = queue.add('通报', BODY, { channel: 'well', about: 's9', once });
    assert.deepEqual(queue.add('通报', BODY, { channel: 'well', about: 's9', once }), first);
    queue.settle(first?.id ?? '', null);
    assert.equal(queue.add('通报', BODY, { channel: 'well', about: 's9', once })?.state, 'sent');
    assert.equal(queue.of('s9').length, 1);
  });
});
