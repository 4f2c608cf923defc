import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** An issue as the archive knows it. `sha256`: of the document that was read. `posts`: ids of its typical posts. */
export type Filed = {
  readonly id: string;
  readonly sha256: string;
  readonly released: boolean;
  readonly title: string;
  readonly gist: string;
  readonly text: string;
  readonly posts: readonly string[];
};

/** What the archive tells of an issue without opening its file. */
export type Told = Pick<Filed, 'id' | 'sha256' | 'title' | 'gist'>;

/**
 * The index of all issues: a cache that is made anew of the file store where it is missing or cannot be read. It is in no backup.
 * What is put here again takes the place of what was there.
 */
export type Archive = {
  put(filed: Filed): void;
  told(id: string): Told | null;
  /** Released issues that hold all of these words, whatever their length; with the place where the first stands. */
  find(words: string, limit: number): readonly { readonly id: string; readonly gist: string }[];
  /** Issues that carry this post. */
  withPost(post: string): readonly string[];
  /** Issues, released or not, that hold exactly this. */
  holding(words: string): readonly string[];
  remove(id: string): void;
  ids(): readonly string[];
  /** Once after something was taken out: no file holds a copy of it. */
  scrub(): void;
  close(): void;
};

const AROUND_CHARS = 24;

export function openArchive(dir: string): Archive {
  const db = openOrRemake(dir);
  const insert = db.prepare('INSERT INTO issue (id, sha256, released, title, gist, text) VALUES (?, ?, ?, ?, ?, ?)');
  const index = db.prepare('INSERT INTO word (id, body) VALUES (?, ?)');
  const carry = db.prepare('INSERT OR IGNORE INTO carried (post, id) VALUES (?, ?)');
  const gone = ['issue', 'word', 'carried'].map((table) => db.prepare(`DELETE FROM ${table} WHERE id = ?`));
  const one = db.prepare('SELECT id, sha256, title, gist FROM issue WHERE id = ?');
  const all = db.prepare('SELECT id FROM issue');
  const match = db.prepare(
    'SELECT issue.id AS id, issue.text AS text FROM word JOIN issue ON issue.id = word.id WHERE word MATCH ? AND released = 1 LIMIT ?',
  );
  const held = db.prepare('SELECT id FROM word WHERE word MATCH ?');
  const carriers = db.prepare('SELECT id FROM carried WHERE post = ?');
  const remove = (id: string): void => gone.forEach((statement) => statement.run(id));
  return {
    put({ id, sha256, released, title, gist, text, posts }) {
      db.exec('BEGIN IMMEDIATE');
      try {
        remove(id);
        insert.run(id, sha256, released ? 1 : 0, title, gist, text);
        index.run(id, spaced(text));
        for (const post of posts) carry.run(post, id);
        db.exec('COMMIT');
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    told(id) {
      const row = one.get(id);
      if (row === undefined) return null;
      const [sha256, title, gist] = [String(row['sha256']), String(row['title']), String(row['gist'])];
      return { id, sha256, title, gist };
    },
    find(words, limit) {
      const wanted = words.split(/\s+/u).filter((word) => spaced(word) !== '');
      if (wanted.length === 0) return [];
      const query = wanted.map((word) => `"${spaced(word)}"`).join(' AND ');
      return match.all(query, limit).map((row) => {
        return { id: String(row['id']), gist: around(String(row['text']), wanted[0] ?? '') };
      });
    },
    withPost: (post) => carriers.all(post).map((row) => String(row['id'])),
    holding: (words) => (spaced(words) === '' ? [] : held.all(`"${spaced(words)}"`).map((row) => String(row['id']))),
    remove,
    ids: () => all.all().map((row) => String(row['id'])),
    scrub: () => db.exec("INSERT INTO word(word) VALUES ('rebuild'); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)"),
    close: () => db.close(),
  };
}

/** Each character a token of its own: a phrase of them finds a word of any length, 水 and 水厂 as well as a whole name. */
function spaced(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()].filter((each) => /[\p{L}\p{N}]/u.test(each)).join(' ');
}

/** Where the word stands, with a little before and after it. */
function around(text: string, word: string): string {
  const at = text.normalize('NFKC').toLowerCase().indexOf(word.normalize('NFKC').toLowerCase());
  const from = Math.max(0, at - AROUND_CHARS);
  const cut = text.normalize('NFKC').slice(from, from + word.length + 2 * AROUND_CHARS);
  return `${from > 0 ? '…' : ''}${cut.replace(/\s+/gu, ' ')}`;
}

function openOrRemake(dir: string): DatabaseSync {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, 'archive.sqlite');
  try {
    return open(path);
  } catch {
    // A cache that cannot be read is made anew.
    for (const tail of ['', '-wal', '-shm']) rmSync(path + tail, { force: true });
    return open(path);
  }
}

function open(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 10_000 });
  db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;
    CREATE TABLE IF NOT EXISTS issue (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, released INTEGER NOT NULL,
      title TEXT NOT NULL, gist TEXT NOT NULL, text TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS carried (post TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (post, id)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS carried_id ON carried (id);
    CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5 (id UNINDEXED, body, tokenize = 'unicode61');`);
  db.exec("INSERT INTO word(word, rank) VALUES ('secure-delete', 1)");
  return db;
}
