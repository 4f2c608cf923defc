import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message } from '../../api/channels/channel.ts';
import { createPostRoom, type OpenChannel, type PostRoom } from '../../api/channels/post-room.ts';
import { createDeliveries } from '../../api/work/deliveries.ts';
import { createNewsBox, LINES_MAX } from '../../api/work/news-box.ts';
import { openWork, type Work } from '../../api/work/work.ts';

const CHANNEL: OpenChannel = {
  id: 'first',
  alerts: true,
  target: { kind: 'webhook', url: 'http://hook.example/', signingKey: 'k' },
};

describe('the post room', function () {
  let dir = '';
  let work: Work;
  let room: PostRoom;
  let open: () => PostRoom;
  let looks = true;
  let sent: Message[] = [];
  let why: string | null = null;
  let channel: OpenChannel | null = CHANNEL;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'firstword-post-'));
    work = openWork({ dir, now: Date.now });
    [sent, why, channel] = [[], null, CHANNEL];
    open = () =>
      createPostRoom({
        queue: createDeliveries(work),
        news: createNewsBox(work),
        sender: {
          send: async (_channel, digest) => {
            sent.push(digest);
            return why;
          },
          close: async () => undefined,
        },
        channels: () => (channel === null ? [] : [channel]),
        isThere: () => true,
        digestMin: () => 10,
        now: Date.now,
        link: 'https://desk.example/alerts',
        onError: (error) => assert.fail(String(error)),
        lookMs: looks ? 20 : 1_000_000,
      });
    room = open();
  });
  afterEach(async () => {
    await room.close();
    work.close();
    rmSync(dir, { recursive: true });
  });

  const arrived = async (count: number): Promise<void> => {
    const startedMs = Date.now();
    while (sent.length < count) {
      assert.ok(Date.now() - startedMs < 5_000, `${sent.length} of ${count} digests`);
      await new Promise((done) => setTimeout(done, 5));
    }
  };

  it('sends the first word at once, and gathers what follows into one digest', async () => {
    room.tell('第一条', false);
    await arrived(1);
    room.tell('第二条', false);
    room.tell('第三条', true);
    await arrived(2);
    assert.deepEqual(
      sent.map((digest) => digest.lines),
      [['第一条'], ['第二条', '第三条']],
    );
  });

  it('what was told before a kill is in the first digest after it, once', async () => {
    await room.close();
    looks = false;
    room = open();
    room.tell('时限提醒', true, 'clock 1');
    // Killed here: nothing of the room is left but what it kept.
    await room.close();
    looks = true;
    room = open();
    room.tell('时限提醒', true, 'clock 1');
    room.tell('没有办成的事', true, 'refused');
    room.untell('refused');
    await arrived(1);
    assert.deepEqual(
      sent.map((digest) => digest.lines),
      [['时限提醒']],
    );
  });

  it('says how many more there were beyond its limit', async () => {
    for (let i = 0; i < LINES_MAX + 7; i += 1) room.tell(`第 ${i} 条`, true);
    await arrived(1);
    assert.equal(sent[0]?.lines.length, LINES_MAX + 1);
    assert.equal(sent[0]?.lines.at(-1), '另有 7 条');
  });

  it('refuses a test without a channel, and tells why a test failed', async () => {
    channel = null;
    assert.equal('refused' in (await room.test()), true);
    channel = CHANNEL;
    why = '对方返回 HTTP 500';
    const failed = await room.test();
    assert.ok('refused' in failed && failed.zh.includes('HTTP 500'));
    why = null;
    const done = await room.test();
    assert.ok('state' in done && done.state === 'sent');
  });
});
