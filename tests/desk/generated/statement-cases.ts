import { ConcernState, StatementState, type Act, type Approval } from '../../../api/contract/index.ts';
import { ConsultationState } from '../../../api/contract/consultation.ts';
import { ClaimState } from '../../../api/contract/index.ts';
import type { DeskConcernActName } from '../../../api/desk/concerns/command.ts';
import { CONSULTATION_FROM } from '../../../api/desk/concerns/consultation.ts';
import { CONCERN_RULES } from '../../../api/desk/concerns/rules.ts';
import { FROM, type StatementStep } from '../../../api/desk/statements/states.ts';
import { aForm } from '../statements/writing.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { anyState, ONE, type Case } from './cases.ts';
import { claimIn } from './claim-cases.ts';
import { concernIn, SHA, SIGNER, statementIn, THIRD } from './world.ts';
import { PersonId } from '../../../api/contract/index.ts';

/** Statements, the ledger, consultations. */

const note = '理由如下';
const STATEMENT: Readonly<Record<StatementStep, readonly [Act | null, object]>> = {
  save: ['statement-draft', { base: 1, form: aForm({ signature: '县新闻办' }) }],
  comment: ['statement-comment', { text: '请补时间' }],
  submit: ['statement-submit', { sha256: SHA }],
  return: ['statement-return', { note }],
  'sign-off': ['statement-sign-off', { body: 'water-company', signedBy: '值班主任', sha256: SHA }],
  approve: ['statement-approve', { sha256: SHA }],
  emergency: ['statement-emergency', { approvers: [SIGNER, THIRD], note, sha256: SHA }],
  countersign: ['statement-emergency', { sha256: SHA }],
  release: ['statement-publish', { channels: ['page'], publishAtMs: null, sha256: SHA }],
  stop: ['statement-stop', { note }],
  out: [null, { sha256: SHA }],
  hand: ['statement-publish', { to: '县融媒体中心' }],
};

/** Approved by telephone, and still to be signed for by the approver who tries. */
const OWED: readonly Approval[] = [PersonId.parse('the-approver'), THIRD].map((by) => ({
  sha256: SHA,
  by,
  atMs: NOON_MS,
  emergency: true,
  countersignedMs: null,
}));

function statementCase(step: StatementStep): Case {
  const [right, fields] = STATEMENT[step];
  return {
    // A text goes out in the name of persons: no machine but for the moment itself, and no terminal.
    whose: right === null ? { roles: [], machine: true, terminal: false } : { right, terminal: false },
    states: StatementState.options,
    from: FROM[step],
    given: (state) => {
      const row = statementIn(StatementState.parse(state));
      const owed = step === 'countersign' ? { approvals: [...OWED] } : {};
      return { statement: { ...row, ...owed } };
    },
    command: () => ({ do: 'statement', id: 's1', act: { act: step, ...fields } }),
  };
}

export const STATEMENT_CASES: Readonly<Record<string, Case>> = {
  'statement/open': {
    whose: { right: 'statement-draft', terminal: false },
    states: ClaimState.options,
    from: ClaimState.options.filter((state) => !['merged', 'dismissed', 'passed-on'].includes(state)),
    given: (state) => ({ claim: claimIn(state) }),
    command: () => ({ do: 'statement', id: 's9', act: { act: 'open', kind: 'notice', claim: 'c1', corrects: null } }),
  },
  ...Object.fromEntries(
    Object.keys(STATEMENT).map((step) => [`statement/${step}`, statementCase(step as StatementStep)]),
  ),
};

const LATER_MS = NOON_MS + 48 * HOUR_MS;
const CONCERN: Readonly<Record<DeskConcernActName, object>> = {
  open: { title: '路灯不亮', text: '城东路灯', topics: [], places: [], origin: { from: 'visit' }, heardMs: null },
  edit: { title: '路灯不亮' },
  assign: { body: 'water-company', note },
  answer: { text: '已派人' },
  report: { outcome: '已修好', solved: true },
  'give-back': { note },
  'ask-extension': { toMs: LATER_MS, note },
  extend: { toMs: LATER_MS, note },
  'refuse-extension': { note },
  urge: { text: '请加快' },
  'send-back': { note },
  settle: { outcome: '已修好', solved: true },
  revisit: { how: 'call', satisfaction: 'pleased', note },
  satisfied: { request: 'r1', satisfaction: 'not', note },
  redo: { note },
  mark: { text: '限期办结' },
  note: { text: '到现场看过' },
  remind: { kind: 'before' },
};

function concernCase(name: DeskConcernActName): Case {
  const { right, from, department } = CONCERN_RULES[name];
  const byMachine = name === 'satisfied' || name === 'remind';
  const office = { right, ...(department === 'no' ? {} : { ofDepartment: true as const }), terminal: name !== 'mark' };
  return {
    whose: byMachine ? { roles: [], machine: true, terminal: false } : office,
    states: name === 'open' ? ONE : ConcernState.options,
    from: name === 'open' ? ONE : from,
    given: (state) => (state === '-' ? {} : { concern: concernIn(ConcernState.parse(state)) }),
    command: () => ({ do: 'concern', id: name === 'open' ? 'n9' : 'n1', act: { act: name, ...CONCERN[name] } }),
  };
}

export const CONCERN_CASES: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    Object.keys(CONCERN).map((name) => [`concern/${name}`, concernCase(name as DeskConcernActName)]),
  ),
  'import-concerns': anyState(
    { right: 'concern-open' },
    {
      do: 'import-concerns',
      rows: [{ id: 'n8', number: '20261125001', title: '路灯', text: '不亮', topics: [], places: [], heardMs: null }],
    },
  ),
};

type ConsultationActName = keyof typeof CONSULTATION_FROM;
const DRAFT = { title: '停水安排', question: '夜间还是分片', options: ['夜间', '分片'], untilMs: LATER_MS };
const SAID = { group: '居民', option: 0, count: 12, summary: '多数选夜间' };
const CONSULTATION: Readonly<Record<ConsultationActName, object>> = {
  open: DRAFT,
  edit: DRAFT,
  start: {},
  'consultation-answer': SAID,
  'count-in': { opinions: [{ requests: ['r5'], group: '居民', option: 0, summary: '夜间' }] },
  'set-aside': { requests: ['r6'], reason: '广告' },
  close: { note },
  conclude: { taken: [{ what: '夜间停水', taken: true, why: '多数' }], decision: '夜间停水' },
  withdraw: { note },
  link: { statement: 's-out', as: 'announced' },
};

export const CONSULTATION_CASES: Readonly<Record<string, Case>> = Object.fromEntries(
  Object.entries(CONSULTATION).map(([name, fields]): readonly [string, Case] => [
    `consultation/${name}`,
    {
      whose: { right: 'consultation-change' },
      states: name === 'open' ? ONE : ConsultationState.options,
      from: name === 'open' ? ONE : CONSULTATION_FROM[name as ConsultationActName],
      given: (state) => (state === '-' ? {} : { consultation: { state: ConsultationState.parse(state) } }),
      command: () => ({ do: 'consultation', id: name === 'open' ? 'k9' : 'k1', act: { act: name, ...fields } }),
    },
  ]),
);
