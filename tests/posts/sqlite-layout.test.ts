import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreOutdated } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';

describe('the layout of the SQLite store', () => {
  it('of another version is refused with what to do, and left as it is', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'firstword-layout-'));
    await (await openSqlitePosts({ dir })).close();
    const db = new DatabaseSync(join(dir, 'posts.sqlite'));
    db.exec('PRAGMA user_version = 0');
    db.close();
    await assert.rejects(
      openSqlitePosts({ dir }),
      (error) => error instanceof StoreOutdated && /layout 0/.test(error.message),
    );
    const again = new DatabaseSync(join(dir, 'posts.sqlite'));
    assert.equal(again.prepare('PRAGMA user_version').get()?.['user_version'], 0);
    again.exec('PRAGMA user_version = 1');
    again.close();
    await (await openSqlitePosts({ dir })).close();
    rmSync(dir, { recursive: true });
  });
});
