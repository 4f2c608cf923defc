import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readAnchor } from './anchor.ts';
import { openContentCheck } from './content.ts';
import { GENESIS, hashOf, type EntryRow, type Head } from './entry.ts';

export type Verified =
  | { readonly ok: true; readonly entries: number; readonly head: Head }
  | { readonly ok: false; readonly at: number; readonly zh: string; readonly en: string };

type Fault = Extract<Verified, { ok: false }>;

export function journalPath(dir: string): string {
  return join(dir, 'journal.sqlite');
}

/**
 * Reads the whole journal and finds the first thing wrong with it: an edited entry, a gap or a wrong order, a text of the
 * content store that was changed or taken out, and, against an anchor, a tail that was cut or a chain that was made anew.
 * The head beside the journal is an anchor always; give one that was kept elsewhere (printed, sent out) to find more.
 * Changes nothing and runs beside a live server.
 */
export function verifyJournal(dir: string, anchor?: Head): Verified {
  if (!existsSync(journalPath(dir))) return fault(0, '没有找到日志文件', 'the journal file is not there');
  // Read before the entries, for a live server appends entries first.
  const held = readAnchor(dir);
  if (typeof held === 'string') return fault(0, '日志头文件缺失或无法读取', `the file journal.head is ${held}`);
  const anchors = anchor === undefined ? [held] : [held, anchor];
  const db = new DatabaseSync(journalPath(dir), { readOnly: true, timeout: 10_000 });
  const content = openContentCheck(dir);
  try {
    db.exec('BEGIN');
    return walk(db, content.fault, anchors);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return fault(0, `日志文件已损坏:${error.message}`, `the journal file is damaged: ${error.message}`);
  } finally {
    content.close();
    db.close();
  }
}

type ContentLook = ReturnType<typeof openContentCheck>['fault'];

function walk(db: DatabaseSync, look: ContentLook, anchors: readonly Head[]): Verified {
  let head = GENESIS;
  let atMs = 0;
  const rows = db.prepare('SELECT n, atMs, actor, kind, body, refs, prev, hash FROM entry ORDER BY n').iterate();
  for (const raw of rows) {
    const row = rowOf(raw);
    const wrong = linkFault(row, head, atMs) ?? contentFault(row, look) ?? anchorFault(row, anchors);
    if (wrong !== null) return wrong;
    head = { n: row.n, hash: row.hash };
    atMs = row.atMs;
  }
  const ahead = anchors.find((each) => each.n > head.n);
  if (ahead !== undefined) {
    return fault(
      head.n + 1,
      `日志被截短：记录头为第 ${ahead.n} 条，只剩 ${head.n} 条`,
      `the tail was cut: the anchored head is entry ${ahead.n}, ${head.n} are left`,
    );
  }
  return { ok: true, entries: head.n, head };
}

function linkFault(row: EntryRow, head: Head, atMs: number): Fault | null {
  const due = head.n + 1;
  if (row.n !== due) return fault(due, `缺少第 ${due} 条`, `entry ${due} is missing`);
  if (row.prev !== head.hash)
    return fault(row.n, '与上一条的哈希不符', 'it does not carry the hash of the entry before it');
  if (row.hash !== hashOf(row)) return fault(row.n, '内容被改动', 'its content was edited');
  if (row.atMs < atMs) return fault(row.n, '时间早于上一条', 'its time is before that of the entry before it');
  return null;
}

function contentFault(row: EntryRow, look: ContentLook): Fault | null {
  if (row.refs === '{}') return null;
  const refs: unknown = JSON.parse(row.refs);
  if (typeof refs !== 'object' || refs === null) return fault(row.n, '正文引用无效', 'its references are not valid');
  for (const [name, ref] of Object.entries(refs)) {
    const wrong = look(String(ref));
    if (wrong !== null) {
      return fault(row.n, `正文库中的“${name}”被改动或删除`, `its text "${name}" in the content store is ${wrong}`);
    }
  }
  return null;
}

function anchorFault(row: EntryRow, anchors: readonly Head[]): Fault | null {
  const other = anchors.some((each) => each.n === row.n && each.hash !== row.hash);
  return other
    ? fault(row.n, '链条被重新生成，与记录头不符', 'the chain was made anew: the anchored head differs')
    : null;
}

/** A row as stored. SQLite's columns are typed by value, so each is made what it should be; a wrong one fails its hash. */
export function rowOf(raw: Readonly<Record<string, unknown>>): EntryRow {
  return {
    n: Number(raw['n']),
    atMs: Number(raw['atMs']),
    actor: String(raw['actor']),
    kind: String(raw['kind']),
    body: String(raw['body']),
    refs: String(raw['refs']),
    prev: String(raw['prev']),
    hash: String(raw['hash']),
  };
}

function fault(at: number, zh: string, en: string): Fault {
  return { ok: false, at, zh, en };
}
