import type { JournalItem } from './types.ts';

export type JournalThing = NonNullable<JournalItem['about']>;

const PAGES: Readonly<Partial<Record<JournalThing['kind'], string>>> = {
  alert: '/alerts/',
  claim: '/claims/',
  statement: '/statements/',
  concern: '/ledger/',
  consultation: '/ledger/consultations?id=',
  briefing: '/briefing/',
  handover: '/briefing/handover/',
};

/** The address of a thing's own page. Null: it has none, or it is gone. */
export function thingPath({ kind, id, no, title }: JournalThing): string | null {
  const page = PAGES[kind];
  return page === undefined || (no === null && title === '') ? null : `${page}${encodeURIComponent(id)}`;
}
