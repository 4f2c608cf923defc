import type { LedgerPlan } from '../../contract/index.ts';

/** What an office starts with. Its own to change; hotlines commonly give a working day for the first word and five for the whole. */
export const FIRST_LEDGER_PLAN: LedgerPlan = {
  dueDays: 5,
  responseDays: 1,
  assignDays: 1,
  soonHours: 24,
  lateHours: 24,
};
