const DIGIT: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  '○': 0,
  Ｏ: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const NUMERALS = '〇零○一二两三四五六七八九十廿卅百';
/** Numerals before a unit of time. Behind 周 or 星期 they name a weekday and stay. */
const COUNTED = new RegExp(
  `(?<!周|星期|礼拜|第|[${NUMERALS}])([${NUMERALS}]{1,12})(?=\\s*(?:年|个|月|日|号|时|時|点|點|分|秒|小时|小時|天|周|週|星期|礼拜|刻))`,
  'g',
);

/** A Chinese numeral as a number: positional (二〇二六) or counted (二十一). NaN where it is neither. */
export function hanNumber(text: string): number {
  if (!/[十廿卅百]/.test(text)) return Number([...text].map((char) => DIGIT[char] ?? '?').join(''));
  let total = 0;
  let pending = 0;
  for (const char of text) {
    const digit = DIGIT[char];
    if (digit !== undefined) pending = digit;
    else {
      total += char === '廿' ? 20 : char === '卅' ? 30 : (pending || 1) * (char === '百' ? 100 : 10);
      pending = 0;
    }
  }
  return total + pending;
}

/** A time as written, made plain: full-width forms, numerals, blanks and traditional units become the usual ones. */
export function plainTime(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .replace(/&nbsp;?/g, ' ')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[ \t\u00a0\u3000]+/g, ' ')
    .replace(/[時點週鐘鍾後剛]/g, (char) => ({ 時: '时', 點: '点', 週: '周', 後: '后', 剛: '刚' })[char] ?? '钟')
    .replace(/小時/g, '小时')
    .replace(COUNTED, (numeral) => {
      const value = hanNumber(numeral);
      return Number.isNaN(value) ? numeral : String(value);
    });
}
