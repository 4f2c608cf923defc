import { refuse, RIGHTS, ROLE_NAMES, type Refusal } from '../../contract/index.ts';
import type { Act } from '../../contract/rights.ts';
import type { Briefing, BriefingState } from '../../contract/briefing.ts';
import type { BriefingKind } from '../../contract/briefing-paper.ts';
import { listed } from '../claims/words.ts';
import type { DeskBriefingActName } from './command.ts';

type Words = readonly [zh: string, en: string];

export const STATE_WORDS: Readonly<Record<BriefingState, Words>> = {
  draft: ['草稿', 'a draft'],
  submitted: ['已送审', 'submitted'],
  released: ['已签发', 'released'],
};

export const ACT_WORDS: Readonly<Record<DeskBriefingActName, Words>> = {
  make: ['生成', 'make it'],
  remake: ['重新生成', 'make it anew'],
  judge: ['写研判', 'write the judgement'],
  move: ['调整顺序', 'move a finding'],
  comment: ['加评论', 'comment'],
  'leave-out': ['删减', 'leave a finding out'],
  'put-back': ['恢复', 'put a finding back'],
  submit: ['送审', 'submit it'],
  return: ['退回', 'return it'],
  release: ['签发', 'release it'],
  read: ['登记已阅', 'note that it was read'],
  mark: ['批示', 'mark it'],
  'send-again': ['再次发送', 'send it again'],
  file: ['存档', 'file a form'],
  redact: ['删除个人信息', 'take words out'],
};

const ALL: readonly BriefingState[] = ['draft', 'submitted', 'released'];

/** In which states each act can be done, and whose it is. What is released changes no more, but at a person's request. */
export const BRIEFING_RULES: Readonly<
  Record<
    DeskBriefingActName,
    { readonly right: Act | null; readonly from: readonly BriefingState[]; readonly machine?: true }
  >
> = {
  make: { right: 'briefing-edit', from: [], machine: true },
  remake: { right: 'briefing-edit', from: ['draft'], machine: true },
  judge: { right: 'briefing-edit', from: ['draft'] },
  move: { right: 'briefing-edit', from: ['draft'] },
  comment: { right: 'briefing-edit', from: ['draft'] },
  'leave-out': { right: 'briefing-edit', from: ['draft'] },
  'put-back': { right: 'briefing-edit', from: ['draft'] },
  submit: { right: 'briefing-edit', from: ['draft'] },
  return: { right: 'briefing-release', from: ['submitted'] },
  release: { right: 'briefing-release', from: ['submitted'] },
  read: { right: 'briefing-read', from: ['released'] },
  mark: { right: 'mark-write', from: ['released'] },
  'send-again': { right: 'briefing-release', from: ['released'] },
  file: { right: null, from: ['released'], machine: true },
  redact: { right: null, from: ALL, machine: true },
};

/** Acts that a person stands for: nobody does them from a terminal. */
export const BY_PERSON: readonly DeskBriefingActName[] = ['return', 'release', 'read', 'mark'];

/** What people can do with an issue in this state. */
export function briefingActs(state: BriefingState): readonly DeskBriefingActName[] {
  const names = Object.keys(BRIEFING_RULES) as DeskBriefingActName[];
  return names.filter((name) => BRIEFING_RULES[name].right !== null && BRIEFING_RULES[name].from.includes(state));
}

/** What is due next in each state, for the sentence of a refusal. */
const NEXT: Readonly<Record<BriefingState, readonly DeskBriefingActName[]>> = {
  draft: ['judge', 'submit'],
  submitted: ['release', 'return'],
  released: ['read', 'mark'],
};

/** Null where the act can be done in this state; else a refusal that says who may do what now. */
export function refuseState({ state }: Briefing, name: DeskBriefingActName): Refusal | null {
  if (BRIEFING_RULES[name].from.includes(state)) return null;
  const [stateZh, stateEn] = STATE_WORDS[state];
  const [actZh, actEn] = ACT_WORDS[name];
  const said = NEXT[state].map((next): Words => {
    const { right } = BRIEFING_RULES[next];
    const roles = right === null ? [] : RIGHTS[right];
    const [actNextZh, actNextEn] = ACT_WORDS[next];
    const [whoZh, whoEn] = listed(roles.map((role) => ROLE_NAMES[role]));
    return [`${actNextZh}（${whoZh}）`, `${actNextEn} (${whoEn})`];
  });
  const canZh = said.map(([zh]) => zh).join('，');
  const canEn = said.map(([, en]) => en).join('; ');
  return refuse('briefing-state', { stateZh, stateEn, actZh, actEn, canZh, canEn });
}

export const KIND_WORDS: Readonly<Record<BriefingKind, Words>> = {
  daily: ['日报', 'daily'],
  weekly: ['周报', 'weekly'],
  monthly: ['月报', 'monthly'],
  special: ['专报', 'special'],
};

/** 日报 2026年第 327 期. */
export function issueName({ kind, year, no }: Pick<Briefing, 'kind' | 'year' | 'no'>): string {
  return `${KIND_WORDS[kind][0]} ${year}年第 ${no} 期`;
}
