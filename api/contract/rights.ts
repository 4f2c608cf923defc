import type { Role } from './person.ts';
import { refuse, type Refusal } from './refusal.ts';

/**
 * Who may do what at the desk: the one table that the routes, the rules of the desk, the tests and the page 职责 are made from.
 * An administrator runs the system and may do what monitoring does, and never checks, drafts, approves or publishes in that role.
 */
const WATCH: readonly Role[] = ['monitor', 'writer', 'approver', 'administrator'];
const CHECK: readonly Role[] = ['monitor', 'writer', 'approver'];
const DECIDE: readonly Role[] = ['approver', 'leader'];

export const RIGHTS = {
  'claim-open': WATCH,
  'claim-edit': WATCH,
  'claim-take': WATCH,
  'claim-move': CHECK,
  'claim-join': CHECK,
  'claim-grade': ['monitor', 'approver', 'leader'],
  'claim-dismiss': CHECK,
  'variant-change': WATCH,
  'point-change': CHECK,
  'evidence-add': CHECK,
  'evidence-capture': CHECK,
  'verdict-give': CHECK,
  'response-choose': ['writer', 'approver', 'leader'],
  'inquiry-send': CHECK,
  'inquiry-answer': ['department'],
  'inquiry-close': CHECK,
  'clock-pause': CHECK,
  'clock-meet': CHECK,
  'clock-acknowledge': ['monitor', 'writer', 'approver', 'leader', 'administrator'],
  'report-up': ['monitor', 'approver', 'leader'],
  'duty-change': ['approver', 'administrator'],
  'body-change': ['approver', 'administrator'],
  'rule-change': ['administrator'],
  'statement-draft': ['writer'],
  'statement-comment': ['monitor', 'writer', 'approver', 'leader'],
  'statement-submit': ['writer'],
  'statement-sign-off': ['writer', 'approver'],
  'statement-approve': ['approver'],
  'statement-return': ['approver'],
  'statement-emergency': ['approver'],
  'statement-publish': ['approver'],
  'delivery-again': ['approver', 'administrator'],
  'statement-stop': ['writer', 'approver', 'leader'],
  'concern-open': CHECK,
  'concern-assign': CHECK,
  'concern-answer': ['department', 'monitor'],
  'concern-urge': DECIDE,
  'concern-extend': DECIDE,
  'concern-settle': CHECK,
  'concern-revisit': CHECK,
  'concern-redo': CHECK,
  'concern-note': ['monitor', 'writer', 'approver', 'leader', 'department'],
  'consultation-change': CHECK,
  'mark-write': ['leader'],
  'briefing-edit': CHECK,
  'briefing-release': ['approver'],
  'briefing-read': ['monitor', 'writer', 'approver', 'leader', 'administrator'],
  'briefing-plan': ['approver', 'administrator'],
  'handover-sign': ['monitor', 'writer', 'approver', 'leader', 'administrator'],
  'inbox-handle': CHECK,
  'erasure-handle': ['administrator'],
  'drill-run': ['approver', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof RIGHTS;

/** The roles of several acts: what a route is open to whose body says which act it is. */
export function rolesOf(...acts: readonly Act[]): readonly Role[] {
  return [...new Set(acts.flatMap((act): readonly Role[] => RIGHTS[act]))];
}

export const ROLE_NAMES: Readonly<Record<Role, readonly [zh: string, en: string]>> = {
  monitor: ['监测员', 'monitors'],
  writer: ['撰稿人', 'writers'],
  approver: ['审批人', 'approvers'],
  department: ['承办单位', 'departments'],
  leader: ['领导', 'leaders'],
  administrator: ['管理员', 'administrators'],
};

/** The refusal of somebody without any of these roles: it says whose it is. */
export function refuseRoles(allow: readonly Role[]): Refusal {
  const refusal = refuse('no-permission');
  if (allow.length === 0) return refusal;
  const [zh, en] = [0, 1].map((at) => allow.map((role) => ROLE_NAMES[role][at]).join(at === 0 ? '、' : ', '));
  return {
    ...refusal,
    zh: `这由${zh}办理，您的角色不能进行此操作。`,
    en: `This is for ${en}; your role may not do it.`,
  };
}
