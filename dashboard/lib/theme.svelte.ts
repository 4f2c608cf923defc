import { keep, kept } from './kept.ts';

export type Theme = 'auto' | 'light' | 'dark';
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

const isTheme = (text: string | null): text is Theme => THEMES.some((theme) => theme === text);
const start = kept('theme');
const system = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');

let theme = $state<Theme>(isTheme(start) ? start : 'auto');
let systemDark = $state(system.matches);
let onPaper = $state(paper.matches);
system.addEventListener('change', (event) => {
  systemDark = event.matches;
});
paper.addEventListener('change', (event) => {
  onPaper = event.matches;
});

export const themeNow = (): Theme => theme;
/** What is on the screen, or on the paper, which is never dark; charts redraw when it changes. */
export const isDark = (): boolean => !onPaper && (theme === 'dark' || (theme === 'auto' && systemDark));

export function dress(next: Theme): void {
  theme = next;
  keep('theme', next);
  if (next === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
}
