import { BriefingState, FileHash } from '../../../api/contract/index.ts';
import type { DeskBriefingActName } from '../../../api/desk/briefings/briefings.ts';
import { FIRST_BRIEFING_PLAN } from '../../../api/desk/briefings/first-plan.ts';
import { BRIEFING_RULES, BY_PERSON } from '../../../api/desk/briefings/words.ts';
import { aBriefing, SEVEN_MS } from '../rows.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { anyState, ONE, type Case } from './cases.ts';
import { SIGNER } from './world.ts';

/** Issues of the briefing: an example of each act, and where it can be done. */

const PAPER = FileHash.parse('f'.repeat(64));
const DAY_MS = 24 * HOUR_MS;
const MADE = { ...aBriefing().made, sha256: 'a'.repeat(64) };
const KEY = { key: 'hot:water' };
const EXAMPLES: Readonly<Record<DeskBriefingActName, object>> = {
  make: {
    ...{ kind: 'daily', about: null, year: 2026, no: 2, sample: false },
    ...{ fromMs: SEVEN_MS - 2 * DAY_MS, toMs: SEVEN_MS - DAY_MS, made: MADE },
  },
  remake: { made: MADE, sample: false },
  judge: { version: 1, paragraphs: ['建议加密检测'] },
  move: { ...KEY, before: null },
  comment: { ...KEY, text: '已电话核实' },
  'leave-out': { ...KEY, text: '与昨日重复' },
  'put-back': KEY,
  submit: {},
  return: { note: '补充责任单位' },
  release: { paper: PAPER, seen: { paper: PAPER, version: 1 }, head: { n: 9, hash: 'e'.repeat(64) }, channels: [] },
  read: {},
  mark: { ...KEY, text: '请尽快办', about: '水质', body: 'water-company', dueMs: NOON_MS + DAY_MS, concern: 'n-mark' },
  'send-again': { note: '' },
  file: { form: 'pdf', sha256: 'b'.repeat(64), bytes: 9 },
  redact: { made: 'c'.repeat(64), paper: null },
};

function briefingCase(name: DeskBriefingActName): Case {
  const { right, from, machine = false } = BRIEFING_RULES[name];
  return {
    whose: {
      ...(right === null ? { roles: [] } : { right }),
      machine,
      terminal: right !== null && !BY_PERSON.includes(name),
    },
    states: name === 'make' ? ONE : BriefingState.options,
    from: name === 'make' ? ONE : from,
    given: (state) => (state === '-' ? {} : { briefing: briefingIn(BriefingState.parse(state)) }),
    command: (state) => {
      const paper = name === 'redact' && state === 'released' ? { paper: PAPER } : {};
      const id = name === 'make' ? 'daily-2026-11-24' : 'daily-2026-11-25';
      return { do: 'briefing', id, act: { act: name, ...EXAMPLES[name], ...paper } };
    },
  };
}

function briefingIn(state: BriefingState): ReturnType<typeof aBriefing> {
  const released = { atMs: NOON_MS, by: SIGNER, paper: PAPER, n: 9, hash: 'e'.repeat(64), channels: [] };
  return aBriefing({ state, released: state === 'released' ? released : null });
}

export const BRIEFING_CASES: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    Object.keys(EXAMPLES).map((name) => [`briefing/${name}`, briefingCase(name as DeskBriefingActName)]),
  ),
  'plan-briefings': anyState(
    { right: 'briefing-plan' },
    { do: 'plan-briefings', plan: { ...FIRST_BRIEFING_PLAN, atMin: 6 * 60 } },
  ),
};
