import { ClaimState, ClockState, InquiryState, type Claim, type ClockView } from '../../../api/contract/index.ts';
import type { DeskClaimActName } from '../../../api/desk/claims/command.ts';
import { CLAIM_RULES } from '../../../api/desk/claims/rules.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { ONE, type Case, type Whose } from './cases.ts';
import { claimWithClock } from './world.ts';

/** Claims, inquiries and clocks: an example of each act, and where it can be done. */

const note = '理由如下';
const VARIANT = { id: 'v9', text: '城东的水不能喝', post: null, group: null, firstSeenMs: NOON_MS };
const EXAMPLES: Readonly<Record<DeskClaimActName, Readonly<Record<string, unknown>>>> = {
  open: { title: '夜市要关停', topics: [], places: [], origin: { from: 'hand' }, knownMs: NOON_MS, firstPostMs: null },
  edit: { title: '城东自来水有异味' },
  take: {},
  'hand-over': { to: 'the-monitor', note },
  check: { note },
  ready: { note },
  close: { note },
  watch: { untilMs: NOON_MS + HOUR_MS, note },
  'pass-on': { to: '邻县', note },
  dismiss: { note },
  resume: { note },
  grade: { grade: 'major', note },
  merge: { into: 'c2', note },
  split: { title: '有孩子腹痛', points: ['p3'], note },
  attach: { variant: VARIANT },
  detach: { variant: 'v1', note },
  'dismiss-post': { post: 'b'.repeat(32) },
  'point-add': { text: '有人住院' },
  'point-edit': { point: 'p3', text: '有孩子腹痛' },
  'point-remove': { point: 'p3', note },
  verdict: { point: 'p3', verdict: 'true', evidence: ['e1'], note, version: 1 },
  'evidence-add': { kind: 'document', title: '记录', from: '县疾控中心', obtainedMs: NOON_MS, note },
  'evidence-withdraw': { evidence: 'e3', note },
  choose: { choice: 'wait', reasons: ['small:2'], note },
  'take-up': { statement: 's-out' },
};
/** What a person has to stand for. */
const BY_PERSON: readonly string[] = ['take', 'verdict'];

function claimCase(name: DeskClaimActName): Case {
  const { right, from } = CLAIM_RULES[name];
  const whose = { right, machine: name === 'attach', terminal: !BY_PERSON.includes(name) };
  const command = {
    do: 'claim',
    id: name === 'open' ? 'c9' : 'c1',
    act: { act: name, ...EXAMPLES[name] },
    fresh: 'f1',
  };
  return {
    whose,
    states: name === 'open' ? ONE : ClaimState.options,
    // The one rule beside the book's table: a claim that nobody has looked at is not closed.
    from: name === 'open' ? ONE : from.filter((state) => name !== 'close' || state !== 'new'),
    given: (state) => ({ claim: claimIn(state) }),
    command: () => command,
  };
}

export function claimIn(state: string): Partial<Claim> {
  const known = ClaimState.parse(state === '-' ? 'checking' : state);
  const steps = [{ state: known, atMs: NOON_MS, by: 'author', note: '' }];
  return { state: known, steps, mergedInto: known === 'merged' ? ('c2' as Claim['id']) : null };
}

export const CLAIM_CASES: Readonly<Record<string, Case>> = Object.fromEntries(
  Object.keys(EXAMPLES).map((name) => [`claim/${name}`, claimCase(name as DeskClaimActName)]),
);

const INQUIRY: readonly string[] = InquiryState.options;
function inquiryCase(
  act: string,
  whose: Whose,
  from: readonly string[],
  fields: Readonly<Record<string, unknown>> = {},
): Case {
  return {
    whose,
    states: INQUIRY,
    from,
    given: (state) => ({ inquiry: { state: InquiryState.parse(state) } }),
    command: () => ({ do: 'inquiry', id: 'i1', act: { act, ...fields } }),
  };
}
const FOR_BODY = { right: 'inquiry-answer', ofDepartment: true, machine: true, terminal: false } as const;
const ANSWER = { text: '六个点位均未检出', signedBy: '值班主任', evidence: 'e9' };

export const INQUIRY_CASES: Readonly<Record<string, Case>> = {
  'inquiry/send': {
    whose: { right: 'inquiry-send' },
    states: ClaimState.options,
    from: ClaimState.options.filter((state) => !['dismissed', 'merged', 'closed'].includes(state)),
    given: (state) => ({ claim: claimIn(state) }),
    command: () => ({
      do: 'inquiry',
      id: 'i9',
      act: { act: 'send', claim: 'c1', body: 'water-company', question: '水质如何', contact: '值班室' },
    }),
  },
  'inquiry/answer': inquiryCase('answer', FOR_BODY, ['sent', 'answered'], ANSWER),
  'inquiry/give-back': inquiryCase('give-back', FOR_BODY, ['sent'], { note }),
  'inquiry/ask-again': inquiryCase('ask-again', { right: 'inquiry-send' }, ['answered', 'returned'], { note }),
  'inquiry/close': inquiryCase('close', { right: 'inquiry-close' }, ['sent', 'answered', 'returned'], { note }),
  'inquiry/link': inquiryCase('link', { right: 'inquiry-send' }, ['sent']),
  // Where nothing waits, nothing is written, and that is no refusal.
  'inquiry/remind': inquiryCase('remind', { roles: [], machine: true }, INQUIRY, { kind: 'before' }),
};

const CONFERENCE_MIN = 24 * 60;
function clockCase(act: string, whose: Whose, from: readonly ClockView['state'][], more: object = {}): Case {
  return {
    whose,
    states: ClockState.options,
    from,
    given: (state) => ({ claim: claimWithClock(ClockState.parse(state), 'conference', CONFERENCE_MIN) }),
    command: () => ({ do: 'clock', id: 'c1', act: { act, clock: 'conference', ...more } }),
  };
}
const NOT_MERGED = ClaimState.options.filter((state) => state !== 'merged');
function reportCase(act: string, fields: object): Case {
  const report = { to: '总值班室', atMs: NOON_MS, by: 'author', note: '', receipt: '', receiptMs: null };
  return {
    whose: { right: 'report-up' },
    states: ClaimState.options,
    from: NOT_MERGED,
    given: (state) => ({ claim: { ...claimIn(state), reports: [report] } }),
    command: () => ({ do: 'clock', id: 'c1', act: { act, ...fields } }),
  };
}

export const CLOCK_CASES: Readonly<Record<string, Case>> = {
  'clock/pause': clockCase('pause', { right: 'clock-pause' }, ['running', 'soon'], { note }),
  'clock/resume': clockCase('resume', { right: 'clock-pause' }, ['paused'], { note }),
  'clock/acknowledge': clockCase('acknowledge', { right: 'clock-acknowledge' }, [
    'running',
    'soon',
    'over',
    'paused',
    'suspended',
  ]),
  'clock/meet': clockCase('meet', { right: 'clock-meet' }, ['running', 'soon', 'over', 'paused', 'suspended', 'ended']),
  'clock/told': clockCase('told', { roles: [], machine: true }, ClockState.options, { stage: 1, person: 'signer' }),
  'clock/report-up': reportCase('report-up', { rule: 'report-phone', note }),
  'clock/report-receipt': reportCase('report-receipt', { report: 0, receipt: '收到' }),
};
