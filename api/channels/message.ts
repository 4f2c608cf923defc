/** What goes out: a title and lines of plain text, no person and no address of a post in it. */
export type Message = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly link: string;
  /** Of a statement, for machines that read the webhook. */
  readonly statement?: Readonly<Record<string, unknown>>;
  /** Of an issue of the briefing, for the same. */
  readonly briefing?: Readonly<Record<string, unknown>>;
  /** Files of the file store that go with an e-mail. */
  readonly attachments?: readonly { readonly name: string; readonly sha256: string }[];
};

/** A message as plain text, as a person copies it. */
export function plainText({ title, lines, link }: Message): string {
  return [title, ...lines, ...(link === '' ? [] : [link])].join('\n');
}

/** Cut at so many bytes, between characters, with a mark; nothing is cut in silence. */
export function withinBytes(text: string, bytesMax: number): string {
  if (Buffer.byteLength(text) <= bytesMax) return text;
  const room = bytesMax - Buffer.byteLength('…');
  let out = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > room) break;
    out += character;
  }
  return `${out}…`;
}

/** The markdown of work chats: what could be markup there is taken out of the text. */
export function markdownOf(message: Message, bytesMax: number): string {
  const plain = (text: string): string => text.replace(/[<>*_`[\]()#|\\~]/g, (sign) => WIDE[sign] ?? '');
  const head = `**${plain(message.title)}**`;
  // The link stays whole, whatever is cut.
  const tail = message.link === '' ? '' : `\n${message.link}`;
  const body = [head, ...message.lines.map((line) => `> ${plain(line)}`)].join('\n');
  return withinBytes(body, bytesMax - Buffer.byteLength(tail)) + tail;
}

/** Brackets that readers need, in their full-width forms. */
const WIDE: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '(': '（',
  ')': '）',
  '[': '［',
  ']': '］',
  '#': '＃',
  '|': '｜',
};
