import { z } from 'zod';
import { FileHash, Ms, PostId } from './id.ts';
import { FILE_BYTES_MAX, FileKind } from './file.ts';
import { ADDRESS_CHARS_MAX, NAME_CHARS_MAX } from './limit.ts';

/** What is to be captured as evidence: a public page, or the page of a post, whose address the desk knows. */
export const CaptureDraft = z.union([
  z.strictObject({ url: z.string().trim().min(1).max(ADDRESS_CHARS_MAX) }),
  z.strictObject({ post: PostId }),
]);
export type CaptureDraft = z.infer<typeof CaptureDraft>;

/** A picture of a page is as high as this at most: what lies below is left out, and said so. Chromium draws no more in one piece. */
export const CAPTURE_HEIGHT_PX_MAX = 16_000;
export const CAPTURE_HTML_BYTES_MAX = 4 * 1024 * 1024;
/** The picture and the masked page. */
export const CAPTURE_FILES_MAX = 2;
export const CAPTURE_BYTES_MAX = { png: FILE_BYTES_MAX, html: CAPTURE_HTML_BYTES_MAX } as const;

export const CaptureFileKind = z.enum(['png', 'html']);
export type CaptureFileKind = z.infer<typeof CaptureFileKind>;

/** A file as the store has it. */
export const StoredFile = z.object({ sha256: FileHash, kind: FileKind, bytes: z.number().int().min(1) });
export type StoredFile = z.infer<typeof StoredFile>;

/** A page as it was seen: everything in it was masked before the picture was taken. */
export const Capture = z.object({
  /** Masked. */
  title: z.string().max(NAME_CHARS_MAX * 3),
  /** Masked, after redirects. */
  url: z.string().max(ADDRESS_CHARS_MAX),
  capturedMs: Ms,
  /** Of the body as the site sent it, before anything was read or masked. */
  rawSha256: FileHash,
  rawBytes: z.number().int().min(0),
  png: StoredFile,
  html: StoredFile,
  /** The page was higher than the picture may be. */
  isCut: z.boolean(),
});
export type Capture = z.infer<typeof Capture>;
