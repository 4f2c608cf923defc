import { z } from 'zod';
import { FileHash } from './id.ts';

/** Kinds of file that are taken, told by their first bytes. Nothing else is stored, and none is ever shown as a page. `html` and `json` are our own: nobody uploads them. */
export const FileKind = z.enum(['png', 'jpeg', 'webp', 'pdf', 'docx', 'xlsx', 'csv', 'txt', 'html', 'json']);
export type FileKind = z.infer<typeof FileKind>;

export const FILE_NAME_CHARS_MAX = 120;

/** A file of the file store, as a claim, an inquiry or a concern refers to it. */
export const FileRef = z.object({
  sha256: FileHash,
  name: z.string().trim().min(1).max(FILE_NAME_CHARS_MAX),
  kind: FileKind,
  bytes: z.number().int().min(1),
});
export type FileRef = z.infer<typeof FileRef>;

export const FILE_BYTES_MAX = 20_000_000;
export const FILES_PER_ACT_MAX = 10;
