import type { Query, Row } from './types.ts';

/** The tabs of the list; each is a filter that the address holds. */
export const LIST_TABS = [
  'open',
  'overdue',
  'new',
  'assigned',
  'reported',
  'settled',
  'unasked',
  'unhappy',
  'all',
] as const;
export type ListTab = (typeof LIST_TABS)[number];

export const FROM = ['claim', 'alert', 'post', 'request', 'visit', '12345', 'mark'] as const;

/** What the address asks for. An address that was typed wrong shows what is open. */
export function tabOf(address: URLSearchParams): ListTab {
  const asked = address.get('state') ?? 'open';
  return LIST_TABS.find((tab) => tab === asked) ?? 'open';
}

export function queryOf(address: URLSearchParams): Query {
  const tab = tabOf(address);
  const from: Query['from'] = FROM.find((each) => each === address.get('from')) ?? '';
  const rest: Query = { body: address.get('body') ?? '', topic: address.get('topic') ?? '', from, ...rateOf(address) };
  if (tab === 'overdue') return { ...rest, state: 'open', overdue: 'yes', rated: '' };
  if (tab === 'unasked') return { ...rest, state: 'settled', overdue: '', rated: 'unasked' };
  if (tab === 'unhappy') return { ...rest, state: 'settled', overdue: '', rated: 'not' };
  return { ...rest, state: tab, overdue: '', rated: '' };
}

const RATES = ['response', 'solved', 'satisfied', 'opened'] as const;
const msOf = (text: string | null): number => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : 0);

/** The rows behind a rate, where the address asks for them. */
export function rateOf(address: URLSearchParams) {
  const rate = RATES.find((each) => each === address.get('rate')) ?? '';
  const yes = (name: string): 'yes' | '' => (address.get(name) === 'yes' ? 'yes' : '');
  return {
    rate,
    part: yes('part'),
    lead: yes('lead'),
    fromMs: msOf(address.get('fromMs')),
    toMs: msOf(address.get('toMs')),
  } as const;
}

/** The band of the list that a row stands in: overdue first, what is settled last. */
export function bandOf(row: Row): 'overdue' | 'open' | 'settled' {
  if (row.state === 'settled') return 'settled';
  return row.overdue ? 'overdue' : 'open';
}
