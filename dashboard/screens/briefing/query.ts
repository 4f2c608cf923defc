import { KINDS, type Query } from './types.ts';

const YEARS = /^20\d{2}$/;

/** What the address asks of the archive. An address that was typed wrong shows everything. */
export function queryOf(address: URLSearchParams): Query {
  const year = address.get('year') ?? '';
  return {
    kind: KINDS.find((kind) => kind === address.get('kind')) ?? '',
    q: (address.get('q') ?? '').trim().slice(0, 60),
    year: YEARS.test(year) ? Number(year) : 0,
  };
}

export const isNarrowed = (query: Query): boolean => query.kind !== '' || query.q !== '' || query.year !== 0;
