/** What one or several neighbouring groups of digits look like, by shape alone (check digits are not asked). */

const MOBILE = /^1[3-9]\d{9}$/;
const CARD_GROUPS = /^(?:4(?:,4){2,3}(?:,[1-4])?|6,(?:13|1[0-2]|9|7)|4,6,[3-5]|6,4,4,[3-5]|3,4,4,4(?:,[1-4])?)$/;
const IDENTITY_GROUPS = /^(?:18|15|6,8,4|6,4,4,4|6,4,2,2,4|6,8,3|6,6,3|3,3,8,4|3,3,4,4,4|6,12|14,4|10,8|10,4,4)$/;

/** True for 11 digits of a Chinese mobile number. */
export function isMobile(digits: string): boolean {
  return MOBILE.test(digits);
}

/** True for the area code and number of a landline, joined: 010 and 02x take 8 digits, the others 7 or 8. */
export function isLandline(digits: string): boolean {
  return /^(?:0(?:10|2\d)[1-9]\d{7}|0[3-9]\d{2}[1-9]\d{6,7})$/.test(digits);
}

/** True for an area code on its own. */
export function isAreaCode(digits: string): boolean {
  return /^0(?:10|2\d|[3-9]\d{2})$/.test(digits);
}

function isMonthDay(text: string): boolean {
  const month = Number(text.slice(0, 2));
  const day = Number(text.slice(2, 4));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** True for an identity card of 18 (last place may be X) or 15 places whose middle is a date of birth. */
export function isIdentity(code: string): boolean {
  if (/^[1-9]\d{16}[\dX]$/i.test(code))
    return /^(?:18|19|20)$/.test(code.slice(6, 8)) && isMonthDay(code.slice(10, 14));
  return /^[1-9]\d{14}$/.test(code) && isMonthDay(code.slice(8, 12));
}

/** True for a compact time stamp (YYYYMMDDhhmm, …ss, …mmm), which is no card. */
export function isTimeStamp(digits: string): boolean {
  if (!/^(?:19|20)\d{10}(?:\d{2}(?:\d{3})?)?$/.test(digits) || !isMonthDay(digits.slice(4, 8))) return false;
  return Number(digits.slice(8, 10)) < 24 && Number(digits.slice(10, 12)) < 60;
}

/** True where the sizes of the groups are those in which people write a card number. */
export function isCardGrouping(sizes: readonly number[]): boolean {
  return CARD_GROUPS.test(sizes.join(','));
}

/** True where the sizes of the groups are those in which people write an identity card number. */
export function isIdentityGrouping(sizes: readonly number[]): boolean {
  return IDENTITY_GROUPS.test(sizes.join(','));
}

/** True where the sizes of the groups can be one mobile number: even small groups, or none shorter than three after the first. */
export function isMobileGrouping(sizes: readonly number[], sameGaps: boolean): boolean {
  const key = sizes.join(',');
  if (key === '3,4,4' || key === '3,8' || key === '11' || key === '7,4') return true;
  if (!sameGaps) return false;
  return (
    sizes.every((size) => size <= 2) || sizes.every((size, index) => size >= 3 || (index === 0 && sizes.length < 5))
  );
}
