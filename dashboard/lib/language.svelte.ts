import { en } from '../text/en.ts';
import { zh, type Text } from '../text/zh.ts';
import { kept, keep } from './kept.ts';

export type Language = 'zh' | 'en';

let language = $state<Language>(kept('language') === 'en' ? 'en' : 'zh');

/** The texts of the language in use. Call it where the text is shown, so that a switch redraws. */
export const t = (): Text => (language === 'en' ? en : zh);
export const languageNow = (): Language => language;

export function speak(next: Language): void {
  language = next;
  keep('language', next);
  document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN';
}

/** The wording of something that carries both, such as a refusal or a reason. */
export const say = (both: { readonly zh: string; readonly en: string }): string =>
  language === 'en' ? both.en : both.zh;
