import type { Component } from 'svelte';
import type { IconName } from '../lib/icons.ts';
import type { Screen } from '../lib/role.ts';

/** A screen: its address, the letter that follows `g`, and how to load it. In the order of the navigation. */
export type ScreenEntry = {
  readonly screen: Screen;
  readonly path: string;
  readonly key: string;
  readonly icon: IconName;
  readonly load: () => Promise<{ readonly default: Component }>;
};

export const SCREEN_ENTRIES: readonly ScreenEntry[] = [
  { screen: 'leader', path: '/today', key: 'y', icon: 'today', load: () => import('../screens/leader/Leader.svelte') },
  {
    screen: 'overview',
    path: '/',
    key: 'o',
    icon: 'overview',
    load: () => import('../screens/overview/Overview.svelte'),
  },
  {
    screen: 'alerts',
    path: '/alerts',
    key: 'a',
    icon: 'alerts',
    load: () => import('../screens/alerts/Alerts.svelte'),
  },
  {
    screen: 'claims',
    path: '/claims',
    key: 'c',
    icon: 'claims',
    load: () => import('../screens/claims/Claims.svelte'),
  },
  {
    screen: 'statements',
    path: '/statements',
    key: 'n',
    icon: 'statements',
    load: () => import('../screens/statements/Statements.svelte'),
  },
  {
    screen: 'ledger',
    path: '/ledger',
    key: 'd',
    icon: 'ledger',
    load: () => import('../screens/ledger/Ledger.svelte'),
  },
  {
    screen: 'briefing',
    path: '/briefing',
    key: 'b',
    icon: 'briefing',
    load: () => import('../screens/briefing/Briefing.svelte'),
  },
  {
    screen: 'inbox',
    path: '/inbox',
    key: 'q',
    icon: 'inbox',
    load: () => import('../screens/inbox/Inbox.svelte'),
  },
  {
    screen: 'tasks',
    path: '/tasks',
    key: 'k',
    icon: 'tasks',
    load: () => import('../screens/tasks/Tasks.svelte'),
  },
  {
    screen: 'search',
    path: '/search',
    key: 's',
    icon: 'search',
    load: () => import('../screens/search/Search.svelte'),
  },
  { screen: 'tone', path: '/tone', key: 't', icon: 'tone', load: () => import('../screens/tone/Tone.svelte') },
  { screen: 'lead', path: '/lead', key: 'l', icon: 'lead', load: () => import('../screens/lead/Lead.svelte') },
  {
    screen: 'score',
    path: '/score',
    key: 'm',
    icon: 'score',
    load: () => import('../screens/score/Score.svelte'),
  },
  {
    screen: 'sources',
    path: '/sources',
    key: 'i',
    icon: 'sources',
    load: () => import('../screens/sources/Sources.svelte'),
  },
  {
    screen: 'lexicon',
    path: '/lexicon',
    key: 'x',
    icon: 'lexicon',
    load: () => import('../screens/lexicon/Lexicon.svelte'),
  },
  {
    screen: 'duty',
    path: '/duty',
    key: 'u',
    icon: 'duty',
    load: () => import('../screens/duty/Duty.svelte'),
  },
  {
    screen: 'settings',
    path: '/settings',
    key: 'e',
    icon: 'settings',
    load: () => import('../screens/settings/Settings.svelte'),
  },
];

/** `/alerts/a1` belongs to `/alerts`. Undefined: no such screen. */
export function entryOf(path: string): ScreenEntry | undefined {
  const first = `/${path.split('/')[1] ?? ''}`;
  return SCREEN_ENTRIES.find((entry) => entry.path === first);
}
