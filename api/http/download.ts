import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { FileKind } from '../contract/index.ts';
import { isGone } from './body.ts';
import type { Download } from './handler.ts';

/** Pages are sent as bytes without a meaning: no browser opens them on its own. */
const MEDIA: Readonly<Record<FileKind, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  html: 'application/octet-stream',
  json: 'application/octet-stream',
};

/** `attachment` with the name in both forms of RFC 6266: ASCII for the old, UTF-8 by RFC 5987 for all others. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** Sends a file to be saved, never to be shown: whatever it holds runs nowhere near our screens. */
export async function sendDownload(response: Response, { file, name, bytes }: Download): Promise<void> {
  response.setHeader('content-disposition', dispositionOf(name));
  response.setHeader('content-security-policy', "sandbox; default-src 'none'");
  response.setHeader('content-type', MEDIA[file.kind]);
  response.setHeader('content-length', file.bytes);
  response.setHeader('cache-control', 'private, no-store');
  try {
    await pipeline(Readable.from(bytes, { objectMode: false }), response);
  } catch (error) {
    // Whoever closes the window in the middle has what he wanted.
    if (!isGone(error)) throw error;
  }
}
