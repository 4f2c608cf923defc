import type { IncomingMessage } from 'node:http';
import { refuse, tooBig, type Refusal } from '../contract/index.ts';
import { isGone } from './body.ts';

/** A file of 20 MB from an office with 1 Mbit/s. It bounds every request; the bodies of all others have `BODY_TIMEOUT_MS`. */
export const UPLOAD_TIMEOUT_MS = 180_000;

/** The caller hung up before the last byte: there is nobody to answer. */
export class UploadCut extends Error {
  override readonly name = 'UploadCut';
}

/**
 * The bytes of a request as a stream. Refuses `too-big` by the length that is announced and `bad-input` for a compressed body. Whoever
 * reads counts the bytes; leaving early keeps the line open for the refusal. Throws `UploadCut` where the caller went away.
 */
export function readUpload(request: IncomingMessage, bytesMax: number): AsyncIterable<Uint8Array> | Refusal {
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    return refuse('bad-input', { what: 'content-encoding' });
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return tooBig(bytesMax);
  return bytesOf(request);
}

async function* bytesOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) yield chunk as Uint8Array;
  } catch (error) {
    if (isGone(error)) throw new UploadCut();
    throw error;
  }
}
