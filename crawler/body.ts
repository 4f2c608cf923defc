import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';

/** More than two compressions of one body are a trick, not a saving. */
export const ENCODINGS_MAX = 3;
/** 8 MB, what zstd asks every decoder to offer; a frame may claim up to 2 GB. */
const ZSTD_WINDOW_LOG_MAX = 23;

/** A body that grew past the limit. */
export class BodyTooBig extends Error {
  override readonly name = 'BodyTooBig';
}

/** A body whose compression nobody knows. */
export class BodyUnreadable extends Error {
  override readonly name = 'BodyUnreadable';
}

/** The decompressors for a Content-Encoding, in the order in which they are undone. Throws `BodyUnreadable` for unknown ones. */
function decompressors(contentEncoding: string): Transform[] {
  const names = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > ENCODINGS_MAX) throw new BodyUnreadable(`${names.length} encodings`);
  return names.reverse().map((name) => {
    // Servers cut their last block off; what came is read.
    const lenient = { finishFlush: constants.Z_SYNC_FLUSH };
    if (name === 'gzip' || name === 'x-gzip') return createGunzip(lenient);
    if (name === 'deflate') return createInflate(lenient);
    if (name === 'br') return createBrotliDecompress();
    if (name === 'zstd')
      return createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG_MAX } });
    throw new BodyUnreadable(name);
  });
}

/** Passes bytes on until there are too many. */
function counted(bytesMax: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > bytesMax) done(new BodyTooBig(`over ${bytesMax} bytes`));
      else done(null, chunk);
    },
  });
}

/**
 * Reads a body to its end and undoes its compressions. What arrives and what each step puts out are counted, so that at most
 * `bytesMax` are ever held. Throws `BodyTooBig`, `BodyUnreadable`, or the stream's own error.
 */
export async function readBody(
  body: Readable,
  contentEncoding: string,
  bytesMax: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const steps = decompressors(contentEncoding).flatMap((step) => [step, counted(bytesMax)]);
  await pipeline(
    [
      body,
      counted(bytesMax),
      ...steps,
      async (source: AsyncIterable<Buffer>): Promise<void> => {
        for await (const chunk of source) chunks.push(chunk);
      },
    ],
    { signal },
  );
  return Buffer.concat(chunks);
}
