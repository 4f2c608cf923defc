import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { makeBackup, type Made } from '../../api/backup/make.ts';
import { BackupRefused, MAGIC } from '../../api/backup/manifest.ts';
import { restoreBackup, type RestoreOptions } from '../../api/backup/restore.ts';
import { PersonId, PostId } from '../../api/contract/index.ts';
import { addErasures, erasuresPath, readErasures } from '../../api/journal/erasures.ts';
import { openJournal, type Journal } from '../../api/journal/journal.ts';
import type { PostStore } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { createSessions } from '../../api/work/sessions.ts';
import { createMarks } from '../../api/work/marks.ts';
import { openVoiceKeys } from '../../api/work/voice-keys.ts';
import { openWork, type Work } from '../../api/work/work.ts';
import { aPost, aPostId, aVoice } from '../support/post.ts';

const NOW_MS = Date.UTC(2026, 10, 25, 4);
const NOTE = '居民反映的原文';
const now = (): number => NOW_MS;

type Office = { readonly journal: Journal; readonly work: Work; readonly posts: PostStore; close(): Promise<void> };

/** A running office with a little of everything in it. */
async function anOffice(dir: string): Promise<Office> {
  const journal = openJournal({ dir: join(dir, 'journal'), now });
  const work = openWork({ dir: join(dir, 'work'), now });
  const posts = await openSqlitePosts({ dir: join(dir, 'posts') });
  return {
    journal,
    work,
    posts,
    async close() {
      journal.close();
      work.close();
      await posts.close();
    },
  };
}

