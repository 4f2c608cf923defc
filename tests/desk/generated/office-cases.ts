import { AlertState, RequestKind } from '../../../api/contract/index.ts';
import { ADMINISTRATORS, DESK, MONITORS } from '../../../api/contract/index.ts';
import { FIRST_CLOCK_RULES, FIRST_DUTY_PLAN } from '../../../api/desk/clocks/first-rules.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { anyState, type Case, type Whose } from './cases.ts';
import { claimIn } from './claim-cases.ts';

/** The office's rules, channels, requests, and the acts of the spine. */

const note = '理由如下';
const office = (right: 'body-change' | 'duty-change' | 'rule-change', act: string, fields: object): Case =>
  anyState({ right }, { do: 'office', act: { act, ...fields } });
const rule = (act: string, fields: object): Case =>
  anyState({ right: 'rule-change' }, { do: 'statement-rule', act: { act, ...fields } });
const SHIFT = { id: 'x1', fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS, person: 'the-monitor', deputy: null };
const SUBJECT = {
  id: 'bridges',
  subject: '桥梁',
  topics: [],
  words: ['大桥'],
  speaker: null,
  signOffs: ['public-works'],
  basis: '',
};

export const OFFICE_CASES: Readonly<Record<string, Case>> = {
  'office/body-add': office('body-change', 'body-add', { id: 'b9', draft: { name: '县水务局', contact: '' } }),
  'office/body-change': office('body-change', 'body-change', {
    id: 'water-company',
    draft: { name: '县供水公司', contact: '值班室', people: ['the-department'] },
  }),
  'office/shifts': office('duty-change', 'shifts', { change: { set: [SHIFT] } }),
  'office/plan': office('duty-change', 'plan', { plan: FIRST_DUTY_PLAN }),
  'office/rules': office('rule-change', 'rules', { rules: FIRST_CLOCK_RULES }),
  'office/calendar': office('rule-change', 'calendar', { days: [{ day: '2026-12-01', works: false, name: '县庆' }] }),
  'statement-rule/set-subject': rule('set-subject', { subject: SUBJECT }),
  'statement-rule/remove-subject': rule('remove-subject', { id: 'police' }),
  'statement-rule/set-wordings': rule('set-wordings', { wordings: { contact: '县新闻办' } }),
  'plan-ledger': anyState(
    { right: 'duty-change' },
    { do: 'plan-ledger', plan: { dueDays: 7, responseDays: 1, assignDays: 1, soonHours: 24, lateHours: 24 } },
  ),
  'keep-channel': anyState(
    { roles: ADMINISTRATORS },
    {
      do: 'keep-channel',
      id: 'ch2',
      kind: 'wecom',
      address: true,
      name: '群',
      audience: '',
      alerts: true,
      statements: false,
    },
  ),
  'remove-channel': anyState({ roles: ADMINISTRATORS }, { do: 'remove-channel', id: 'ch1' }),
  'send-again': anyState(
    { right: 'delivery-again' },
    { do: 'send-again', delivery: 'd1', channel: 'ch1', statement: 's-out' },
  ),
  'change-public-page': anyState(
    { roles: ADMINISTRATORS },
    { do: 'change-public-page', change: { contact: '县新闻办' } },
  ),
};

/** Requests about one's own data are the administrator's; an erasure always is. */
function requestCases(act: string, fields: object, kinds: readonly string[], from: readonly string[]): readonly Case[] {
  return kinds.map((kind): Case => {
    const isErasure = ['erasure', 'copy'].includes(kind) || act === 'erase';
    return {
      whose: { right: isErasure ? 'erasure-handle' : 'inbox-handle' },
      states: [kind],
      from: from.filter((each) => each === kind),
      given: () => ({ claim: claimIn('checking') }),
      command: () => ({ do: 'request', id: 'r1', kind, act: { act, ...fields } }),
    };
  });
}
const KINDS: readonly string[] = RequestKind.options;
export const REQUEST_CASES: Readonly<Record<string, readonly Case[]>> = {
  'request/accept': requestCases('accept', { claim: 'c1', concern: null }, KINDS, KINDS),
  'request/answer': requestCases('answer', { answer: '已回复', statement: null }, KINDS, KINDS),
  'request/decline': requestCases('decline', { reason: '不属于本县' }, KINDS, KINDS),
  'request/erase': requestCases('erase', { posts: 1, texts: 0 }, KINDS, ['correction', 'erasure', 'copy']),
};

