import {
  AlertId,
  BodyId,
  ChannelId,
  ClaimId,
  PersonId,
  ROLES,
  StatementId,
  type AlertState,
  type Claim,
  type ClaimState,
  type ClockView,
  type Concern,
  type Inquiry,
  type Role,
  type Statement,
} from '../../../api/contract/index.ts';
import type { Briefing } from '../../../api/contract/briefing.ts';
import { ConsultationId, type Consultation } from '../../../api/contract/consultation.ts';
import type { Actor } from '../../../api/desk/roles.ts';
import { FIRST_STATE, type DeskState } from '../../../api/desk/state.ts';
import { hashOf } from '../../../api/desk/statements/form.ts';
import { withRow, type Table } from '../../../api/desk/table.ts';
import { aBody, aBriefing, aConcern, aPoint, anInquiry, aStatement } from '../rows.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { aForm, anEvidence, aWaterClaim } from '../statements/writing.ts';
import { EvidenceId, PointId } from '../../../api/contract/index.ts';

/** A desk that holds one row of everything, each in the state that a test asks for. */

export const WATER = BodyId.parse('water-company');
const WORKS = BodyId.parse('public-works');
const person = (name: string): PersonId => PersonId.parse(name);

export type Caller = { readonly name: string; readonly roles: readonly Role[]; readonly actor: Actor };
const someone = (name: string, roles: readonly Role[]): Caller => ({
  name,
  roles,
  actor: { kind: 'person', id: person(name) },
});

/** One of each role (the department's is of the water company), and those who are easily forgotten. */
export const CALLERS: readonly Caller[] = [
  ...ROLES.map((role) => someone(`the-${role}`, [role])),
  someone('two-roles', ['writer', 'leader']),
  someone('other-department', ['department']),
  // Gone: what they once could do is nobody's now.
  someone('former', []),
  someone('nobody', []),
  { name: 'machine', roles: [], actor: { kind: 'machine' } },
  { name: 'terminal', roles: [], actor: { kind: 'terminal' } },
];
export const AUTHOR = person('author');
export const SIGNER = person('signer');
export const THIRD = person('third');

/** Rows by what they are; those that are left out lie in the state in which most can be done. */
export type Given = {
  readonly claim?: Partial<Claim>;
  readonly inquiry?: Partial<Inquiry>;
  readonly statement?: Partial<Statement>;
  readonly concern?: Partial<Concern>;
  readonly consultation?: Partial<Consultation>;
  readonly alert?: AlertState;
  readonly briefing?: Partial<Briefing>;
};

export const FORM = aForm();
export const SHA = hashOf(FORM, 'notice');

function withPeople(state: DeskState): DeskState {
  const add = (held: DeskState, name: string, roles: readonly Role[], active = true): DeskState => {
    const row = { id: person(name), name, roles: [...roles], addedMs: NOON_MS, active };
    return { ...held, people: withRow(held.people, name, row) };
  };
  const callers = CALLERS.filter(({ name, actor }) => actor.kind === 'person' && name !== 'nobody');
  const staffed = callers.reduce((held, { name, roles }) => add(held, name, roles), state);
  const gone = add(staffed, 'former', ROLES, false);
  return add(add(add(gone, AUTHOR, ['writer']), SIGNER, ['approver']), THIRD, ['approver']);
}

function theClaim(change: Partial<Claim>): Claim {
  const base = aWaterClaim({ state: 'checking' });
  const spare = anEvidence({ id: EvidenceId.parse('e3'), title: '走访记录', from: '城东街道' });
  const variant = {
    id: 'v1',
    text: '自来水被污染了快转',
    post: null,
    group: null,
    firstSeenMs: NOON_MS,
    addedMs: NOON_MS,
    by: 'author',
  };
  return { ...base, evidence: [...base.evidence, spare], variants: [variant], ...change };
}

/** As the fold would have it after the straight way to this state. */
export function statementIn(state: Statement['state'], change: Partial<Statement> = {}): Partial<Statement> {
  const approval = { sha256: SHA, by: SIGNER, atMs: NOON_MS, emergency: false, countersignedMs: null };
  const isApproved = ['approved', 'scheduled', 'published', 'corrected'].includes(state);
  const isOut = state === 'published' || state === 'corrected';
  const points = theClaim({}).points.map(({ id, text, verdict }) => ({ point: id, text, verdict, basis: '' }));
  return {
    state,
    approvals: isApproved ? [approval] : [],
    publishAtMs: state === 'scheduled' || isOut ? NOON_MS : null,
    points: state === 'scheduled' || isOut ? points : [],
    publishedMs: isOut ? NOON_MS : null,
    steps: [{ state, atMs: NOON_MS, by: 'author', note: '' }],
    ...change,
  };
}

