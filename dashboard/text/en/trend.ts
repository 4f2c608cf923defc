import type { Text } from '../zh.ts';

export const trend: Text['trend'] = {
  spans: 'How far back',
  span: (weeks) => `${weeks} weeks`,
  window: (from, to) => `${from} to ${to}`,
  known: (known, asked) => `Posts were read in ${known} of ${asked} weeks`,
  posts: (n) => `${n} posts`,
  sources: (n) => `${n} sources`,
  running: 'Whole weeks, Monday to Sunday; the one that runs is left out',
  away: 'The posts cannot be read now; below are the ledger and the lead times alone. What is not drawn is missing, not 0.',
  emptyTitle: 'No whole week on record yet',
  emptyText:
    'After a whole week (Monday to Sunday) the first one is drawn here; after four there is a usual to compare with.',
  groups: { all: 'All posts', topic: 'Topics', place: 'Places', rate: 'The three rates', lead: 'Lead times' },
  groupWhy: {
    all: 'of all sources',
    topic: 'of the ten most talked of, those that moved most',
    place: 'of the ten most talked of, those that moved most',
    rate: 'the ledger, by the week in which each was answered, settled or due',
    lead: 'claims, by the week in which each was known; medians',
  },
  units: { all: 'posts', topic: 'posts', place: 'posts', rate: '%', lead: 'min' },
  week: (from, to) => `${from} to ${to}`,
  weekHead: 'Week',
  usualLow: 'Usual, low',
  usualHigh: 'Usual, high',
  lastPosts: "Last week's posts",
  gap: 'No data',
  gapLegend: (n) => `no data for ${n} weeks (not 0)`,
  weekly: (unit) => `Each week (${unit})`,
  stop: '. ',
};
