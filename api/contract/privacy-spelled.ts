import { ANY_DIGIT, digitsOf, GAP } from './privacy-digits.ts';
import { MARK } from './privacy-marks.ts';
import { isIdentity, isLandline, isMobile } from './privacy-shapes.ts';

/** Eleven or more digits in any script and any mixture, with up to two gap characters between them: 幺三八 一二三四 五六七八, １3⑧… */
const SPELLED = new RegExp(`[${ANY_DIGIT}](?:[${GAP}]{0,2}[${ANY_DIGIT}]){10,40}[\\ufe0f\\u20e3]*`, 'gu');
/** A cheap look for one character that only spelled numbers need: without three of them in a row-ish nothing is spelled. */
const LIKELY =
  /[〇零○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖①-⑨⑴-⑼⒈-⒐❶-❾㈠-㈨㊀-㊈\ud835\u20e3][^\n]{0,2}[0-9０-９〇零○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖①-⑨⑴-⑼⒈-⒐❶-❾㈠-㈨㊀-㊈\ud835]/;

function markFor(digits: string): string | null {
  const bare = digits.replace(/^(?:00)?86(?=1[3-9]\d{9}$)/, '');
  if (isMobile(bare) || isLandline(digits)) return MARK.phone;
  if (isIdentity(digits)) return MARK.identity;
  return digits.length >= 15 && digits.length <= 19 ? MARK.card : null;
}

/** Masks phones and cards whose digits are spelled in Chinese words, circled or styled digits. Plain digits are `maskNumbers`' work. */
export function maskSpelled(text: string): string {
  if (!LIKELY.test(text)) return text;
  return text.replace(SPELLED, (found) => {
    if (/^[0-9０-９\s\-.,，/·—]+$/.test(found)) return found;
    const digits = digitsOf(found);
    const whole = markFor(digits);
    if (whole) return whole;
    const inner = /1[3-9]\d{9}/.exec(digits);
    return inner && digits.length <= 14 ? MARK.phone : found;
  });
}
