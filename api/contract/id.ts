import { z } from 'zod';

/** Ids on the wire are short ASCII; a brand keeps one kind from being used as another. */
const ID = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$/;

export const PostId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand<'PostId'>();
export type PostId = z.infer<typeof PostId>;

export const SourceId = z.string().regex(ID).brand<'SourceId'>();
export type SourceId = z.infer<typeof SourceId>;

export const AlertId = z.string().regex(ID).brand<'AlertId'>();
export type AlertId = z.infer<typeof AlertId>;

export const PersonId = z.string().regex(ID).brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

export const JobId = z.string().regex(ID).brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

export const LeaseId = z.string().regex(ID).brand<'LeaseId'>();
export type LeaseId = z.infer<typeof LeaseId>;

export const WatchId = z.string().regex(ID).brand<'WatchId'>();
export type WatchId = z.infer<typeof WatchId>;

/** UTC milliseconds since 1970. */
export const Ms = z.number().int().min(0).max(8_640_000_000_000_000);

/** The start of a bin. The one that holds the first hours of 1970 begins before it. */
export const BinMs = z.number().int();

export const ClaimId = z.string().regex(ID).brand<'ClaimId'>();
export type ClaimId = z.infer<typeof ClaimId>;

export const PointId = z.string().regex(ID).brand<'PointId'>();
export type PointId = z.infer<typeof PointId>;

export const EvidenceId = z.string().regex(ID).brand<'EvidenceId'>();
export type EvidenceId = z.infer<typeof EvidenceId>;

export const InquiryId = z.string().regex(ID).brand<'InquiryId'>();
export type InquiryId = z.infer<typeof InquiryId>;

export const StatementId = z.string().regex(ID).brand<'StatementId'>();
export type StatementId = z.infer<typeof StatementId>;

export const ConcernId = z.string().regex(ID).brand<'ConcernId'>();
export type ConcernId = z.infer<typeof ConcernId>;

/** A department or another public body. */
export const BodyId = z.string().regex(ID).brand<'BodyId'>();
export type BodyId = z.infer<typeof BodyId>;

/** A citizen's request in the inbox. */
export const RequestId = z.string().regex(ID).brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;

/** SHA-256 of a file's bytes, in hex: also its name in the file store. */
export const FileHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'FileHash'>();
export type FileHash = z.infer<typeof FileHash>;
