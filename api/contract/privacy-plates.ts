import { narrow } from './privacy-digits.ts';
import { MARK } from './privacy-marks.ts';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** Province, letter, then five or six places (eight kinds of endings), gaps and a dot allowed: 京A·12345, 冀AD12345, 粤B1234警. */
const PLATE = new RegExp(
  `[${PROVINCES}][ ]?[A-Za-zＡ-Ｚａ-ｚ][ \\u00a0\\u3000·•・.．\\-－—_:：]{0,2}` +
    `[A-Za-z0-9Ａ-Ｚａ-ｚ０-９](?:[ \\u00a0]?[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]){3,5}[挂学警港澳领临试超]?(?![A-Za-z0-9])`,
  'g',
);
/** Embassy, army and armed police plates. */
const OFFICIAL_PLATE = /(?:使\d{6}|WJ[ ]?[\u4e00-\u9fff]?\d{4}[A-Z0-9])(?![A-Za-z0-9])/g;
/** A plate has at least this many digits; fewer is an English word after a province's character (新iPhone, 云Native). */
const PLATE_DIGITS_MIN = 3;

/** Masks licence plates, those of new-energy cars, trailers, driving schools and the police among them. */
export function maskPlates(text: string): string {
  return text
    .replace(PLATE, (found) => {
      const plain = narrow(found).replace(/[^A-Za-z0-9挂学警港澳领临试超]/g, '');
      const places = plain.length - 1;
      const digits = plain.replace(/\D/g, '').length;
      return places >= 5 && places <= 7 && digits >= PLATE_DIGITS_MIN ? MARK.plate : found;
    })
    .replace(OFFICIAL_PLATE, MARK.plate);
}
