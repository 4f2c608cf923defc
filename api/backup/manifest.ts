import { createHash } from 'node:crypto';
import { z } from 'zod';

/** The first line of an unpacked backup. */
export const MAGIC = 'FIRSTWORD-BACKUP 1';
export const MANIFEST_BYTES_MAX = 1024 * 1024;
export const PARTS_MAX = 100;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The only names that a part can have: nothing of a backup can land anywhere else. */
const PART_NAME =
  /^(journal\/(journal\.sqlite|content\.sqlite|journal\.head)|work\/work\.sqlite|posts\/posts\.sqlite|files\/files\.pack|lexicons\/[a-z][a-z-]{0,40}\.csv)$/;

export const Part = z.object({
  name: z.string().regex(PART_NAME),
  bytes: z.number().int().min(0),
  /** Of the bytes as packed. */
  sha256,
  /** Of what it says, whatever the bytes: equal before and after a restore. */
  content: sha256,
});
export type Part = z.infer<typeof Part>;

export const Manifest = z.object({
  madeMs: z.number().int(),
  store: z.enum(['sqlite', 'elasticsearch']),
  /** The journal's head, which the restored journal is held against. */
  head: z.object({ n: z.number().int(), hash: sha256 }),
  /** Erasures done by then: they lie outside the backups, and a restore needs the list. */
  erasures: z.number().int().min(0),
  content: sha256,
  parts: z
    .array(Part)
    .min(1)
    .max(PARTS_MAX)
    .refine((parts) => new Set(parts.map((part) => part.name)).size === parts.length, 'a part occurs twice'),
});
export type Manifest = z.infer<typeof Manifest>;

/** One hash over the contents of all parts. */
export function contentOf(parts: readonly Pick<Part, 'name' | 'content'>[]): string {
  const lines = parts.map((part) => `${part.name} ${part.content}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** A backup that cannot be taken: why, in words for the terminal. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupRefused';
  }
}
