import { guessLegacy, guessWide } from './decode-guess.ts';

/** What came out of the bytes of a page. */
export interface Decoded {
  /** The text without byte-order mark, NUL and direction controls. */
  readonly text: string;
  /** WHATWG label of the charset that was used. */
  readonly charset: string;
  /** True where bytes were no characters of that charset: the text has � in these places. */
  readonly damaged: boolean;
}

/** How many bytes at the start may declare a charset (the HTML standard says 1024; old Chinese portals put scripts first). */
const DECLARED_WITHIN = 4096;
/** Below this share of broken characters a declared charset is believed: pages are cut, and adverts are pasted in. */
const BROKEN_SHARE_MAX = 0.01;
const LABEL = /^[\w.:-]{1,40}$/;
const UNWANTED = /[\u0000\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Labels that browsers do not know or read too narrowly, with what is meant. */
const MEANT: Readonly<Record<string, string>> = {
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  cp936: 'gb18030',
  gb_2312: 'gb18030',
  'euc-cn': 'gb18030',
  utf8mb4: 'utf-8',
  cp950: 'big5',
  'unicode-1-1-utf-8': 'utf-8',
};

/** The WHATWG label behind a declared name, or null where no browser knows it. `replacement` counts as unknown. */
export function charsetLabel(name: string | null | undefined): string | null {
  const plain = (name ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '');
  if (!LABEL.test(plain)) return null;
  try {
    const label = new TextDecoder(MEANT[plain] ?? plain).encoding;
    return label === 'gbk' ? 'gb18030' : label;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xff && b === 0xfe ? 'utf-16le' : null;
}

function headerCharset(contentType: string | null): string | null {
  return charsetLabel(/charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]);
}

/** The charset that the page itself names. UTF-16 cannot be true of a page whose declaration was read byte by byte. */
function writtenCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString('latin1');
  const found =
    /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ??
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*@charset\s+"([\w.:-]+)"/i.exec(head)?.[1];
  const label = charsetLabel(found);
  return label?.startsWith('utf-16') ? 'utf-8' : label;
}

function readAs(bytes: Uint8Array, charset: string): { text: string; broken: number } {
  const text = new TextDecoder(charset).decode(bytes);
  let broken = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) broken++;
  return { text, broken };
}

/** True where the bytes are UTF-8 throughout, a character cut off at the very end allowed, with at least one beyond ASCII. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return text.length < bytes.length;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80 && byte !== 0 && byte !== 0x1b);
}

function choose(bytes: Uint8Array, contentType: string | null): string {
  const mark = byteOrderMark(bytes);
  if (mark) return mark;
  const wide = guessWide(bytes);
  if (wide) return wide;
  if (isUtf8(bytes)) return 'utf-8';
  const declared = [headerCharset(contentType), writtenCharset(bytes)].filter((label) => label !== null);
  if (isAscii(bytes)) return declared.find((label) => !label.startsWith('utf-16')) ?? 'utf-8';
  const guess = guessLegacy(bytes);
  for (const label of declared) {
    if (label.startsWith('utf-16')) continue;
    const { text, broken } = readAs(bytes, label);
    const beyondAscii = text.replace(/[\u0000-\u007f]+/g, '').length;
    const isSingleByte = !/^(?:utf-8|gb18030|big5|euc-|shift_jis|iso-2022)/.test(label);
    if (
      isSingleByte
        ? guess.kind !== 'chinese'
        : broken <= Math.max(1, beyondAscii * BROKEN_SHARE_MAX) && !guess.outweighs(label)
    )
      return label;
  }
  const utf8 = readAs(bytes, 'utf-8');
  const utf8Good = utf8.text.replace(/[\u0000-\u007f\ufffd]+/g, '').length;
  return utf8.broken < utf8Good * 0.2 ? 'utf-8' : guess.label;
}

/**
 * Bytes of a page as text. Asked in this order: byte-order mark, the shape of UTF-16, valid UTF-8, then what the header and
 * the page declare as far as the bytes agree, then which Chinese (Japanese, Korean, Western) reading makes the commonest
 * characters. So a GBK page that says UTF-8 is read right, and the other way round. Never throws on bad bytes.
 */
export function decode(bytes: Uint8Array, contentType: string | null): Decoded {
  const charset = choose(bytes, contentType);
  const { text, broken } = readAs(bytes, charset);
  return { text: text.replace(UNWANTED, ''), charset, damaged: broken > 0 };
}
