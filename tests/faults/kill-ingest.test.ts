import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { IngestReply, SourceView, type IngestPost, type PostId, type SourceId } from '../../api/contract/index.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { aPostId } from '../support/post.ts';
import { CRAWLER_TOKEN } from '../support/server.ts';
import { aText } from './feeds.ts';
import { openDesk, until, WHOLE, type Desk } from './processes.ts';

/** Few here: `kill.test.ts` kills as well. */
const ROUNDS = WHOLE ? 20 : 2;
/** Batches on their way at once. */
const SENDERS = 3;
const BATCH = 40;
/** A restart, the segmenter's dictionary, and room for a busy machine. */
const ROUND_MS = 30_000;

/** What the API has answered for, and what it never answered for. */
type Tally = { readonly acknowledged: Set<PostId>; readonly sent: Map<PostId, string>; sources: number };

describe('kill -9 in the middle of ingest', function () {
  this.timeout(60_000 + ROUNDS * ROUND_MS);
  const tally: Tally = { acknowledged: new Set(), sent: new Map(), sources: 0 };
  let desk: Desk;
  let source: SourceId;

  before(async () => {
    desk = await openDesk([]);
    await desk.startApi();
    source = await addSource(desk, tally);
  });
  after(async () => {
    await desk?.close();
  });

  it(`${ROUNDS} times: a batch that was answered for is there, one that was not can be sent again`, async () => {
    const seed = Date.now() % 1_000;
    let serial = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const running = { on: true };
      const nextBatch = (): readonly IngestPost[] => Array.from({ length: BATCH }, () => post(source, (serial += 1)));
      const senders = Array.from({ length: SENDERS }, () => send(desk, tally, nextBatch, running));
      const answered = tally.acknowledged.size;
      await until(
        'a batch is answered',
        ROUND_MS,
        () => Promise.resolve(tally.acknowledged.size),
        (n) => n > answered,
      );
      await addSource(desk, tally);
      await wait(((seed + round * 7) * 37) % 300);
      await desk.kill('api');
      running.on = false;
      const unanswered = (await Promise.all(senders)).flat();
      assert.ok(unanswered.length > 0, 'it was killed in the middle of batches');
      await desk.startApi();
      for (const batch of unanswered) await sendOne(desk, tally, batch);
    }
    assert.equal(tally.acknowledged.size, serial);
    console.log(`      ${serial} posts (seed ${seed})`);
  });

  it('every post is there once, with the text that was sent; every source; the journal verifies', async () => {
    const sources = (await desk.ask('GET', '/api/sources')) as readonly SourceView[];
    assert.equal(sources.filter(({ kind }) => kind === 'feed').length, tally.sources);
    assert.equal(await desk.end('api'), 0, desk.log().slice(-2_000));
    assert.deepEqual(await stored(desk.dataDir), [...tally.sent].toSorted());
    const db = new DatabaseSync(join(desk.dataDir, 'posts/posts.sqlite'), { readOnly: true });
    assert.deepEqual({ ...db.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' });
    db.close();
    const verified = await desk.command('verify');
    assert.equal(verified.code, 0, verified.out + verified.err);
  });
});

/** Sends batch after batch until the API is gone; the batches that it did not answer for. */
async function send(
  desk: Desk,
  tally: Tally,
  nextBatch: () => readonly IngestPost[],
  running: { readonly on: boolean },
): Promise<readonly (readonly IngestPost[])[]> {
  while (running.on) {
    const batch = nextBatch();
    try {
      await sendOne(desk, tally, batch);
    } catch (error) {
      assert.ok(error instanceof TypeError, `only a cut connection is expected: ${String(error)}`);
      return [batch];
    }
  }
  return [];
}

/** Resolves when it was answered; a `TypeError` of fetch is a connection that was cut. */
async function sendOne(desk: Desk, tally: Tally, posts: readonly IngestPost[]): Promise<void> {
  for (const { id, text } of posts) tally.sent.set(id, text);
  const headers = { authorization: `Bearer ${CRAWLER_TOKEN}`, 'content-type': 'application/json' };
  const response = await fetch(`${desk.url}/api/ingest`, { method: 'POST', headers, body: JSON.stringify({ posts }) });
  const body = await response.text();
  assert.equal(response.status, 200, body);
  const { accepted, repeated, refused } = IngestReply.parse(JSON.parse(body));
  assert.deepEqual(refused, []);
  // All or nothing: a batch that was cut off before its answer is there as a whole or not at all.
  assert.ok(accepted === posts.length || repeated === posts.length, body);
  for (const { id } of posts) tally.acknowledged.add(id);
}

async function addSource(desk: Desk, tally: Tally): Promise<SourceId> {
  const url = `https://forum.example.org/${tally.sources}`;
  const added = await desk.ask('POST', '/api/sources', { kind: 'feed', name: `第${tally.sources}号信源`, url });
  tally.sources += 1;
  return SourceView.parse(added).id;
}

function post(source: SourceId, serial: number): IngestPost {
  const nowMs = Date.now();
  return {
    id: aPostId(`kill ${serial}`),
    source,
    kind: 'entry',
    url: null,
    thread: null,
    floor: null,
    title: '反映',
    text: aText(serial),
    publishedMs: nowMs,
    seenMs: nowMs,
    voice: null,
    backfill: false,
  };
}

/** Ids with their texts, in the order of ids; a post that lies there twice would be in it twice. */
async function stored(dataDir: string): Promise<readonly (readonly [PostId, string])[]> {
  const store = await openSqlitePosts({ dir: join(dataDir, 'posts') });
  const found: [PostId, string][] = [];
  for (let mark = ''; ;) {
    const page = await store.scan(mark, 1_000);
    if (page.posts.length === 0) break;
    found.push(...page.posts.map(({ id, text }): [PostId, string] => [id, text]));
    mark = page.mark;
  }
  await store.close();
  return found.toSorted();
}
