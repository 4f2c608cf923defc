import type { ClaimRow } from '../../../api/contract/index.ts';

/** The board's filters as they stand in the address. `holder`: a person's id, or `NOBODY`. */
export const NOBODY = 'nobody';
export const BOARD_FILTERS = ['holder', 'topic', 'place'] as const;
export type BoardFilterName = (typeof BOARD_FILTERS)[number];

/** What a claim can be found under in one of the filters. */
export function valuesOf(claim: ClaimRow, filter: BoardFilterName): readonly string[] {
  if (filter === 'topic') return claim.topics;
  return filter === 'place' ? claim.places : [claim.holder ?? NOBODY];
}

/** The claims that every filter set in the address lets through. */
export function narrowed(claims: readonly ClaimRow[], query: URLSearchParams): readonly ClaimRow[] {
  return claims.filter((claim) =>
    BOARD_FILTERS.every((filter) => {
      const asked = query.get(filter) ?? '';
      return asked === '' || valuesOf(claim, filter).includes(asked);
    }),
  );
}

/** Claims of which a running clock is past its end. */
export function overdue(claims: readonly ClaimRow[]): number {
  return claims.filter(({ clocks }) => clocks.some(({ state }) => state === 'over')).length;
}
