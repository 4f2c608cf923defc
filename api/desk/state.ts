import { z } from 'zod';
import type {
  AlertState,
  Body,
  CalendarDay,
  Channel,
  Claim,
  ClockRule,
  Concern,
  DrillResult,
  DutyPlan,
  DutyShift,
  HandledRequest,
  Inquiry,
  LedgerPlan,
  LexiconEdit,
  Person,
  PublicPage,
  Settings,
  Source,
  Statement,
  SubjectRule,
  TimelineItem,
  Watch,
} from '../contract/index.ts';
import type { Briefing, BriefingPlan } from '../contract/briefing.ts';
import type { Handover } from '../contract/handover.ts';
import type { Consultation } from '../contract/consultation.ts';
import { FIRST_BRIEFING_PLAN } from './briefings/first-plan.ts';
import type { IssueNos } from './briefings/rows.ts';
import { FIRST_CLOCK_RULES, FIRST_DUTY_PLAN } from './clocks/first-rules.ts';
import { FIRST_LEDGER_PLAN } from './concerns/first-plan.ts';
import { FIRST_SUBJECTS } from './statements/first-subjects.ts';
import { NONE_GONE, type GoneRows } from './sample-rows.ts';
import { emptyTable, type Table } from './table.ts';

/** How people handled an alert. One that nobody touched has none and is new. `timeline` names people by id. */
export type Handling = {
  readonly state: AlertState;
  readonly holder: Person['id'] | null;
  readonly snoozedUntilMs: number | null;
  readonly timeline: readonly TimelineItem[];
};

/** Everything that people decided: the fold of the journal. Plain JSON. */
export type DeskState = {
  readonly people: Table<Person>;
  readonly sources: Table<Source>;
  /** Removed ones: their posts stay and still name them. */
  readonly formerSources: Table<Source>;
  readonly handling: Table<Handling>;
  readonly settings: Settings;
  readonly watches: Table<Watch>;
  /** The last edit of each row, by `rowKey`; they lie on top of the lexicon files. */
  readonly lexicon: Table<LexiconEdit>;
  readonly sample: 'none' | 'present' | 'removed';
  readonly claims: Table<Claim>;
  readonly inquiries: Table<Inquiry>;
  readonly statements: Table<Statement>;
  readonly concerns: Table<Concern>;
  /** Departments and other bodies. */
  readonly bodies: Table<Body>;
  readonly clockRules: readonly ClockRule[];
  /** The office's own days, on top of the year's notice. */
  readonly calendar: readonly CalendarDay[];
  readonly duty: readonly DutyShift[];
  readonly dutyPlan: DutyPlan;
  readonly subjects: readonly SubjectRule[];
  /** The office's own wordings of drafts; what is not here is the product's. */
  readonly wordings: Readonly<Record<string, string>>;
  readonly channels: Table<Channel>;
  readonly publicPage: PublicPage;
  /** How citizens' requests were handled, by the request's id. */
  readonly handled: Table<HandledRequest>;
  /** 征求意见. */
  readonly consultations: Table<Consultation>;
  readonly ledgerPlan: LedgerPlan;
  /** Results of drills, newest first. */
  readonly drills: readonly DrillResult[];
  /** 简报. */
  readonly briefings: Table<Briefing>;
  readonly briefingNos: IssueNos;
  readonly briefingPlan: BriefingPlan;
  /** 交接班. */
  readonly handovers: Table<Handover>;
  readonly gone: GoneRows;
};

/** Changes whenever the shape of the state or the meaning of an entry changes, so that older snapshots are not read. */
export const DESK_VERSION = 'desk-7';

export const FIRST_STATE: DeskState = {
  people: emptyTable(),
  sources: emptyTable(),
  formerSources: emptyTable(),
  handling: emptyTable(),
  settings: {
    office: '',
    alertBudget: 5,
    channelLevel: 'yellow',
    digestMin: 10,
    channelKind: 'none',
    channelSet: false,
  },
  watches: emptyTable(),
  lexicon: emptyTable(),
  sample: 'none',
  claims: emptyTable(),
  inquiries: emptyTable(),
  statements: emptyTable(),
  concerns: emptyTable(),
  bodies: emptyTable(),
  clockRules: FIRST_CLOCK_RULES,
  calendar: [],
  duty: [],
  dutyPlan: FIRST_DUTY_PLAN,
  subjects: FIRST_SUBJECTS,
  wordings: {},
  channels: emptyTable(),
  publicPage: { url: '', contact: '', media: '', basis: '' },
  handled: emptyTable(),
  consultations: emptyTable(),
  ledgerPlan: FIRST_LEDGER_PLAN,
  drills: [],
  briefings: emptyTable(),
  briefingNos: {},
  briefingPlan: FIRST_BRIEFING_PLAN,
  handovers: emptyTable(),
  gone: NONE_GONE,
};

const table = z.object({ size: z.number(), buckets: z.array(z.record(z.string(), z.unknown())) });
const Shape = z.object({
  people: table,
  sources: table,
  formerSources: table,
  handling: table,
  settings: z.object({ office: z.string() }),
  watches: table,
  lexicon: table,
  sample: z.string(),
  claims: table,
  inquiries: table,
  statements: table,
  concerns: table,
  bodies: table,
  clockRules: z.array(z.unknown()),
  calendar: z.array(z.unknown()),
  duty: z.array(z.unknown()),
  dutyPlan: z.object({ reports: z.array(z.unknown()) }),
  subjects: z.array(z.unknown()),
  wordings: z.record(z.string(), z.string()),
  channels: table,
  publicPage: z.object({ url: z.string() }),
  handled: table,
  consultations: table,
  ledgerPlan: z.object({ dueDays: z.number() }),
  drills: z.array(z.unknown()),
  briefings: table,
  briefingNos: z.record(z.string(), z.number()),
  briefingPlan: z.object({ atMin: z.number() }),
  handovers: table,
  gone: z.object({ claims: z.number() }),
});

/** A state out of a snapshot of this version, or null. The rows were made by `apply` itself, so their shape alone is looked at. */
export function parseState(kept: unknown): DeskState | null {
  return Shape.safeParse(kept).success ? (kept as DeskState) : null;
}
