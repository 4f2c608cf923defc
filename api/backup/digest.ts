import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Of what a file says: of a database all rows of all tables in order, of anything else its bytes. */
export async function contentOfFile(file: string): Promise<string> {
  return file.endsWith('.sqlite') ? contentOfDatabase(file) : sha256OfFile(file);
}

/** Blocks of free pages, and how the rows lie on their pages, do not count. */
function contentOfDatabase(file: string): string {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const hash = createHash('sha256');
    for (const { name, sql } of tablesOf(db)) {
      hash.update(`${name}\n${sql}\n`);
      // The rows come in the order of the table's own key: a plain scan of the table's tree.
      const rows = db.prepare(`SELECT * FROM "${name.replaceAll('"', '""')}" NOT INDEXED`);
      rows.setReturnArrays(true);
      rows.setReadBigInts(true);
      for (const row of rows.iterate()) hash.update(JSON.stringify(row, plain) + '\n');
    }
    return hash.digest('hex');
  } finally {
    db.close();
  }
}

function tablesOf(db: DatabaseSync): readonly { readonly name: string; readonly sql: string }[] {
  return db
    .prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .all()
    .map((row) => ({ name: String(row['name']), sql: String(row['sql']) }))
    .filter(({ sql }) => !/^CREATE VIRTUAL/i.test(sql));
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
