import type { Role } from '../../api/contract/index.ts';

/** What a role opens. The server decides; this only keeps dead ends off the screen. Mirrors the lists in `api/contract/route.ts`. */
const DESK: readonly Role[] = ['monitor', 'writer', 'approver', 'administrator'];
const READERS: readonly Role[] = [...DESK, 'leader'];
const MONITORS: readonly Role[] = ['monitor', 'administrator'];
const ADMINISTRATORS: readonly Role[] = ['administrator'];

export type Screen =
  | 'leader'
  | 'overview'
  | 'alerts'
  | 'claims'
  | 'statements'
  | 'ledger'
  | 'briefing'
  | 'inbox'
  | 'tasks'
  | 'search'
  | 'tone'
  | 'lead'
  | 'score'
  | 'sources'
  | 'lexicon'
  | 'duty'
  | 'settings';
export const SCREENS: Readonly<Record<Screen, readonly Role[] | 'session'>> = {
  leader: READERS,
  overview: READERS,
  alerts: READERS,
  claims: READERS,
  statements: READERS,
  ledger: READERS,
  briefing: READERS,
  inbox: DESK,
  tasks: ['department'],
  score: READERS,
  duty: READERS,
  search: DESK,
  tone: READERS,
  sources: READERS,
  lead: DESK,
  lexicon: READERS,
  settings: 'session',
};

export type Right =
  | 'duty-change'
  | 'rule-change'
  | 'inquiry-send'
  | 'concern-open'
  | 'briefing-edit'
  | 'briefing-plan'
  | 'handle'
  | 'monitor'
  | 'search'
  | 'administer'
  | 'read'
  | 'draft'
  | 'drill'
  | 'send-again';
const RIGHTS: Readonly<Record<Right, readonly Role[]>> = {
  handle: DESK,
  search: DESK,
  monitor: MONITORS,
  administer: ADMINISTRATORS,
  read: READERS,
  'duty-change': ['approver', 'administrator'],
  'rule-change': ADMINISTRATORS,
  'inquiry-send': ['monitor', 'writer', 'approver'],
  'concern-open': ['monitor', 'writer', 'approver'],
  'briefing-edit': ['monitor', 'writer', 'approver'],
  'briefing-plan': ['approver', 'administrator'],
  draft: ['writer'],
  drill: ['approver', 'administrator'],
  'send-again': ['approver', 'administrator'],
};

const meet = (mine: readonly Role[], theirs: readonly Role[]): boolean => mine.some((role) => theirs.includes(role));

export function mayOpen(roles: readonly Role[], screen: Screen): boolean {
  const allowed = SCREENS[screen];
  return allowed === 'session' || meet(roles, allowed);
}

/** Whom the navigation offers a screen: the leader's own page is no place of work for others, though they may look at it. */
export function isOffered(roles: readonly Role[], screen: Screen): boolean {
  return mayOpen(roles, screen) && (screen !== 'leader' || roles.includes('leader'));
}

/** Where the front door leads: on a phone, who is a leader and nothing else reads the page made for that; a department has its tasks. */
export function homeOf(roles: readonly Role[], isPhone: boolean): '/' | '/today' | '/tasks' {
  if (!mayOpen(roles, 'overview') && mayOpen(roles, 'tasks')) return '/tasks';
  return isPhone && roles.every((role) => role === 'leader') ? '/today' : '/';
}

export const may = (roles: readonly Role[], right: Right): boolean => meet(roles, RIGHTS[right]);
