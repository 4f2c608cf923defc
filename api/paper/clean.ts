/** What neither XML nor a page may hold (controls, noncharacters), and what turns or hides text: bidi marks, joins of width zero at an edge, byte order marks. */
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

/**
 * Text of anybody as one line that every form can carry: halves of surrogate pairs become U+FFFD, controls and marks that turn the
 * direction go, line breaks and runs of blanks become one blank. The joiner inside an emoji stays.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+|\u0085/gu, ' ')
    .replace(HIDDEN, '')
    .trim();
}

/** The same inside a sentence: blanks at the edges part it from its neighbours. */
export function cleanSpan(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+|\u0085/gu, ' ')
    .replace(HIDDEN, '');
}

/** Clock times are Beijing's, which has kept UTC+8 without summer time since 1991. */
const CHINA_MS = 8 * 3_600_000;

/** `11月23日 09:00`, Beijing time. */
export function dayAndTime(atMs: number): string {
  const [date = '', time = ''] = new Date(atMs + CHINA_MS).toISOString().split('T');
  const [, month = '', day = ''] = date.split('-');
  return `${Number(month)}月${Number(day)}日 ${time.slice(0, 5)}`;
}
