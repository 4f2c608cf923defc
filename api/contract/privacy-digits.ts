/** Every written form of a digit that people use to slip a number past a filter, with its value. */
const FORMS: readonly string[] = [
  '0０〇零○Ｏ⓪⓿𝟎𝟘𝟢𝟬𝟶',
  '1１一壹幺①❶⑴⒈㈠㊀Ⅰ𝟏𝟙𝟣𝟭𝟷',
  '2２二贰貳两②❷⑵⒉㈡㊁𝟐𝟚𝟤𝟮𝟸',
  '3３三叁參③❸⑶⒊㈢㊂𝟑𝟛𝟥𝟯𝟹',
  '4４四肆④❹⑷⒋㈣㊃𝟒𝟜𝟦𝟰𝟺',
  '5５五伍⑤❺⑸⒌㈤㊄𝟓𝟝𝟧𝟱𝟻',
  '6６六陆陸⑥❻⑹⒍㈥㊅𝟔𝟞𝟨𝟲𝟼',
  '7７七柒⑦❼⑺⒎㈦㊆𝟕𝟟𝟩𝟳𝟽',
  '8８八捌⑧❽⑻⒏㈧㊇𝟖𝟠𝟪𝟴𝟾',
  '9９九玖⑨❾⑼⒐㈨㊈𝟗𝟡𝟫𝟵𝟿',
];

const VALUE: ReadonlyMap<string, string> = new Map(
  FORMS.flatMap((forms, digit) => [...forms].map((form) => [form, String(digit)] as const)),
);

/** The inside of a character class that matches any written digit (needs the `u` flag). */
export const ANY_DIGIT = FORMS.join('');

/** What may stand between the digits of one number, as the inside of a character class: blanks, dashes, dots, joiners, key-cap signs. */
export const GAP = ' \\t\\u00a0\\u3000\\u2002-\\u200d\\u202f\\-－‐-―−~～._·•・/／,，*＊\\ufe0f\\u20e3';

/** The ASCII digits of a text, in order; everything else falls away. */
export function digitsOf(text: string): string {
  let digits = '';
  for (const char of text) digits += VALUE.get(char) ?? '';
  return digits;
}

/** Full-width digits and letters as ASCII; the length in UTF-16 units is kept. */
export function narrow(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ＋－＠．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}
