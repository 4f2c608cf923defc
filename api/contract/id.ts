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
