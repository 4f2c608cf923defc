const LINE_FEED = 10;

/**
 * The first line of a stream of bytes, and the bytes after it. A line longer than `charsMax` is cut: no token is that long. The rest
 * is read only when it is asked for.
 */
export async function firstLine(
  bytes: AsyncIterable<Uint8Array>,
  charsMax: number,
): Promise<{ readonly line: string; readonly rest: AsyncIterable<Uint8Array> }> {
  const source = bytes[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (!head.includes(LINE_FEED) && head.length <= charsMax) {
    const next = await source.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const end = head.indexOf(LINE_FEED);
  const line = head.subarray(0, Math.min(end < 0 ? head.length : end, charsMax)).toString('latin1');
  return { line, rest: restOf(end < 0 ? Buffer.alloc(0) : head.subarray(end + 1), source) };
}

async function* restOf(first: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}
