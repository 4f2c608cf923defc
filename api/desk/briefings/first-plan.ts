import type { BriefingPlan } from '../../contract/briefing.ts';

/** What an office starts with: all three on, drafts at seven, out by eight, the week's on Monday. Its own to change. */
export const FIRST_BRIEFING_PLAN: BriefingPlan = {
  daily: true,
  weekly: true,
  monthly: true,
  atMin: 7 * 60,
  weekday: 1,
  releaseMin: 8 * 60,
  name: '社情民意',
  reviewer: null,
  channels: [],
  reportsTo: '',
  copiesTo: '',
};
