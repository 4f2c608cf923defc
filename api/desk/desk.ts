import { z } from 'zod';
import type { Refusal } from '../contract/index.ts';
import { AlertCommand, applyAlerts, decideAlerts } from './alerts.ts';
import { applyBriefings, BriefingCommand, decideBriefings } from './briefings/briefings.ts';
import { applyChannels, ChannelCommand, decideChannels } from './channels/channels.ts';
import { applyClaims, ClaimCommand, decideClaims } from './claims/claims.ts';
import { applyClocks, ClockCommand, decideClocks } from './clocks/clocks.ts';
import { applyConcerns, ConcernCommand, decideConcerns, decideLedger, LedgerCommand } from './concerns/concerns.ts';
import { applyDrills, decideDrills, DrillCommand } from './drills/drills.ts';
import { Fact, type EntryDraft, type FoldEntry } from './entry.ts';
import { applyHandovers, decideHandovers, HandoverCommand } from './handovers/handovers.ts';
import { applyInquiries, decideInquiries, InquiryCommand } from './inquiries/inquiries.ts';
import { applyLexicon, decideLexicon, LexiconCommand } from './lexicon.ts';
import { applyOffices, decideOffices, OfficeCommand } from './offices/offices.ts';
import { applyPeople, decidePeople, PersonCommand } from './people.ts';
import type { Rules } from './person-text.ts';
import { decideRecords, RecordCommand } from './records.ts';
import { applyRequests, decideRequests, RequestCommand } from './requests/requests.ts';
import type { Actor } from './roles.ts';
import { applySettings, decideSettings, SettingCommand } from './settings.ts';
import { applySources, decideSources, SourceCommand } from './sources.ts';
import {
  applyStatementRules,
  applyStatements,
  decideStatementRules,
  decideStatements,
  StatementCommand,
  StatementRuleCommand,
} from './statements/statements.ts';
import { DESK_VERSION, FIRST_STATE, parseState, type DeskState } from './state.ts';
import { applyWatches, decideWatches, WatchCommand } from './watches.ts';

/** Everything that can be asked of the desk. What comes from outside is parsed with this first. */
export const DeskCommand = z.discriminatedUnion('do', [
  ...PersonCommand.options,
  ...SourceCommand.options,
  AlertCommand,
  ...SettingCommand.options,
  ...WatchCommand.options,
  LexiconCommand,
  ...RecordCommand.options,
  ClaimCommand,
  InquiryCommand,
  ClockCommand,
  StatementCommand,
  StatementRuleCommand,
  ConcernCommand,
  ...LedgerCommand.options,
  OfficeCommand,
  ...ChannelCommand.options,
  RequestCommand,
  ...DrillCommand.options,
  ...BriefingCommand.options,
  ...HandoverCommand.options,
]);
export type DeskCommand = z.infer<typeof DeskCommand>;

/** What to write into the journal, or why not. No entries: it is so already. Changes nothing. */
export function decide(
  state: DeskState,
  command: DeskCommand,
  actor: Actor,
  nowMs: number,
  rules: Rules,
): readonly EntryDraft[] | Refusal {
  switch (command.do) {
    case 'set-up':
    case 'add-person':
    case 'change-person':
      return decidePeople(state, command, actor);
    case 'add-source':
    case 'add-quiet-source':
    case 'change-source':
    case 'remove-source':
    case 'visit-source':
    case 'add-sample':
    case 'remove-sample':
      return decideSources(state, command, actor, rules);
    case 'alert':
      return decideAlerts(state, command, actor, nowMs);
    case 'change-settings':
    case 'change-channel':
      return decideSettings(state, command, actor);
    case 'add-watch':
    case 'remove-watch':
      return decideWatches(state, command, actor, rules);
    case 'edit-lexicon':
      return decideLexicon(state, command, actor, rules);
    case 'claim':
      return decideClaims(state, command, actor, nowMs, rules);
    case 'inquiry':
      return decideInquiries(state, command, actor, nowMs);
    case 'clock':
      return decideClocks(state, command, actor, nowMs);
    case 'statement':
      return decideStatements(state, command, actor, nowMs, rules);
    case 'statement-rule':
      return decideStatementRules(state, command, actor);
    case 'concern':
      return decideConcerns(state, command, actor, nowMs, rules);
    case 'import-concerns':
    case 'plan-ledger':
    case 'consultation':
      return decideLedger(state, command, actor, nowMs);
    case 'office':
      return decideOffices(state, command, actor, nowMs, rules);
    case 'keep-channel':
    case 'remove-channel':
    case 'send-again':
    case 'change-public-page':
      return decideChannels(state, command, actor);
    case 'start-drill':
    case 'end-drill':
      return decideDrills(state, command, actor);
    case 'briefing':
    case 'plan-briefings':
      return decideBriefings(state, command, actor, nowMs);
    case 'sign-handover':
    case 'take-handover':
      return decideHandovers(state, command, actor);
    case 'request':
      return decideRequests(state, command, actor);
    default:
      return decideRecords(state, command, actor);
  }
}

/** The state after one entry. Kinds and bodies that this version does not know change nothing. */
export function apply(state: DeskState, entry: FoldEntry): DeskState {
  const parsed = Fact.safeParse({ kind: entry.kind, body: entry.body });
  if (!parsed.success) return state;
  const fact = parsed.data;
  const first = applySettings(applySources(applyPeople(state, fact, entry), fact, entry), fact);
  const second = applyLexicon(applyWatches(applyAlerts(first, fact, entry), fact, entry), fact);
  return DESK_BOOKS.reduce((folded, applyBook) => applyBook(folded, fact, entry), second);
}

/** A claim is answered by a statement and gains evidence by an inquiry, so each looks at all facts. */
const DESK_BOOKS = [
  applyOffices,
  applyClaims,
  applyInquiries,
  applyClocks,
  applyStatements,
  applyStatementRules,
  applyConcerns,
  applyChannels,
  applyRequests,
  applyDrills,
  applyBriefings,
  applyHandovers,
] as const;

/** How the journal is folded into the desk's state. */
export const DESK_FOLD = { version: DESK_VERSION, initial: FIRST_STATE, apply, parse: parseState } as const;
