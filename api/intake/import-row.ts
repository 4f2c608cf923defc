import { z } from 'zod';
import {
  ADDRESS_CHARS_MAX,
  NAME_CHARS_MAX,
  TEXT_CHARS_MAX,
  TITLE_CHARS_MAX,
  type IngestPost,
  type SourceId,
} from '../contract/index.ts';
import { postIdOf } from '../contract/identity.ts';
import { maskText, maskUrl, voiceOf } from '../contract/privacy.ts';

/** A line of an import file. `author` becomes a voice in memory and is gone. */
export const ImportRow = z.object({
  id: z.union([z.string().max(200), z.number()]).optional(),
  url: z.string().max(ADDRESS_CHARS_MAX).optional(),
  title: z
    .string()
    .max(10 * TITLE_CHARS_MAX)
    .optional(),
  text: z
    .string()
    .min(1)
    .max(50 * TEXT_CHARS_MAX),
  publishedAt: z.string().max(40),
  source: z.string().trim().min(1).max(NAME_CHARS_MAX),
  author: z.string().max(200).optional(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** A day, or a day and a time, with or without a zone. Anything else is left alone: `Date` would read it by this machine's zone. */
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** UTC milliseconds of an ISO time; one without a zone is read as Beijing time. Null if it is none. */
export function importedMs(publishedAt: string): number | null {
  const [, day, minutes = '00:00', seconds = ':00', zone = '+08:00'] = TIME.exec(publishedAt.trim()) ?? [];
  if (day === undefined || !isDay(day)) return null;
  const offset = zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const ms = Date.parse(`${day}T${minutes.padStart(5, '0')}${seconds}${offset}`);
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}

/** `Date` takes the 30th of February as the 2nd of March. */
function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(day);
}

/** Reads a line; the reason says what is wrong with it and never what stands in it. */
export function readImportLine(line: string): { readonly row: ImportRow } | { readonly reason: string } {
  let value: unknown;
  try {
    // Windows puts a byte order mark before the first line.
    value = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { reason: 'not JSON' };
  }
  const read = ImportRow.safeParse(value);
  if (!read.success) {
    const issue = read.error.issues[0];
    return { reason: `${issue?.path.join('.') || 'line'}: ${issue?.code ?? 'invalid'}` };
  }
  return importedMs(read.data.publishedAt) === null ? { reason: 'publishedAt: not a time' } : { row: read.data };
}

/** The post of a row. Its id is made of the source and of id, or url, or text and time: importing twice changes nothing. */
export function postOfRow(row: ImportRow, source: SourceId, voiceKey: string, nowMs: number): IngestPost {
  const publishedMs = importedMs(row.publishedAt);
  const key = row.id === undefined ? (row.url ?? `${row.text}\u0000${publishedMs}`) : String(row.id);
  const { author } = row;
  return {
    id: postIdOf(source, key),
    source,
    kind: 'entry',
    url: row.url === undefined ? null : maskUrl(row.url),
    thread: null,
    floor: null,
    title: cut(maskText(row.title ?? ''), TITLE_CHARS_MAX),
    text: cut(maskText(row.text), TEXT_CHARS_MAX),
    publishedMs,
    seenMs: nowMs,
    voice: author === undefined || author === '' ? null : voiceOf(voiceKey, source, author),
    backfill: false,
  };
}

function cut(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : text.slice(0, charsMax);
}
