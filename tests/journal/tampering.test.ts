import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { readAnchor, writeAnchor } from '../../api/journal/anchor.ts';
import { rowOf, verifyJournal } from '../../api/journal/check.ts';
import { GENESIS, hashOf, type Head } from '../../api/journal/entry.ts';
import { JournalBroken, openJournal } from '../../api/journal/journal.ts';
import { aDraft, aFolder, aJournal, NOON_MS, tamper, withJournal } from './scene.ts';

const ENTRIES = 20;

/** Makes the chain from entry `fromN` on anew, as somebody with the file and the source code could. */
function rechain(db: DatabaseSync, fromN: number): Head {
  let head: Head = GENESIS;
  for (const raw of db.prepare('SELECT * FROM entry ORDER BY n').all()) {
    const row = { ...rowOf(raw), prev: head.hash };
    const hash = row.n < fromN ? row.hash : hashOf(row);
    db.prepare('UPDATE entry SET prev = ?, hash = ? WHERE n = ?').run(row.prev, hash, row.n);
    head = { n: row.n, hash };
  }
  return head;
}

const TAMPERINGS: readonly (readonly [string, number, (db: DatabaseSync) => void])[] = [
  ['an edited body', 7, (db) => db.exec(`UPDATE entry SET body = '{"alert":"other"}' WHERE n = 7`)],
  ['another actor', 7, (db) => db.exec(`UPDATE entry SET actor = 'person-2' WHERE n = 7`)],
  ['another time', 7, (db) => db.exec('UPDATE entry SET atMs = atMs + 1 WHERE n = 7')],
  ['another kind', 7, (db) => db.exec(`UPDATE entry SET kind = 'alert-take' WHERE n = 7`)],
  ['a gap', 7, (db) => db.exec('DELETE FROM entry WHERE n = 7')],
  ['a missing beginning', 1, (db) => db.exec('DELETE FROM entry WHERE n = 1')],
  [
    'two entries exchanged',
    7,
    (db) =>
      db.exec(
        'UPDATE entry SET n = 99 WHERE n = 7; UPDATE entry SET n = 7 WHERE n = 8; UPDATE entry SET n = 8 WHERE n = 99',
      ),
  ],
  ['a cut tail', 18, (db) => db.exec('DELETE FROM entry WHERE n > 17')],
  ['all cut', 1, (db) => db.exec('DELETE FROM entry')],
  [
    'an edit with the chain made anew',
    ENTRIES,
    (db) => {
      db.exec(`UPDATE entry SET body = '{"alert":"other"}' WHERE n = 7`);
      rechain(db, 7);
    },
  ],
];

describe('tampering with the journal', () => {
  let folder: ReturnType<typeof aFolder>;
  let file: string;
  beforeEach(() => {
    folder = aFolder();
    file = join(folder.dir, 'journal.sqlite');
    aJournal(folder.dir, ENTRIES);
  });
  afterEach(() => folder.close());

  it('an untouched journal verifies', () => {
    const verified = verifyJournal(folder.dir);
    assert.deepEqual(verified, {
      ok: true,
      entries: ENTRIES,
      head: withJournal(folder.dir, (journal) => journal.head()),
    });
  });

  for (const [name, at, work] of TAMPERINGS) {
    it(`${name} is found, with its place`, () => {
      tamper(file, work);
      const verified = verifyJournal(folder.dir);
      assert.equal(verified.ok, false);
      assert.equal(!verified.ok && verified.at, at);
    });
  }

  it('a text that was changed or taken out of the content store is found', () => {
    const content = join(folder.dir, 'content.sqlite');
    const keep = join(folder.dir, 'kept');
    tamper(content, (db) => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    copyFileSync(content, keep);
    tamper(content, (db) => db.exec(`UPDATE content SET text = 'no' WHERE text = 'note 9'`));
    assert.deepEqual(at(), 9);
    for (const tail of ['-wal', '-shm']) rmSync(content + tail, { force: true });
    copyFileSync(keep, content);
    tamper(content, (db) => db.exec(`DELETE FROM content WHERE text = 'note 11'`));
    assert.deepEqual(at(), 11);
  });

  it('a chain made anew together with its head file is found against a head kept elsewhere', () => {
    const printed = withJournal(folder.dir, (journal) => journal.head());
    tamper(file, (db) => {
      db.exec(`UPDATE entry SET body = '{"alert":"other"}' WHERE n = 7`);
      const head = rechain(db, 7);
      rmSync(join(folder.dir, 'journal.head'));
      writeAnchor(folder.dir, head);
    });
    assert.equal(verifyJournal(folder.dir).ok, true);
    assert.equal(verifyJournal(folder.dir, printed).ok, false);
  });

  it('a tail cut together with its head file is found against a head kept elsewhere', () => {
    const printed = withJournal(folder.dir, (journal) => journal.head());
    tamper(file, (db) => {
      db.exec('DELETE FROM entry WHERE n > 10');
      rmSync(join(folder.dir, 'journal.head'));
      writeAnchor(folder.dir, rechain(db, 99));
    });
    assert.equal(verifyJournal(folder.dir).ok, true);
    assert.equal(verifyJournal(folder.dir, printed).ok, false);
  });

  it('a missing head file is found', () => {
    rmSync(join(folder.dir, 'journal.head'));
    assert.equal(at(), 0);
  });

  it('nothing is appended over a cut: not at the start and not while running', () => {
    const journal = openJournal({ dir: folder.dir, now: () => NOON_MS });
    tamper(file, (db) => db.exec('DELETE FROM entry WHERE n > 17'));
    assert.throws(() => journal.append([aDraft('a')], 'p'), JournalBroken);
    journal.close();
    assert.throws(() => openJournal({ dir: folder.dir, now: () => NOON_MS }), JournalBroken);
  });

  it('a head file that cannot be written lags behind, and the next entry moves it on', () => {
    const journal = openJournal({ dir: folder.dir, now: () => NOON_MS });
    const inTheWay = join(folder.dir, `journal.head.${process.pid}`);
    mkdirSync(inTheWay);
    assert.equal(journal.append([aDraft('a')], 'p')[0]?.n, ENTRIES + 1, 'it is durable, so it is not refused');
    assert.equal(journal.verify().ok, true);
    rmSync(inTheWay, { recursive: true });
    journal.append([aDraft('b')], 'p');
    assert.deepEqual(readAnchor(folder.dir), journal.head());
    journal.close();
  });

  it('bytes overwritten in the file are found', () => {
    tamper(file, (db) => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    const bytes = readFileSync(file);
    for (let at = bytes.indexOf('alert-13'); at >= 0; at = bytes.indexOf('alert-13')) bytes.fill(0, at, at + 8);
    writeFileSync(file, bytes);
    assert.equal(verifyJournal(folder.dir).ok, false);
  });

  function at(): number | null {
    const verified = verifyJournal(folder.dir);
    return verified.ok ? null : verified.at;
  }
});