const OPEN = ['new', 'acknowledged', 'snoozed'];
function alertCase(act: string, from: readonly string[], fields: object = {}, more: Whose = {}): Case {
  return {
    whose: { roles: DESK, ...more },
    states: AlertState.options,
    from,
    given: (state) => ({ alert: AlertState.parse(state) }),
    command: () => ({ do: 'alert', id: 'a1', act: { act, ...fields } }),
  };
}

const POST = 'a'.repeat(32);
const SHA = 'b'.repeat(64);
const ROW = { file: 'topics', label: 'water', words: '停水', weight: 2, origin: 'hand' };
const SOURCE = { name: '县论坛', url: 'https://forum.example/', kind: 'list', everyMin: 10 };
export const SPINE_CASES: Readonly<Record<string, Case>> = {
  'alert/take': alertCase('take', OPEN, {}, { terminal: false }),
  'alert/hand-over': alertCase('hand-over', OPEN, { to: 'the-monitor', note }),
  'alert/snooze': alertCase('snooze', OPEN, { untilMs: NOON_MS + HOUR_MS, note }),
  'alert/false-alarm': alertCase('false-alarm', OPEN, { note }),
  'alert/close': alertCase('close', OPEN, { note }),
  'alert/reopen': alertCase('reopen', ['closed', 'false-alarm'], { note }),
  'add-person': anyState(
    { roles: ADMINISTRATORS },
    { do: 'add-person', id: 'x', draft: { name: '新人', roles: ['writer'] } },
  ),
  'change-person': anyState(
    { roles: ADMINISTRATORS },
    { do: 'change-person', id: 'author', change: { active: false } },
  ),
  'add-source': anyState({ roles: MONITORS }, { do: 'add-source', id: 's9', draft: SOURCE }),
  'add-quiet-source': anyState(
    { roles: MONITORS, machine: true },
    { do: 'add-quiet-source', id: 's8', kind: 'lead', name: '线索' },
  ),
  'add-sample': anyState(
    { roles: ADMINISTRATORS, machine: true },
    { do: 'add-sample', sources: [{ id: 's7', kind: 'list', name: '样例', url: 'http://127.0.0.1:9/' }] },
  ),
  'edit-lexicon': anyState({ roles: MONITORS }, { do: 'edit-lexicon', edit: { act: 'put', row: ROW } }),
  'add-watch': anyState(
    { roles: DESK },
    { do: 'add-watch', id: 'w1', draft: { name: '停水', criteria: { text: '' } } },
  ),
  'change-settings': anyState({ roles: ADMINISTRATORS }, { do: 'change-settings', change: { office: '县网信办' } }),
  'change-channel': anyState({ roles: ADMINISTRATORS }, { do: 'change-channel', kind: 'webhook', set: true }),
  'sign-handover': anyState(
    { right: 'handover-sign', terminal: false },
    { do: 'sign-handover', id: 'h1', sha256: SHA, bytes: 9, note: '' },
  ),
  'start-drill': anyState({ right: 'drill-run' }, { do: 'start-drill', id: 'd1', draft: { speed: 10, minutes: 30 } }),
  'record-export': anyState({ roles: DESK }, { do: 'record-export', what: '停水', rows: 1, sha256: SHA }),
  'record-original': anyState({ roles: MONITORS }, { do: 'record-original', post: POST }),
  'record-lead': anyState({ roles: DESK }, { do: 'record-lead', post: POST, channel: 'chat' }),
  'record-link': anyState({ roles: ADMINISTRATORS }, { do: 'record-link', person: 'author' }),
  'record-import': anyState(
    { roles: ADMINISTRATORS, machine: true },
    { do: 'record-import', posts: 1, refused: 0, sha256: SHA },
  ),
};
/** Tried where they are at home: they hang on what was there before, or on who one is. */
export const ELSEWHERE: readonly string[] = [
  'take-handover',
  'set-up',
  'change-source',
  'remove-source',
  'visit-source',
  'remove-sample',
  'remove-watch',
  'end-drill',
  'record-password',
];
