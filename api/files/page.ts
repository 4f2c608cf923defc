import { refuse, tooBig, type Refusal } from '../contract/index.ts';
import { maskText } from '../contract/privacy.ts';
import type { Bytes } from './files.ts';

/** What a captured page is made of: tags without addresses. Anything else is no page of our crawler. */
const TAG = /<(?:!DOCTYPE html|\/?[a-z][a-z0-9]{0,15}(?: (?:colspan|rowspan)="\d{1,3}"| class="stamp"| lang="zh")*)>/y;
const HEAD =
  /^<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="[^"<>]{0,200}"><title>[^<]*<\/title><style>[^<]*<\/style><\/head>/;
const FORBIDDEN = /^<\/?(?:script|iframe|object|embed|form|base|link|meta|svg|math|style|template)/;

/**
 * A page as our crawler writes it, with the text between its tags masked once more. Refuses `too-big`, and `file-kind` for anything
 * that is not made of plain tags: nothing that runs or loads is stored, whoever holds the crawler's token.
 */
export async function maskedAgain(bytes: Bytes, bytesMax: number): Promise<Buffer | Refusal> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > bytesMax) return tooBig(bytesMax);
    chunks.push(chunk);
  }
  const page = Buffer.concat(chunks).toString('utf8');
  const head = HEAD.exec(page)?.[0];
  if (head === undefined) return refuse('file-kind');
  const body = maskedBody(page.slice(head.length));
  return body === null ? refuse('file-kind') : Buffer.from(maskedHead(head) + body);
}

function maskedHead(head: string): string {
  return head.replace(/(?<=<title>)[^<]*/, (title) => maskText(title));
}

function maskedBody(body: string): string | null {
  const out: string[] = [];
  for (let at = 0; at < body.length;) {
    const open = body.indexOf('<', at);
    const text = body.slice(at, open < 0 ? body.length : open);
    // The stamp's hash is cut into groups of eight, which are nobody's number.
    out.push(isStamp(text) ? text : maskText(text));
    if (open < 0) break;
    TAG.lastIndex = open;
    const tag = TAG.exec(body)?.[0];
    if (tag === undefined || FORBIDDEN.test(tag)) return null;
    out.push(tag);
    at = open + tag.length;
  }
  return out.join('');
}

function isStamp(text: string): boolean {
  return /^原始内容 SHA-256：(?:[0-9a-f]{8} ?){8}$/.test(text);
}
