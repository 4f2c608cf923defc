import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { StoreLocked } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { aFilter, aPost, aPostId } from '../support/post.ts';
import { BATCH_POSTS } from './sqlite-child.ts';

/** `npm run test:faults` asks for the many. */
const ROUNDS = process.env['FIRSTWORD_FAULTS'] === 'whole' ? 60 : 4;

describe('the SQLite store of posts', function () {
  this.timeout(60_000 + ROUNDS * 5_000);
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'posts-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('loses no accepted post and doubles none when it is killed in the middle of a put', async () => {
    let next = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const said = await killedAfter(dir, next, 3 + round * 2);
      const store = await openSqlitePosts({ dir });
      const batches = (await store.stats()).posts / BATCH_POSTS;
      assert.ok(Number.isInteger(batches), 'a batch is there as a whole or not at all');
      // The batch that was being written may be there: the answer was lost, not the batch.
      assert.ok(batches === said + 1 || batches === said + 2, `${batches} batches, ${said + 1} said`);
      assert.equal(await store.count(aFilter({ phrases: [['浑浊', '停水']] })), batches * BATCH_POSTS);
      const last = Array.from({ length: BATCH_POSTS }, (_, at) => aPostId(`${said} ${at}`));
      assert.equal((await store.get(last)).length, BATCH_POSTS);
      await store.close();
      next = said;
    }
    const db = new DatabaseSync(join(dir, 'posts.sqlite'));
    assert.deepEqual({ ...db.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' });
    db.close();
  });

  it('is refused to a second process by name of the first, and free when the first was killed', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'sqlite-child.ts'), dir, '0']);
    await once(createInterface({ input: child.stdout }), 'line');
    await assert.rejects(openSqlitePosts({ dir }), (error: unknown) => {
      assert.ok(error instanceof StoreLocked);
      assert.equal(error.pid, child.pid);
      return true;
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await openSqlitePosts({ dir });
    await assert.rejects(openSqlitePosts({ dir }), { name: 'StoreLocked', pid: process.pid });
    await store.close();
    await (await openSqlitePosts({ dir })).close();
  });

  it('keeps everything over a restart, near-copies and groups too', async () => {
    const before = await openSqlitePosts({ dir });
    await before.put([aPost({ id: 'a', bands: ['k1', 'k2'] }), aPost({ id: 'b', group: 'a', topics: ['water'] })]);
    await before.retag([
      { id: aPostId('b'), topics: ['health'], places: [], markers: [], rumor: 0, tone: null, version: 2 },
    ]);
    const { mark } = await before.factsSince('', 10);
    await before.close();
    await assert.rejects(before.stats(), { name: 'StoreAway' });
    const after = await openSqlitePosts({ dir });
    assert.deepEqual(await after.nearCopies([['k1', 'k2']], 0), [aPostId('a')]);
    assert.equal((await after.groupSizes([aPostId('a')])).get(aPostId('a')), 2);
    assert.equal(await after.count(aFilter({ topics: ['health'] })), 1);
    await after.put([aPost({ id: 'c' })]);
    assert.deepEqual(
      (await after.factsSince(mark, 10)).facts.map(({ id }) => id),
      [aPostId('c')],
    );
    await after.close();
  });
});

/** The last batch that the child said, killed at once when it had said `lines`. */
async function killedAfter(dir: string, first: number, lines: number): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'sqlite-child.ts'), dir, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = first - 1;
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    said = Number(line);
    if (++count === lines) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return said;
}
