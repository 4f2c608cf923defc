/**
 * Rows by id, as plain JSON that is never changed in place. The rows lie in buckets by a hash of the id, so that a change copies
 * a few dozen rows and not all of them: a replay of a million entries over ten thousand alerts stays within seconds.
 */
export type Table<Row> = {
  readonly size: number;
  readonly buckets: readonly Readonly<Record<string, Row>>[];
};

const BUCKETS = 256;

export function emptyTable<Row>(): Table<Row> {
  return { size: 0, buckets: Array.from({ length: BUCKETS }, () => ({})) };
}

export function rowAt<Row>(table: Table<Row>, id: string): Row | undefined {
  const bucket = table.buckets[bucketOf(id)] ?? {};
  return Object.hasOwn(bucket, id) ? bucket[id] : undefined;
}

/** All rows, in no order. */
export function rowsOf<Row>(table: Table<Row>): readonly Row[] {
  return table.buckets.flatMap((bucket) => Object.values(bucket));
}

export function withRow<Row>(table: Table<Row>, id: string, row: Row): Table<Row> {
  const at = bucketOf(id);
  const bucket = table.buckets[at] ?? {};
  const size = table.size + (Object.hasOwn(bucket, id) ? 0 : 1);
  return { size, buckets: table.buckets.with(at, { ...bucket, [id]: row }) };
}

export function withoutRow<Row>(table: Table<Row>, id: string): Table<Row> {
  const at = bucketOf(id);
  const bucket = table.buckets[at] ?? {};
  if (!Object.hasOwn(bucket, id)) return table;
  const rest = Object.fromEntries(Object.entries(bucket).filter(([key]) => key !== id));
  return { size: table.size - 1, buckets: table.buckets.with(at, rest) };
}

export function withoutRows<Row>(table: Table<Row>, gone: (row: Row) => boolean): Table<Row> {
  const buckets = table.buckets.map((bucket) =>
    Object.fromEntries(Object.entries(bucket).filter(([, row]) => !gone(row))),
  );
  return { size: buckets.reduce((sum, bucket) => sum + Object.keys(bucket).length, 0), buckets };
}

/** FNV-1a over the UTF-16 units: short, and the same on every machine. */
function bucketOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}
