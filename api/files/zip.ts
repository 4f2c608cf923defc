import type { FileHandle } from 'node:fs/promises';

/** Names in one document; a long report has some hundreds. */
export const ENTRIES_MAX = 4_000;
const DIRECTORY_BYTES_MAX = 2 * 1024 * 1024;
/** What all entries say they unpack to; nothing is unpacked here, but whoever opens the document will. */
export const UNPACKED_BYTES_MAX = 400 * 1024 * 1024;
/** Deflate packs text 3 to 20 times, at most 1,032 times; a bomb lies near the latter. */
const RATIO_MAX = 300;
const RATIO_COUNTS_FROM_BYTES = 20 * 1024 * 1024;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const END_SIGN = 0x06054b50;
const ENTRY_SIGN = 0x02014b50;
const ENTRY_BYTES = 46;

/** The table of contents of a zip archive: names, and what it unpacks to. `harmful`: encrypted, a bomb, or made to confuse. */
export type ZipTable = { readonly names: ReadonlySet<string> } | 'harmful' | 'none';

/** Reads the central directory alone; nothing is unpacked. */
export async function readZipTable(file: FileHandle, fileBytes: number): Promise<ZipTable> {
  const tail = await readAt(file, Math.max(0, fileBytes - END_BYTES - COMMENT_BYTES_MAX), fileBytes);
  const at = lastEnd(tail);
  if (at < 0) return 'none';
  const count = tail.readUInt16LE(at + 10);
  const bytes = tail.readUInt32LE(at + 12);
  const from = tail.readUInt32LE(at + 16);
  // ffff says ZIP64: a document of 20 MB never needs it.
  if (count > ENTRIES_MAX || bytes > DIRECTORY_BYTES_MAX || from + bytes > fileBytes) return 'harmful';
  return tableOf(await readAt(file, from, from + bytes), count, fileBytes);
}

function lastEnd(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at--) if (tail.readUInt32LE(at) === END_SIGN) return at;
  return -1;
}

function tableOf(directory: Buffer, count: number, fileBytes: number): ZipTable {
  const names = new Set<string>();
  let unpackedBytes = 0;
  let at = 0;
  for (let entry = 0; entry < count; entry++) {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGN) return 'harmful';
    const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    unpackedBytes += directory.readUInt32LE(at + 24);
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const end = at + ENTRY_BYTES + (name ?? 0);
    const path = directory.toString('utf8', at + ENTRY_BYTES, end);
    // The same name twice: one reader shows the first, another the second.
    if (isEncrypted || names.has(path) || /(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path)) return 'harmful';
    names.add(path);
    at = end + (extra ?? 0) + (comment ?? 0);
  }
  const isBomb = unpackedBytes > RATIO_COUNTS_FROM_BYTES && unpackedBytes > fileBytes * RATIO_MAX;
  return isBomb || unpackedBytes > UNPACKED_BYTES_MAX ? 'harmful' : { names };
}

export async function readAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}