describe('backup and restore', () => {
  let root: string;
  let dir: string;
  let fresh: string;
  let out: string;
  let office: Office;
  let token: string;
  let voiceKey: string;

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'firstword-'));
    [dir, fresh, out] = [join(root, 'data'), join(root, 'fresh'), join(root, 'office.backup')];
    office = await anOffice(dir);
    office.journal.append([{ kind: 'note', body: { a: 1 }, texts: { note: NOTE } }], 'ada');
    token = createSessions(office.work).open(PersonId.parse('ada'), 'Chrome');
    createMarks(office.work).put('facts', '42');
    voiceKey = openVoiceKeys({ dir: join(dir, 'work'), now }).current()[0]?.key ?? '';
    await office.posts.put([aPost({ id: 'one', voice: 'v1' }), aPost({ id: 'two', text: '停水 通知', voice: 'v2' })]);
  });
  afterEach(async () => {
    await office.close();
    rmSync(root, { recursive: true, force: true });
  });

  const make = (): Promise<Made> => makeBackup(dir, out, { nowMs: NOW_MS, store: 'sqlite' });
  const restore = (to = fresh, options: Partial<RestoreOptions> = {}) =>
    restoreBackup(out, to, { replace: false, erasures: null, erasePosts, ...options });

  async function erasePosts(folder: string, ids: readonly string[]): Promise<void> {
    const store = await openSqlitePosts({ dir: folder });
    await store.erase(ids.map((id) => PostId.parse(id)));
    await store.close();
  }

  it('what comes back has the same content hash, journal, records and posts', async () => {
    const { manifest } = await make();
    assert.equal((await restore()).content, manifest.content);
    const other = await anOffice(fresh);
    assert.deepEqual(other.journal.head(), office.journal.head());
    assert.equal(other.journal.read(1, 1)[0]?.texts['note'], NOTE);
    assert.equal(other.journal.verify().ok, true);
    assert.equal(createMarks(other.work).get('facts'), '42');
    assert.equal((await other.posts.get([aPostId('two')]))[0]?.text, '停水 通知');
    assert.equal((await other.posts.put([aPost({ id: 'one' })])).added.length, 0, 'a second crawl doubles nothing');
    await other.close();
    rmSync(out);
    assert.equal(
      (await makeBackup(dir, out, { nowMs: NOW_MS + 1, store: 'sqlite' })).manifest.content,
      manifest.content,
    );
  });

  it('runs under load: what was acknowledged before it is in it', async () => {
    let going = true;
    let last = 0;
    const load = (async () => {
      for (let at = 0; going; at += 1) {
        last = office.journal.append([{ kind: 'note', body: { at }, texts: { note: 'x' } }], 'ada')[0]?.n ?? 0;
        await office.posts.put([aPost({ id: `p${at}`, voice: 'v' })]);
      }
    })();
    const before = office.journal.head().n;
    const { manifest } = await make();
    going = false;
    await load;
    assert.ok(manifest.head.n >= before && manifest.head.n <= last);
    assert.equal((await restore()).head.n, manifest.head.n);
  });

  it('holds no session, no voice and no voice key', async () => {
    await make();
    const raw = gunzipSync(readFileSync(out));
    const hashed = createHash('sha256').update(token).digest('hex');
    for (const secret of [token, hashed, voiceKey, aVoice('v1'), aVoice('v2')])
      assert.equal(raw.includes(secret), false);
    assert.equal(raw.includes(NOTE), true);
    await restore();
    const work = openWork({ dir: join(fresh, 'work'), now });
    assert.equal(createSessions(work).find(token), null);
    work.close();
    assert.equal(statSync(out).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(root).sort(), ['data', 'fresh', 'office.backup']);
    assert.deepEqual(readdirSync(dir).sort(), ['journal', 'posts', 'work'], 'no working copies are left');
  });

  it('what a backup that was killed left behind goes with the next one', async () => {
    // No process has a number that high.
    mkdirSync(join(dir, '.backup-999999999'));
    await make();
    assert.equal(existsSync(join(dir, '.backup-999999999')), false);
  });

  it('a backup that exists is not overwritten', async () => {
    writeFileSync(out, 'older');
    await assert.rejects(make, BackupRefused);
    assert.equal(readFileSync(out, 'utf8'), 'older');
  });

  it('a damaged file is refused before anything is touched, wherever it is damaged', async () => {
    await make();
    const whole = readFileSync(out);
    const was = snapshotOf(dir);
    const cut = (length: number): Buffer => whole.subarray(0, length);
    const flipped = (at: number): Buffer => {
      const copy = Buffer.from(whole);
      copy[at] = (copy[at] ?? 0) ^ 0xff;
      return copy;
    };
    const raw = gunzipSync(whole);
    const inside = Buffer.from(raw);
    const at = inside.indexOf(NOTE);
    inside.write('别人', at);
    const bad: readonly Buffer[] = [
      ...[0, 1, 100, Math.floor(whole.length / 2), whole.length - 9].map(cut),
      ...[20, Math.floor(whole.length / 3), Math.floor(whole.length / 2), whole.length - 5].map(flipped),
      gzipSync(inside),
      gzipSync(Buffer.concat([raw, Buffer.from('more')])),
      Buffer.from('not a backup at all'),
      gzipSync(Buffer.alloc(1_000_000)),
    ];
    for (const [index, bytes] of bad.entries()) {
      writeFileSync(out, bytes);
      await assert.rejects(restore(dir, { replace: true }), BackupRefused, `case ${index}`);
      assert.deepEqual(snapshotOf(dir), was, `case ${index}`);
      await assert.rejects(restore(), BackupRefused);
      assert.equal(existsSync(fresh), false);
    }
  });

  it('nothing lands outside the folder, whatever names the file carries', async () => {
    await make();
    const names = [
      '../evil',
      '/tmp/evil',
      'journal/../../evil',
      'work\\..\\evil',
      'journal/evil.sqlite',
      'work/voice-keys',
      '',
    ];
    for (const name of names) {
      writeFileSync(out, renamed(readFileSync(out), name));
      await assert.rejects(restore(), BackupRefused, name);
      assert.deepEqual(readdirSync(root).sort(), ['data', 'office.backup']);
      rmSync(out);
      await make();
    }
  });

  it('a chain that was made anew inside a well-formed backup is refused', async () => {
    const { manifest } = await make();
    writeFileSync(
      out,
      withManifest(readFileSync(out), { ...manifest, head: { ...manifest.head, hash: 'f'.repeat(64) } }),
    );
    await assert.rejects(restore(), /journal/);
  });

  it('a folder that is not empty is refused without --replace, and replaced with it', async () => {
    await make();
    await assert.rejects(restore(dir), /not empty/);
    office.journal.append([{ kind: 'later', body: {} }], 'ada');
    await office.close();
    await restore(dir, { replace: true });
    office = await anOffice(dir);
    assert.equal(office.journal.head().n, 1);
    assert.deepEqual(readdirSync(dir).sort(), ['journal', 'posts', 'work']);
  });

  it('a folder with the secret file and the list of erasures alone counts as empty', async () => {
    await make();
    mkdirSync(fresh);
    writeFileSync(join(fresh, 'secret'), 'x');
    await restore();
    assert.deepEqual(readdirSync(fresh).sort(), ['journal', 'posts', 'secret', 'work']);
  });

  it('without the list of erasures nothing comes back; with it what was erased since goes again', async () => {
    const [ref] = Object.values(office.journal.read(1, 1)[0]?.refs ?? {});
    const list = join(root, 'list');
    const early = { what: 'post', id: aPostId('gone'), atMs: NOW_MS } as const;
    addErasures(erasuresPath(dir), [early]);
    await make();
    await assert.rejects(restore(), /list of erasures/);
    addErasures(list, []);
    await assert.rejects(restore(fresh, { erasures: list }), /older than the backup/);
    addErasures(list, [early, { what: 'content', id: ref ?? '', atMs: NOW_MS }]);
    addErasures(list, [{ what: 'post', id: aPostId('two'), atMs: NOW_MS }]);
    await restore(fresh, { erasures: list });
    const other = await anOffice(fresh);
    assert.deepEqual(other.journal.read(1, 1)[0]?.texts, { note: null });
    assert.equal(other.journal.verify().ok, true);
    assert.deepEqual(
      (await other.posts.get([aPostId('one'), aPostId('two')])).map((post) => post.id),
      [aPostId('one')],
    );
    await other.close();
    assert.equal(readErasures(erasuresPath(fresh))?.length, 3, 'the list stays with the data');
    for (const name of readdirSync(join(fresh, 'journal'))) {
      assert.equal(readFileSync(join(fresh, 'journal', name)).includes(NOTE), false, name);
    }
  });

  it('every database that comes back passes its own check', async () => {
    await make();
    await restore();
    for (const name of ['journal/journal', 'journal/content', 'work/work', 'posts/posts']) {
      const db = new DatabaseSync(join(fresh, `${name}.sqlite`));
      assert.equal(db.prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok', name);
      db.close();
    }
  });
});

