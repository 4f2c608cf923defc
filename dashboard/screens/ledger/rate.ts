import { percentOf } from '../../lib/number.ts';

/** As `RATE_SMALL` of the contract: a share of fewer says little, so its numbers alone are shown. */
export const SMALL = 5;

type Rate = { readonly part: number; readonly whole: number };

/** `96%`, or `—` where there is nothing to count, or too little. */
export function shareText({ part, whole }: Rate): string {
  return whole < SMALL ? '—' : percentOf(part / whole);
}

export const isSmall = ({ whole }: Rate): boolean => whole > 0 && whole < SMALL;
