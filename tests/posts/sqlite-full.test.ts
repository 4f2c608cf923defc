import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreAway } from '../../api/posts/port.ts';
import type { PostStore } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { aPost } from '../support/post.ts';

const BATCH_POSTS = 200;

describe('the SQLite store of posts on a full disk', function () {
  this.timeout(60_000);
  let dir: string;

  before(function () {
    dir = mkdtempSync(join(tmpdir(), 'posts-full-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', dir], { stdio: 'pipe' });
    } catch {
      rmSync(dir, { recursive: true });
      console.log('      skipped: a small disk cannot be mounted here (it needs root)');
      this.skip();
    }
  });
  after(() => {
    execFileSync('umount', [dir]);
    rmSync(dir, { recursive: true });
  });

  it('says so, keeps what it accepted, and goes on when there is room again', async () => {
    const store = await openSqlitePosts({ dir });
    const accepted = await fill(store);
    assert.ok(accepted > 0);
    assert.equal((await store.stats()).posts, accepted * BATCH_POSTS);
    execFileSync('mount', ['-o', 'remount,size=64m', dir]);
    assert.equal((await store.put(batch(accepted))).added.length, BATCH_POSTS, 'the refused batch is taken now, whole');
    assert.equal((await store.stats()).posts, (accepted + 1) * BATCH_POSTS);
    await store.close();
  });
});

/** Batches accepted until the disk was full. */
async function fill(store: PostStore): Promise<number> {
  for (let accepted = 0; accepted < 200; accepted++) {
    try {
      await store.put(batch(accepted));
    } catch (error) {
      assert.ok(error instanceof StoreAway, String(error));
      assert.equal(error.full, true, error.message);
      return accepted;
    }
  }
  throw new Error('the disk never filled');
}

function batch(number: number): ReturnType<typeof aPost>[] {
  const text = Array.from({ length: 60 }, (_, at) => `词${number}-${at}`).join(' ');
  return Array.from({ length: BATCH_POSTS }, (_, at) => aPost({ id: `${number} ${at}`, text }));
}
