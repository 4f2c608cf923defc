/** Two texts by their numbers, and how alike they are. */
export type TextPair = { readonly a: number; readonly b: number; readonly similarity: number };

/** The similarity of two texts that contradict each other, as it weighs in the mean of two groups. */
export const BARRED = -1;

/**
 * Agglomerative clustering with average linkage over sparse pairs: the two groups with the highest mean similarity are joined
 * while it is at least `least`; pairs that were not given count 0. Returns group numbers from 0 in the order of first members.
 */
export function averageLink(count: number, pairs: readonly TextPair[], least: number): number[] {
  const members: (number[] | null)[] = Array.from({ length: count }, (_, index) => [index]);
  const links: Map<number, number>[] = Array.from({ length: count }, () => new Map());
  for (const { a, b, similarity } of pairs) {
    links[a]?.set(b, similarity);
    links[b]?.set(a, similarity);
  }
  const heap = new Heap();
  for (const { a, b, similarity } of pairs) if (similarity >= least) heap.push({ a, b, mean: similarity });
  const mean = (a: number, b: number) =>
    (links[a]?.get(b) ?? 0) / ((members[a]?.length ?? 1) * (members[b]?.length ?? 1));
  for (let top = heap.pop(); top; top = heap.pop()) {
    const { a, b } = top;
    const [into, from] = [members[a], members[b]];
    if (!into || !from || Math.abs(mean(a, b) - top.mean) > 1e-9) continue;
    const kept = links[a] ?? new Map<number, number>();
    for (const [other, sum] of links[b] ?? []) {
      if (other === a) continue;
      kept.set(other, (kept.get(other) ?? 0) + sum);
      links[other]?.delete(b);
    }
    kept.delete(b);
    into.push(...from);
    members[b] = null;
    links[b] = new Map();
    for (const [other, sum] of kept) {
      links[other]?.set(a, sum);
      const joined = mean(a, other);
      if (joined >= least) heap.push({ a, b: other, mean: joined });
    }
  }
  return numbered(count, members);
}

function numbered(count: number, members: readonly (readonly number[] | null)[]): number[] {
  const groups = new Array<number>(count).fill(-1);
  const firsts = members.filter((list) => list !== null).map((list) => [...list].sort((x, y) => x - y));
  firsts.sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0));
  firsts.forEach((list, group) => list.forEach((text) => (groups[text] = group)));
  return groups;
}

type Join = { readonly a: number; readonly b: number; readonly mean: number };

/** A binary heap, greatest mean first. */
class Heap {
  readonly #items: Join[] = [];

  push(item: Join): void {
    const items = this.#items;
    items.push(item);
    let at = items.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent];
      if (!above || above.mean >= item.mean) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  pop(): Join | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (!last || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if ((items[child + 1]?.mean ?? -Infinity) > (items[child]?.mean ?? -Infinity)) child++;
      const below = items[child];
      if (!below || below.mean <= last.mean) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
