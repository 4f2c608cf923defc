import type { FirstText, Text } from '../text/zh.ts';
import { kept, keep } from './kept.ts';

export type Language = 'zh' | 'en';

let language = $state<Language>(kept('language') === 'en' ? 'en' : 'zh');
/** Only the language in use is fetched, and of it first what the first screen says. */
let text = $state.raw<FirstText | Text | null>(null);
let all = false;

async function textOf(wanted: Language): Promise<FirstText | Text> {
  if (wanted === 'en') {
    return all ? (await import('../text/en.ts')).en : (await import('../text/en-first.ts')).enFirst;
  }
  return all ? (await import('../text/zh.ts')).zh : (await import('../text/zh-first.ts')).zhFirst;
}

/**
 * The texts of the language in use. Call it where the text is shown, so that a switch redraws. Log-in, shell and overview may
 * use the groups of `FIRST_GROUPS` alone (a test reads their sources); any other screen is drawn after `learnTexts`.
 */
export function t(): Text {
  if (text === null) throw new Error('the screens are drawn after the first speak()');
  // Proven by the order of drawing, see above.
  return text as Text;
}
export const languageNow = (): Language => language;

/** Fetches a language and shows it. When it cannot be fetched, the one in use stays, and false says so. */
export async function speak(next: Language): Promise<boolean> {
  try {
    text = await textOf(next);
  } catch {
    return false;
  }
  if (next !== language) keep('language', next);
  language = next;
  document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN';
  return true;
}

/** All texts of the language in use, for the screens behind the first. Throws when they cannot be fetched. */
export async function learnTexts(): Promise<void> {
  if (all) return;
  all = true;
  try {
    text = await textOf(language);
  } catch (error) {
    all = false;
    throw error;
  }
}

/** The wording of something that carries both, such as a refusal or a reason. */
export const say = (both: { readonly zh: string; readonly en: string }): string =>
  language === 'en' ? both.en : both.zh;
