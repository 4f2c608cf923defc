import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Texts that entries refer to, apart from the chain, so that one can be erased and the chain stays valid. A reference is a hash
 * over the text and a random salt: once both are gone nothing of the text can be guessed from what is left.
 */
export type Content = {
  /** Durable when it returns. One reference for each text, in order. */
  putAll(texts: readonly string[]): readonly string[];
  put(text: string): string;
  /** Null if it was erased or never there. */
  get(ref: string): string | null;
  /** True if there was something to erase. The bytes are overwritten in the file. */
  erase(ref: string): boolean;
  /**
   * Once after erasures. SQLite zeroes a row where it lies, but not the copies that it left behind when it moved rows between
   * pages: the file is written anew without them (a second or so for 100 MB).
   */
  scrub(): void;
  close(): void;
};

export type ContentFault = 'missing' | 'changed';

export const CONTENT_TEXT_BYTES_MAX = 256 * 1024;

export function contentPath(dir: string): string {
  return join(dir, 'content.sqlite');
}

function refOf(salt: Uint8Array, text: string): string {
  return createHash('sha256').update(salt).update(text).digest('hex');
}

export function openContent(dir: string): Content {
  const db = new DatabaseSync(contentPath(dir), { timeout: 10_000 });
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON');
  db.exec('CREATE TABLE IF NOT EXISTS content (ref TEXT PRIMARY KEY, salt BLOB, text TEXT) WITHOUT ROWID');
  const insert = db.prepare('INSERT INTO content (ref, salt, text) VALUES (?, ?, ?)');
  const select = db.prepare('SELECT text FROM content WHERE ref = ?');
  const blank = db.prepare('UPDATE content SET salt = NULL, text = NULL WHERE ref = ? AND text IS NOT NULL');

  const putOne = (text: string): string => {
    if (Buffer.byteLength(text) > CONTENT_TEXT_BYTES_MAX)
      throw new RangeError('a text of the content store is too long');
    const salt = randomBytes(16);
    const ref = refOf(salt, text);
    insert.run(ref, salt, text);
    return ref;
  };
  const putAll = (texts: readonly string[]): readonly string[] => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const refs = texts.map(putOne);
      db.exec('COMMIT');
      return refs;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    putAll,
    put(text) {
      const [ref] = putAll([text]);
      if (ref === undefined) throw new Error('the content store gave no reference');
      return ref;
    },
    get(ref) {
      const row = select.get(ref);
      return typeof row?.['text'] === 'string' ? row['text'] : null;
    },
    erase(ref) {
      const gone = blank.run(ref).changes > 0;
      // The old page lies in the write-ahead log until it is copied back and the log is cut.
      if (gone) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return gone;
    },
    scrub: () => db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)'),
    close: () => db.close(),
  };
}

/** Looks references up without changing anything: null where the text is right or was erased. */
export function openContentCheck(dir: string): { fault(ref: string): ContentFault | null; close(): void } {
  const db = new DatabaseSync(contentPath(dir), { readOnly: true, timeout: 10_000 });
  const select = db.prepare('SELECT salt, text FROM content WHERE ref = ?');
  return {
    fault(ref) {
      const row = select.get(ref);
      if (row === undefined) return 'missing';
      const { salt, text } = row;
      if (salt === null && text === null) return null;
      return salt instanceof Uint8Array && typeof text === 'string' && refOf(salt, text) === ref ? null : 'changed';
    },
    close: () => db.close(),
  };
}
