import type { Paper, Section } from '../contract/briefing-paper.ts';
import { headOf, issueNo } from './blocks.ts';
import { clean } from './clean.ts';
import { SIGNS } from './signs.ts';

/** What a chat shows of one message. WeCom takes 4,096 bytes of it with title, link and marks: the bytes count too. */
export const TEXT_CHARS_MAX = 1_800;
export const TEXT_BYTES_MAX = 3_600;
/** A line that is longer is cut, so that one finding does not crowd out the others. */
const LINE_CHARS_MAX = 160;

/** What is sent, in this order; the rest is in the issue. */
const SENT: readonly Section['id'][] = ['promised', 'gist', 'due', 'rumors', 'course', 'hot', 'effect', 'judgement'];

/** Marks of markdown, mentions and mark-up, in forms that look alike and do nothing. */
const WIDE: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '(': '（',
  ')': '）',
  '#': '＃',
  '|': '｜',
  '*': '＊',
  _: '＿',
  '`': '｀',
  '~': '～',
  '\\': '＼',
  '@': '＠',
};
/** An address that a chat would make a link of: the dot after a letter, and the colon of a scheme. */
const ADDRESS = /(:)(?=\/\/)|(?<=[A-Za-z])\.(?=[A-Za-z])/g;
/** What a spreadsheet or markdown reads as a command where a line begins with it. */
const COMMAND = /^[\s=＝+＋\-－—•·]+/u;

/** Text of anybody as one harmless line. */
export function chatLine(text: string): string {
  const plain = clean(text)
    .replace(/[<>[\]()#|*_`~\\@]/g, (sign) => WIDE[sign] ?? '')
    .replace(ADDRESS, (sign) => (sign === ':' ? '：' : '．'))
    .replace(COMMAND, '');
  const characters = [...plain];
  return characters.length > LINE_CHARS_MAX ? `${characters.slice(0, LINE_CHARS_MAX - 1).join('')}…` : plain;
}

/** The issue for a work chat: at most 1,800 characters and 3,600 bytes, cut between lines, with where the rest is. */
export function paperText(paper: Paper): string {
  const { classed, state, title, no, office, date } = headOf(paper);
  const marks = [classed, state, paper.sample ? '示例数据' : ''].filter((mark) => mark !== '').map(chatLine);
  const head = [`${chatLine(title)} ${no}`, `${chatLine(office)} ${chatLine(date)}（${marks.join('，')}）`];
  const lacking = paper.lacking.map(({ why }) => chatLine(`本期所缺：${why}`));
  const sections = SENT.flatMap((id) => paper.sections.filter((section) => section.id === id));
  const lines = [...lacking, ...sections.flatMap(sectionLines)];
  const tail = `全文见简报${issueNo(paper)}`;
  const kept: string[] = [];
  const fits = (more: string): boolean => {
    const whole = [...head, ...kept, more, tail].join('\n');
    return whole.length <= TEXT_CHARS_MAX && Buffer.byteLength(whole) <= TEXT_BYTES_MAX;
  };
  for (const line of lines) {
    if (!fits(line)) break;
    kept.push(line);
  }
  // A heading without anything under it says nothing.
  while (kept.at(-1)?.startsWith('【') === true && kept.length < lines.length) kept.pop();
  return [...head, ...kept, tail].join('\n');
}

function sectionLines(section: Section): readonly string[] {
  if (section.findings.length === 0) return [];
  const lines = section.findings.map(({ cells, fresh }, at) => {
    const texts = cells.map((cell) =>
      cell.map(({ text, mark }) => `${mark === undefined ? '' : SIGNS[mark]}${text}`).join(''),
    );
    return `${at + 1}. ${fresh ? '（新）' : ''}${chatLine(
      texts
        .map(clean)
        .filter((text) => text !== '')
        .join('；'),
    )}`;
  });
  return [`【${chatLine(section.title)}】`, ...lines];
}
