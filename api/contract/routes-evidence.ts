import { z } from 'zod';
import { CAPTURE_BYTES_MAX, CaptureDraft, CaptureFileKind, StoredFile } from './capture.ts';
import { Evidence } from './claim.ts';
import { FILE_BYTES_MAX, FILE_NAME_CHARS_MAX, FileRef } from './file.ts';
import { ClaimId, JobId } from './id.ts';
import { rolesOf } from './rights.ts';
import { READERS, type RouteSpec } from './route.ts';

const fileName = z.string().trim().min(1).max(FILE_NAME_CHARS_MAX);

/** Files of evidence, and pages captured as evidence. */
export const EVIDENCE_ROUTES = {
  'POST /api/files': {
    summary: 'Store a file that an act will refer to; the body is its bytes',
    allow: rolesOf('evidence-add', 'inquiry-answer', 'concern-answer', 'inbox-handle', 'body-change'),
    query: z.object({ name: fileName }),
    upload: true,
    bodyBytesMax: FILE_BYTES_MAX,
    reply: FileRef,
  },
  'GET /api/files/{id}': {
    summary: 'A stored file, always as an attachment',
    allow: [...READERS, 'department'],
    params: z.object({ id: z.string().max(64) }),
    query: z.object({ name: fileName.optional() }),
    download: true,
    reply: z.unknown(),
    media: 'application/octet-stream',
  },
  'POST /api/claims/{id}/captures': {
    summary: 'Capture a public page as evidence, masked, within 10 s',
    allow: rolesOf('evidence-capture'),
    params: z.object({ id: ClaimId }),
    body: CaptureDraft,
    reply: Evidence,
  },
  'POST /api/crawler-files': {
    summary: 'Hand over a file of a capture, before the answer to its job',
    allow: 'crawler',
    query: z.object({ job: JobId, kind: CaptureFileKind }),
    upload: true,
    bodyBytesMax: CAPTURE_BYTES_MAX.png,
    reply: StoredFile,
  },
} as const satisfies Record<string, RouteSpec>;
