import type { IncomingMessage } from 'node:http';
import { refuse, type Refusal } from '../contract/index.ts';

/**
 * Reads a JSON body of at most `bytesMax`. Refuses `too-big` as soon as that is known: by the length that is announced, or at the
 * byte that is too many; the rest is not waited for. Refuses `not-json`, and `bad-input` for a compressed body (nobody sends one, and
 * it could unpack to anything). An empty body is undefined; null: the caller went away before its end.
 */
export async function readJson(
  request: IncomingMessage,
  bytesMax: number,
): Promise<{ readonly value: unknown } | Refusal | null> {
  const tooBig = (): Refusal => refuse('too-big', { limit: `${Math.round(bytesMax / 1024)} kB` });
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') return refuse('bad-input', { what: 'content-encoding' });
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return tooBig();
  const body = await collect(request, bytesMax);
  if (body === 'too-big') return tooBig();
  return body === 'gone' ? null : parsed(body.toString('utf8'));
}

/** A body that has not come within this is not waited for. */
const BODY_TIMEOUT_MS = 30_000;

/** What a stream says when the other side hung up: before it was read, or while. */
const GONE = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

export function isGone(error: unknown): boolean {
  return GONE.has((error as NodeJS.ErrnoException).code ?? '');
}

async function collect(request: IncomingMessage, bytesMax: number): Promise<Buffer | 'too-big' | 'gone'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const timer = setTimeout(() => request.destroy(), BODY_TIMEOUT_MS);
  try {
    // Left early, the iterator must not destroy the socket: the refusal still has to go out.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const part = chunk as Buffer;
      bytes += part.length;
      if (bytes > bytesMax) return 'too-big';
      chunks.push(part);
    }
  } catch (error) {
    if (!isGone(error)) throw error;
    return 'gone';
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks);
}

function parsed(text: string): { readonly value: unknown } | Refusal {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('not-json');
  }
}
