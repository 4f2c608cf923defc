import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { anchorPath } from '../journal/anchor.ts';
import { WORK_KINDS } from '../work/kinds.ts';
import { packFiles } from './file-pack.ts';

/**
 * Copies what a backup holds from `dataDir` into `into`, each part consistent in itself, beside a live server. The journal comes
 * first: what it refers to is written before it, so the parts copied later hold that and perhaps more. Returns the parts' names.
 */
export function copyParts(dataDir: string, into: string): readonly string[] {
  const parts = ['journal/journal.sqlite', 'journal/content.sqlite', 'work/work.sqlite', 'posts/posts.sqlite'];
  const there = parts.filter((name) => copyDatabase(join(dataDir, name), join(into, name)));
  if (there.includes('journal/journal.sqlite')) {
    writeHead(join(into, 'journal'));
    there.push('journal/journal.head');
  }
  if (there.includes('work/work.sqlite')) leaveOutDoors(join(into, 'work/work.sqlite'));
  if (there.includes('posts/posts.sqlite')) leaveOutVoices(join(into, 'posts/posts.sqlite'));
  return [...there, ...copyLexicons(dataDir, into), ...packFiles(dataDir, into)];
}

function copyDatabase(from: string, to: string): boolean {
  if (!existsSync(from)) return false;
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(from, { timeout: 30_000 });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
  return true;
}

/** The head of the very entries that were copied. */
function writeHead(dir: string): void {
  const db = new DatabaseSync(join(dir, 'journal.sqlite'), { readOnly: true });
  try {
    const row = db.prepare('SELECT n, hash FROM entry ORDER BY n DESC LIMIT 1').get();
    const head = { n: Number(row?.['n'] ?? 0), hash: String(row?.['hash'] ?? '0'.repeat(64)) };
    writeFileSync(anchorPath(dir), JSON.stringify(head) + '\n', { mode: 0o600 });
  } finally {
    db.close();
  }
}

/** Opens a copy so that what is deleted is overwritten, and no journal of it is left. */
function change(file: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA journal_mode=MEMORY; PRAGMA secure_delete=ON');
    work(db);
  } finally {
    db.close();
  }
}

/** Sessions, one-time links, leases: what opens a door or is stale by the time of a restore. */
function leaveOutDoors(file: string): void {
  const kept = Object.entries(WORK_KINDS).flatMap(([kind, { backup }]) => (backup ? [kind] : []));
  change(file, (db) => {
    db.prepare(`DELETE FROM record WHERE kind NOT IN (${kept.map(() => '?').join()})`).run(...kept);
  });
}

function leaveOutVoices(file: string): void {
  change(file, (db) => {
    const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'voice%'").all();
    for (const { name } of names) {
      // The list of the days stays as an empty table: the store expects it.
      db.exec(name === 'voice_day' ? 'DELETE FROM voice_day' : `DROP TABLE "${String(name)}"`);
    }
  });
}

function copyLexicons(dataDir: string, into: string): readonly string[] {
  const dir = join(dataDir, 'lexicons');
  if (!existsSync(dir)) return [];
  mkdirSync(join(into, 'lexicons'), { recursive: true });
  const files = readdirSync(dir).filter((name) => /^[a-z][a-z-]{0,40}\.csv$/.test(name));
  for (const name of files) copyFileSync(join(dir, name), join(into, 'lexicons', name));
  return files.map((name) => `lexicons/${name}`);
}
