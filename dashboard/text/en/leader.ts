import type { Text } from '../zh.ts';

export const leader: Text['leader'] = {
  title: 'Today',
  notOut: "Today's briefing is not released yet",
  noneYet: 'Its main points will stand here once it is.',
  before: 'The newest issue',
  today: "Today's briefing",
  promised: (n) => `${n} matters listed in the issue before are still not done`,
  issueNo: (year, no) => `no. ${no} of ${year}`,
  out: (at) => `released ${at}`,
  gist: 'Main points',
  gistAway: 'The main points cannot be read now; open the whole issue.',
  open: 'Read it all',
  pdf: 'PDF',
  working: 'Being made…',
  clocks: 'What ends first',
  clocksNone: 'No clock is running',
  whose: (name) => `With ${name}`,
  nobody: 'Nobody has it yet',
  trend: 'Trend',
  trendNone: 'There is no whole week on record yet, so no trend.',
};
