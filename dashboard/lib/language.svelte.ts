import type { Text } from '../text/zh.ts';
import { kept, keep } from './kept.ts';

export type Language = 'zh' | 'en';

let language = $state<Language>(kept('language') === 'en' ? 'en' : 'zh');
/** Only the language in use is fetched: all texts of both would be the largest part of the first screen. */
let text = $state.raw<Text | null>(null);

async function textOf(wanted: Language): Promise<Text> {
  return wanted === 'en' ? (await import('../text/en.ts')).en : (await import('../text/zh.ts')).zh;
}

/** The texts of the language in use. Call it where the text is shown, so that a switch redraws. */
export function t(): Text {
  if (text === null) throw new Error('the screens are drawn after the first speak()');
  return text;
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

/** The wording of something that carries both, such as a refusal or a reason. */
export const say = (both: { readonly zh: string; readonly en: string }): string =>
  language === 'en' ? both.en : both.zh;
