import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as backup from '../../api/command/backup.ts';
import * as restore from '../../api/command/restore.ts';
import * as verify from '../../api/command/verify.ts';
import { DESK_FOLD } from '../../api/desk/desk.ts';
import { foldJournal } from '../../api/journal/fold.ts';
import { openJournal } from '../../api/journal/journal.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { tamper } from '../journal/scene.ts';

const CHILD = join(import.meta.dirname, '../../api/command/child.ts');

describe('the commands verify, backup and restore', () => {
  let dir: string;
  let data: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'firstword-'));
    data = join(dir, 'data');
    const journal = openJournal({ dir: join(data, 'journal'), now: Date.now });
    journal.append(
      [
        { kind: 'note', body: { a: 1 } },
        { kind: 'note', body: { a: 2 } },
      ],
      'ada',
    );
    journal.close();
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function firstword(args: readonly string[], dataDir = data) {
    const { PATH } = process.env;
    const child = spawnSync(process.execPath, [CHILD, ...args], { cwd: dir, env: { PATH, DATA_DIR: dataDir } });
    return { code: child.status, out: child.stdout.toString(), err: child.stderr.toString() };
  }

  it('verify prints the entries and the head, and says where a journal is wrong', () => {
    const good = firstword(['verify']);
    assert.equal(good.code, 0, good.err);
    const { ok, entries, head } = JSON.parse(good.out) as {
      ok: boolean;
      entries: number;
      head: { n: number; hash: string };
    };
    assert.deepEqual([ok, entries, head.n], [true, 2, 2]);
    writeFileSync(join(dir, 'kept'), good.out);
    assert.equal(firstword(['verify', '--head-file', join(dir, 'kept')]).code, 0);
    const other = firstword(['verify', '--head', `2:${'f'.repeat(64)}`]);
    assert.deepEqual([other.code, (JSON.parse(other.out) as { at: number }).at], [1, 2]);
    tamper(join(data, 'journal', 'journal.sqlite'), (db) => db.exec(`UPDATE entry SET actor = 'bo' WHERE n = 1`));
    const bad = firstword(['verify']);
    assert.equal(bad.code, 1);
    assert.match(bad.err, /entry 1: .*edited/);
  });

  it('a role written into the cached state alone is found', () => {
    const journal = openJournal({ dir: join(data, 'journal'), now: Date.now });
    journal.append([{ kind: 'person-added', body: { id: 'bo', roles: ['monitor'] }, texts: { name: 'Bo' } }], 'ada');
    const { state, n } = foldJournal(journal, DESK_FOLD);
    journal.snapshot(DESK_FOLD.version, n, state);
    journal.close();
    assert.equal(firstword(['verify']).code, 0);
    tamper(join(data, 'journal', 'snapshot.sqlite'), (db) =>
      db.exec(`UPDATE snapshot SET state = replace(state, '"monitor"', '"administrator"')`),
    );
    const { code, err } = firstword(['verify']);
    assert.deepEqual([code, /cached state/.test(err)], [1, true]);
  });

  it('a backup is restored into an empty folder, and what is refused says why', () => {
    const file = join(dir, 'b');
    const made = firstword(['backup', '--out', file]);
    assert.equal(made.code, 0, made.err);
    assert.equal(firstword(['backup', '--out', file]).code, 1);
    const refused = firstword(['restore', file]);
    assert.deepEqual([refused.code, /not empty/.test(refused.err)], [1, true]);
    const restored = firstword(['restore', file], join(dir, 'fresh'));
    assert.equal(restored.code, 0, restored.err);
    const contentOf = (text: string): unknown => (JSON.parse(text) as { content: unknown }).content;
    assert.equal(contentOf(restored.out), contentOf(made.out));
    assert.equal(firstword(['verify'], join(dir, 'fresh')).code, 0);
  });

  it('is not restored under a process that has the posts open', async () => {
    const file = join(dir, 'b');
    firstword(['backup', '--out', file]);
    const store = await openSqlitePosts({ dir: join(data, 'posts') });
    const { code, err } = firstword(['restore', file, '--replace']);
    await store.close();
    assert.deepEqual([code, /stop it first/.test(err)], [1, true]);
    assert.equal(firstword(['restore', file, '--replace']).code, 0);
  });

  it('wrong use is told apart, and each says in its help whether it runs beside a live server', () => {
    for (const args of [['verify', '--head', 'x'], ['backup'], ['restore', 'a', '--no']]) {
      assert.equal(firstword(args).code, 2, args.join(' '));
    }
    for (const { help } of [verify, backup, restore]) assert.match(help, /beside a live server/);
  });
});
