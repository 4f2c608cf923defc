import { withQuery } from '../../lib/router.svelte.ts';
import { percentOf } from '../../lib/number.ts';

/** As `RATE_SMALL` of the contract: a share of fewer says little, so its numbers alone are shown. */
export const SMALL = 5;

type Rate = { readonly part: number; readonly whole: number };

/** `96%`, or `—` where there is nothing to count, or too little. */
export function shareText({ part, whole }: Rate): string {
  return whole < SMALL ? '—' : percentOf(part / whole);
}

export const isSmall = ({ whole }: Rate): boolean => whole > 0 && whole < SMALL;

/** What a number of the rates counts. `body` and `topic`: one of them, `-` for none, '' for all. */
export type Behind = {
  readonly rate: 'response' | 'solved' | 'satisfied' | 'opened';
  readonly fromMs: number;
  readonly toMs: number;
  readonly body?: string;
  readonly topic?: string;
};

/** The ledger with exactly the rows behind a rate: its part, or its whole. */
export function rateHref({ rate, fromMs, toMs, body = '', topic = '' }: Behind, partOnly: boolean): string {
  const span = { fromMs: String(fromMs), toMs: String(toMs) };
  return withQuery('/ledger', { state: 'all', rate, part: partOnly ? 'yes' : '', ...ownOf(body, topic), ...span });
}

/** What is open or overdue now, of one department or topic, as the rates count it. */
export function nowHref(state: 'open' | 'overdue', body: string, topic: string): string {
  return withQuery('/ledger', { state: state === 'open' ? '' : state, ...ownOf(body, topic) });
}

const ownOf = (body: string, topic: string) => ({ body, topic, lead: body === '' ? '' : 'yes' });
