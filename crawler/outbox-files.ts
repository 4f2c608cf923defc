import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** Where delivery stands: all before this byte of this segment was accepted. */
export type Position = { readonly segment: number; readonly offset: number };

const SEGMENT = /^(\d{10})\.jsonl$/;
const POSITION = 'position.json';
const ID = 'id';

export function segmentPath(folder: string, segment: number): string {
  return join(folder, `${String(segment).padStart(10, '0')}.jsonl`);
}

/** The numbers of the segments in a folder, oldest first. The folder is made where it is missing. */
export async function listSegments(folder: string): Promise<readonly number[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const numbers = (await readdir(folder)).flatMap((name) => SEGMENT.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => a - b);
}

/** Reads the position; none, or one that cannot be read, means the beginning (a repeat changes nothing). */
export async function readPosition(folder: string): Promise<Position> {
  const text = await readFile(join(folder, POSITION), 'utf8').catch(() => '');
  const found = /^\{"segment":(\d{1,10}),"offset":(\d{1,12})\}$/.exec(text.trim());
  return { segment: Number(found?.[1] ?? 0), offset: Number(found?.[2] ?? 0) };
}

export async function writePosition(folder: string, { segment, offset }: Position): Promise<void> {
  const path = join(folder, `${POSITION}.new`);
  await writeSynced(path, JSON.stringify({ segment, offset }));
  await rename(path, join(folder, POSITION));
}

/** Eight hex digits that stay with a folder, made at its first use: they tell two crawlers of one host name apart. */
export async function folderId(folder: string): Promise<string> {
  const kept = (await readFile(join(folder, ID), 'utf8').catch(() => '')).trim();
  if (/^[0-9a-f]{8}$/.test(kept)) return kept;
  const id = randomBytes(4).toString('hex');
  await writeSynced(join(folder, ID), id);
  return id;
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Opens a new segment and makes its name durable. */
export async function openSegment(folder: string, segment: number): Promise<FileHandle> {
  const file = await open(segmentPath(folder, segment), 'ax', 0o600);
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
  return file;
}

export async function dropSegment(folder: string, segment: number): Promise<void> {
  await rm(segmentPath(folder, segment), { force: true });
}

/** The whole lines of a segment between two bytes, each with the byte after it. A torn tail is no line. */
export async function readLines(
  folder: string,
  segment: number,
  from: number,
  to: number,
): Promise<readonly { readonly line: string; readonly end: number }[]> {
  const bytes = (await readFile(segmentPath(folder, segment))).subarray(from, to);
  const lines: { line: string; end: number }[] = [];
  for (let at = 0, end = bytes.indexOf(10); end >= 0; at = end + 1, end = bytes.indexOf(10, at))
    lines.push({ line: bytes.subarray(at, end).toString('utf8'), end: from + end + 1 });
  return lines;
}
