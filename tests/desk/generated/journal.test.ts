import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openDeskRoom } from '../../../api/answers/desk-room.ts';
import { DESK_FOLD } from '../../../api/desk/desk.ts';
import { foldJournal } from '../../../api/journal/fold.ts';
import { rowOf, verifyJournal } from '../../../api/journal/check.ts';
import { GENESIS, hashOf, type Head } from '../../../api/journal/entry.ts';
import { openJournal } from '../../../api/journal/journal.ts';
import { aFolder, tamper } from '../../journal/scene.ts';
import { RULES } from '../scene.ts';
import { perform } from './office.ts';

const COMMANDS = 110;
/** One day of each sort of work. */
const SEEDS = [20, 21, 22, 23, 24];
const KINDS_MIN = 45;

type Row = { readonly n: number; readonly kind: string };

/** The real journal on a real folder, with hundreds of acts of a whole desk in it. */
describe('the journal of a whole desk', function () {
  this.timeout(180_000);
  const folder = aFolder();
  let live: unknown;
  let rows: readonly Row[] = [];
  let head: Head = GENESIS;

  before(() => {
    for (const seed of SEEDS) live = written(seed);
    tamper(join(folder.dir, 'journal.sqlite'), (db) => {
      rows = rowsIn(db);
    });
    head = openAgain((journal) => journal.head());
  });
  after(() => folder.close());

  function openAgain<T>(work: (journal: ReturnType<typeof openJournal>) => T): T {
    const journal = openJournal({ dir: folder.dir, now: () => 0 });
    try {
      return work(journal);
    } finally {
      journal.close();
    }
  }

  /** Each day goes on where the last one ended; ids that are taken are refused like any other. */
  function written(seed: number): unknown {
    let nowMs = 0;
    const journal = openJournal({ dir: folder.dir, now: () => nowMs });
    const room = openDeskRoom(journal, RULES, () => nowMs);
    perform(seed, COMMANDS, room.state, (command, actor, atMs) => {
      nowMs = Math.max(nowMs, atMs);
      room.command(command, actor);
    });
    const state = room.state();
    journal.close();
    return state;
  }

  it('opened again it gives the same state, and it verifies', () => {
    assert.deepEqual(
      openAgain((journal) => foldJournal(journal, DESK_FOLD).state),
      live,
    );
    assert.deepEqual(verifyJournal(folder.dir), { ok: true, entries: rows.length, head });
    const kinds = new Set(rows.map(({ kind }) => kind));
    assert.ok(kinds.size >= KINDS_MIN, `${kinds.size} kinds of entry`);
  });

  it('an entry of any kind that is edited, dropped, put elsewhere or chained anew is found', () => {
    const firsts = new Map(rows.filter(({ n }) => n < head.n).map(({ kind, n }) => [kind, n]));
    for (const [kind, n] of firsts)
      for (const [name, work] of Object.entries(TAMPERINGS)) {
        const ok = tried(n, work);
        assert.equal(ok, false, `${kind} at ${n}: ${name} was not found`);
      }
    assert.equal(verifyJournal(folder.dir).ok, true, 'and as it was it verifies');
  });

  /** Whether the journal still verifies after a change, which is then taken back. */
  function tried(n: number, work: (db: DatabaseSync, n: number) => void): boolean {
    let ok = true;
    tamper(join(folder.dir, 'journal.sqlite'), (db) => {
      db.exec('PRAGMA synchronous=OFF; CREATE TEMP TABLE kept AS SELECT * FROM entry');
      work(db, n);
      ok = verifyJournal(folder.dir, head).ok;
      db.exec('DELETE FROM entry; INSERT INTO entry SELECT * FROM kept');
    });
    return ok;
  }
});

const TAMPERINGS: Readonly<Record<string, (db: DatabaseSync, n: number) => void>> = {
  'an edited body': (db, n) => {
    db.prepare(`UPDATE entry SET body = replace(body, ':"', ':"x') || ' ' WHERE n = ?`).run(n);
  },
  'a text that is another one': (db, n) => {
    db.prepare(`UPDATE entry SET refs = '{"note":"' || hash || '"}' WHERE n = ?`).run(n);
  },
  'another actor': (db, n) => {
    db.prepare(`UPDATE entry SET actor = actor || 'x' WHERE n = ?`).run(n);
  },
  'a dropped entry': (db, n) => {
    db.prepare('DELETE FROM entry WHERE n = ?').run(n);
  },
  'two entries in each other’s place': (db, n) => {
    db.prepare('UPDATE entry SET n = -1 WHERE n = ?').run(n);
    db.prepare('UPDATE entry SET n = ? WHERE n = ?').run(n, n + 1);
    db.prepare('UPDATE entry SET n = ? WHERE n = -1').run(n + 1);
  },
  'an edit with the chain made anew': (db, n) => {
    db.prepare(`UPDATE entry SET actor = 'somebody' WHERE n = ?`).run(n);
    rechain(db, n);
  },
  'a dropped entry with the chain made anew': (db, n) => {
    db.prepare('DELETE FROM entry WHERE n = ?').run(n);
    db.prepare('UPDATE entry SET n = -n WHERE n > ?').run(n);
    db.exec('UPDATE entry SET n = -n - 1 WHERE n < 0');
    rechain(db, n);
  },
};

function rowsIn(db: DatabaseSync): readonly ReturnType<typeof rowOf>[] {
  return db.prepare('SELECT * FROM entry ORDER BY n').all().map(rowOf);
}

/** As somebody with the file and the source code could. */
function rechain(db: DatabaseSync, fromN: number): void {
  const all = rowsIn(db);
  let prev = all.find(({ n }) => n === fromN - 1)?.hash ?? GENESIS.hash;
  const update = db.prepare('UPDATE entry SET prev = ?, hash = ? WHERE n = ?');
  for (const row of all.filter(({ n }) => n >= fromN)) {
    const hash = hashOf({ ...row, prev });
    update.run(prev, hash, row.n);
    prev = hash;
  }
}