export function concernIn(state: Concern['state']): Partial<Concern> {
  const dueMs = NOON_MS + 24 * HOUR_MS;
  if (state === 'new') return { state };
  return {
    state,
    body: WATER,
    dueMs,
    clockFromMs: NOON_MS,
    assignedMs: NOON_MS,
    extensionAsked: { atMs: NOON_MS, by: 'the-department', toMs: dueMs + HOUR_MS, note: '管材未到' },
    outcome: state === 'assigned' ? '' : '已冲洗管网',
    settledMs: state === 'settled' ? NOON_MS : null,
  };
}

/** A claim whose clocks stand so. The press conference is the one that ends by hand alone. */
export function claimWithClock(state: ClockView['state'], clock: string, minutes: number): Partial<Claim> {
  const at = (part: number): Partial<Claim> => ({
    grade: 'very-major',
    state: 'new',
    knownMs: NOON_MS - Math.round(minutes * part * 60_000),
    steps: [{ state: 'new', atMs: NOON_MS, by: 'author', note: '' }],
  });
  const moved = (to: ClaimState): Partial<Claim> => ({
    ...at(0.1),
    state: to,
    steps: [{ state: to, atMs: NOON_MS, by: 'author', note: '' }],
  });
  switch (state) {
    case 'running':
      return at(0.1);
    case 'soon':
      return at(0.9);
    case 'over':
      return at(2);
    case 'paused':
      return { ...at(0.1), pauses: [{ clock, fromMs: NOON_MS - 1, toMs: null, note: '等', by: 'author' }] };
    case 'suspended':
      return moved('watching');
    case 'ended':
      return moved('dismissed');
    case 'met':
      return { ...at(0.1), met: { [clock]: NOON_MS } };
    case 'missed':
      return { ...at(2), met: { [clock]: NOON_MS } };
  }
}

function theConsultation(change: Partial<Consultation>): Consultation {
  return {
    id: ConsultationId.parse('k1'),
    no: 1,
    version: 1,
    concern: null,
    title: '城东停水安排',
    question: '夜间停水还是分片停水',
    whom: '城东居民',
    options: ['夜间', '分片'],
    fromMs: null,
    untilMs: NOON_MS + 24 * HOUR_MS,
    state: 'draft',
    opinions: [],
    taken: [],
    decision: '',
    announced: null,
    answered: null,
    steps: [{ state: 'draft', atMs: NOON_MS, by: 'author', note: '' }],
    ...change,
  };
}

function put<Row extends { readonly id: string }>(table: Table<Row>, ...rows: readonly Row[]): Table<Row> {
  return rows.reduce((held, row) => withRow(held, row.id, row), table);
}

export function aWorld(given: Given = {}): DeskState {
  const state = withPeople(FIRST_STATE);
  const version = { n: 1, atMs: NOON_MS, by: AUTHOR, sha256: SHA, form: FORM };
  const statement = { kind: 'notice', by: AUTHOR, versions: [version] } as const;
  const alert = AlertId.parse('a1');
  const handling = { state: given.alert ?? 'new', holder: null, timeline: [] } as const;
  const snoozedUntilMs = given.alert === 'snoozed' ? NOON_MS + HOUR_MS : null;
  const other = theClaim({ id: ClaimId.parse('c2'), no: 2, state: 'checking', points: [], evidence: [], variants: [] });
  const split = aPoint({ id: PointId.parse('p9'), text: '另一件事' });
  const channel = {
    id: ChannelId.parse('ch1'),
    kind: 'webhook',
    name: '官网',
    audience: '',
    addedMs: NOON_MS,
  } as const;
  return {
    ...state,
    handling: withRow(state.handling, alert, { ...handling, snoozedUntilMs }),
    bodies: put(
      state.bodies,
      aBody({ people: [person('the-department')] }),
      aBody({ id: WORKS, name: '县住建局', people: [person('other-department')] }),
    ),
    claims: put(state.claims, theClaim(given.claim ?? {}), { ...other, points: [split] }),
    inquiries: put(state.inquiries, anInquiry(given.inquiry)),
    statements: put(
      state.statements,
      aStatement({ ...statement, versions: [version], ...statementIn('draft'), ...given.statement }),
      aStatement({
        ...statement,
        ...statementIn('published'),
        id: StatementId.parse('s-out'),
        no: 2,
        claim: ClaimId.parse('c2'),
        versions: [version],
      }),
    ),
    concerns: put(state.concerns, aConcern(given.concern ?? concernIn('assigned'))),
    consultations: put(state.consultations, theConsultation(given.consultation ?? {})),
    briefings: put(state.briefings, aBriefing(given.briefing)),
    briefingNos: { 'daily 2026': 1 },
    channels: put(state.channels, { ...channel, alerts: false, statements: true }),
  };
}
