import { t } from '../../lib/language.svelte.ts';
import type { Detail } from './types.ts';

export type DiaryLine = Detail['concern']['diary'][number];

/** What an act of the diary is called; one that this version does not know keeps its own name. */
export function actName(act: string): string {
  const names: Readonly<Record<string, string>> = t().concern.diaryActs;
  return names[act] ?? act;
}

/** The text of a line: a revisit's is its word. */
export function lineText({ act, text }: Pick<DiaryLine, 'act' | 'text'>): string {
  const says: Readonly<Record<string, string>> = t().concern.satisfaction;
  return act === 'revisit' || act === 'satisfied' ? (says[text] ?? text) : text;
}
