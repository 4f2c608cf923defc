import type { Claim, ClaimId } from '../../contract/index.ts';
import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { rowAt, withRow } from '../table.ts';

/** What was done with clocks lies on the claim that they run for; the rules lie beside. */
export function applyClocks(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'clock-rules-set':
      return {
        ...state,
        clockRules: fact.body.rules.map((rule, at) => ({
          ...rule,
          zh: textOf(entry, `zh${at}`),
          en: textOf(entry, `en${at}`),
          basis: textOf(entry, `basis${at}`),
        })),
      };
    case 'clock-paused': {
      const { clock } = fact.body;
      const pause = { clock, fromMs: entry.atMs, toMs: null, note: textOf(entry, 'note'), by: entry.actor };
      return change(state, fact.body.claim, (claim) => ({ pauses: [...claim.pauses, pause] }));
    }
    case 'clock-resumed': {
      const { clock } = fact.body;
      const ended = (pause: Claim['pauses'][number]): Claim['pauses'][number] =>
        pause.clock === clock && pause.toMs === null ? { ...pause, toMs: Math.max(pause.fromMs, entry.atMs) } : pause;
      return change(state, fact.body.claim, (claim) => ({ pauses: claim.pauses.map(ended) }));
    }
    case 'clock-acknowledged': {
      const { clock } = fact.body;
      return change(state, fact.body.claim, ({ acknowledged }) => ({
        acknowledged: { ...acknowledged, [clock]: entry.atMs },
      }));
    }
    case 'clock-met': {
      const { clock } = fact.body;
      return change(state, fact.body.claim, ({ met = {} }) => ({ met: { [clock]: entry.atMs, ...met } }));
    }
    case 'claim-graded': {
      const { grade, claim: id } = fact.body;
      const claim = rowAt(state.claims, id);
      if (claim === undefined) return state;
      const graded = { ...claim, gradesGiven: [...(claim.gradesGiven ?? []), grade] };
      return { ...state, claims: withRow(state.claims, id, graded) };
    }
    default:
      return applyReports(state, fact, entry);
  }
}

function applyReports(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  if (fact.kind === 'reported-up') {
    const report: Claim['reports'][number] = {
      to: textOf(entry, 'to'),
      atMs: entry.atMs,
      by: entry.actor,
      note: textOf(entry, 'note'),
      receipt: '',
      receiptMs: null,
      rule: fact.body.rule,
    };
    return change(state, fact.body.claim, ({ reports }) => ({ reports: [...reports, report] }));
  }
  if (fact.kind !== 'report-received') return state;
  const { report: at, claim: id } = fact.body;
  const receipt = { receipt: textOf(entry, 'receipt'), receiptMs: entry.atMs };
  return change(state, id, ({ reports }) => ({
    reports: reports.map((report, index) => (index === at ? { ...report, ...receipt } : report)),
  }));
}

function change(state: DeskState, id: ClaimId, changed: (claim: Claim) => Partial<Claim>): DeskState {
  const claim = rowAt(state.claims, id);
  if (claim === undefined) return state;
  const after = { ...claim, ...changed(claim), version: claim.version + 1 };
  return { ...state, claims: withRow(state.claims, id, after) };
}
