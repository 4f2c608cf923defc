import { NEAR_COPY_BANDS_MIN, type PostId } from '../contract/index.ts';

/** Rows of this batch that one band key is looked up in; a flood of one text makes no quadratic work. */
const CANDIDATES_MAX = 8;

/**
 * The group of each row: that of a near-copy in the store, else of an earlier row of the same batch, else its own id. Rows of one
 * batch must find each other too, or a text that is pasted everywhere at once would start many groups.
 */
export function groupRows(
  ids: readonly PostId[],
  bands: readonly (readonly string[])[],
  known: readonly (PostId | null)[],
): readonly PostId[] {
  const groups: PostId[] = [];
  const rowsByBand = new Map<string, number[]>();
  ids.forEach((id, row) => {
    const keys = bands[row] ?? [];
    const earlier = known[row] === null ? nearestRow(keys, rowsByBand) : null;
    groups.push(known[row] ?? (earlier === null ? id : (groups[earlier] ?? id)));
    for (const key of keys) {
      const rows = rowsByBand.get(key) ?? [];
      if (rows.length < CANDIDATES_MAX) rowsByBand.set(key, [...rows, row]);
    }
  });
  return groups;
}

function nearestRow(keys: readonly string[], rowsByBand: ReadonlyMap<string, readonly number[]>): number | null {
  const shared = new Map<number, number>();
  for (const key of keys) {
    for (const row of rowsByBand.get(key) ?? []) {
      const count = (shared.get(row) ?? 0) + 1;
      if (count >= NEAR_COPY_BANDS_MIN) return row;
      shared.set(row, count);
    }
  }
  return null;
}
