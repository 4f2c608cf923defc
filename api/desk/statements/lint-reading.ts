import { advise, block, isEmpty, piecesOf, placeName, wholeOf, type LintRule } from './lint-text.ts';

/** Characters. A phone's screen shows about 300; a notice that is longer than 2,000 is read by nobody (the office's own limits). */
export const CHARS = {
  long: 900,
  tooLong: 2_000,
  holdingLong: 300,
  title: 40,
  sentence: 70,
  meanSentence: 42,
} as const;

const countOf = (text: string): number => [...text.replace(/\s/gu, '')].length;
const sentencesOf = (text: string): readonly string[] =>
  text.split(/[。！？；!?;\n]+/u).filter((sentence) => sentence.trim() !== '');

export const lengthFits: LintRule = ({ kind, form }) => {
  const chars = countOf(wholeOf(form));
  if (chars > CHARS.tooLong) {
    const zh = `全文 ${chars} 字，超过 ${CHARS.tooLong} 字，请分次发布或改为附件。`;
    return [block('too-long', '', zh, `${chars} characters; over ${CHARS.tooLong} it cannot go out.`)];
  }
  const limit = kind === 'holding' ? CHARS.holdingLong : CHARS.long;
  if (chars <= limit) return [];
  const zh = `全文 ${chars} 字。${kind === 'holding' ? '首次回应' : '通报'}在 ${limit} 字以内更容易读完。`;
  return [advise('long', '', zh, `${chars} characters; up to ${limit} are read to the end.`)];
};

export const titleShort: LintRule = ({ form }) => {
  const chars = countOf(form.title);
  if (chars <= CHARS.title) return [];
  const zh = `标题 ${chars} 字，手机上显示不全；建议不超过 ${CHARS.title} 字。`;
  return [advise('title-long', 'title', zh, `The headline has ${chars} characters; ${CHARS.title} fit a phone.`)];
};

export const sentencesShort: LintRule = ({ form }) =>
  piecesOf(form).flatMap(({ place, text }) => {
    const longest = Math.max(0, ...sentencesOf(text).map(countOf));
    if (longest <= CHARS.sentence || place === 'title') return [];
    const zh = `${placeName(place)}有一句长 ${longest} 字，请断成短句。`;
    return [advise('sentence-long', place, zh, `A sentence of ${longest} characters; break it.`)];
  });

export const easyToRead: LintRule = ({ form }) => {
  const sentences = piecesOf(form)
    .filter(({ place }) => place !== 'title' && place !== 'signature')
    .flatMap(({ text }) => sentencesOf(text));
  if (sentences.length < 3) return [];
  const mean = Math.round(sentences.reduce((sum, sentence) => sum + countOf(sentence), 0) / sentences.length);
  if (mean <= CHARS.meanSentence) return [];
  const zh = `平均每句 ${mean} 字，读起来吃力；${CHARS.meanSentence} 字以内较好。`;
  return [
    advise('hard-to-read', '', zh, `${mean} characters a sentence on average; up to ${CHARS.meanSentence} reads well.`),
  ];
};

const DATE = /(\d{2,4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日/gu;

/** The first date carries its year: a statement is read again years later, when the rumor is back. */
export const datesWithYear: LintRule = ({ form }) => {
  const first = piecesOf(form)
    .flatMap(({ place, text }) => [...text.matchAll(DATE)].map(([date, year]) => ({ place, date, year })))
    .at(0);
  if (first === undefined || first.year !== undefined) return [];
  const zh = `${placeName(first.place)}的“${first.date}”没有写年份。传言会隔年再来，第一次写日期请带上年份。`;
  return [advise('date-year', first.place, zh, `"${first.date}" has no year; rumors come back years later.`)];
};

const RELATIVE = /(?<![0-9])(?:今天|今日|昨天|昨日|昨晚|今晨|今早|今晚|明天|明日|前天|近日|日前)/u;

export const datesFixed: LintRule = ({ form }) =>
  piecesOf(form).flatMap(({ place, text }) => {
    const found = RELATIVE.exec(text)?.[0];
    if (found === undefined || isEmpty(text)) return [];
    const zh = `${placeName(place)}的“${found}”过一天就看不明白，请写明日期。`;
    return [advise('date-relative', place, zh, `"${found}" is unclear a day later; give the date.`)];
  });