/** Names and hashes of all files, the changing side files of open databases aside. */
function snapshotOf(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !/-(wal|shm)$|posts\.(lock|pid)/.test(each.name))
    .map((each) => join(each.parentPath, each.name))
    .map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .sort();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The backup with another manifest, its own hash made right. */
function withManifest(file: Buffer, manifest: object): Buffer {
  const raw = gunzipSync(file);
  const start = MAGIC.length + 1 + 64 + 1;
  const end = raw.indexOf(10, start);
  const line = JSON.stringify(manifest);
  return gzipSync(Buffer.concat([Buffer.from(`${MAGIC}\n${sha256(line)}\n${line}\n`), raw.subarray(end + 1)]));
}

/** The backup as an attacker would make it: the first part under another name, all hashes right. */
function renamed(file: Buffer, name: string): Buffer {
  const raw = gunzipSync(file);
  const start = MAGIC.length + 1 + 64 + 1;
  const manifest = JSON.parse(raw.subarray(start, raw.indexOf(10, start)).toString()) as Made['manifest'];
  const parts = manifest.parts.map((part, index) => (index === 0 ? { ...part, name } : part));
  const lines = parts.map((part) => `${part.name} ${part.content}\n`).sort();
  return withManifest(file, { ...manifest, parts, content: sha256(lines.join('')) });
}
