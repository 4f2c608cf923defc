import assert from 'node:assert/strict';

/** mulberry32: the same sequence for the same seed, on any machine. */
export type Chance = {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number from 0 to below `n`. */
  below(n: number): number;
  happens(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the list, or what is given where it is empty. */
  pickOr<T, Other>(list: readonly T[], other: Other): T | Other;
};

export function chanceFrom(seed: number): Chance {
  let a = seed;
  const next = (): number => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    happens: (share) => next() < share,
    pick: (list) => {
      assert.ok(list.length > 0, 'nothing to pick from');
      return list[below(list.length)] as (typeof list)[number];
    },
    pickOr: (list, other) => (list.length === 0 ? other : (list[below(list.length)] as (typeof list)[number])),
  };
}
