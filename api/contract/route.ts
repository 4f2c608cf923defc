import type { z } from 'zod';
import type { Role } from './person.ts';

/** Who may call: `free` needs no session, `crawler` the crawler's token, `session` anyone logged in, else these roles. */
export type Allow = 'free' | 'crawler' | 'session' | readonly Role[];

export type RouteSpec = {
  readonly summary: string;
  readonly allow: Allow;
  /** Of the path, such as `{id}`. */
  readonly params?: z.ZodObject;
  /** Of the address, for GET. Values come as text; lists as repeated keys. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** What a 200 carries; null: nothing (204). */
  readonly reply: z.ZodType | null;
  /** A reply that is not JSON. */
  readonly media?: string;
  /** A reply with `media` that is saved as a file of this name. */
  readonly fileName?: string;
  readonly bodyBytesMax?: number;
  /** The body is the bytes of one file, as they are; the handler reads them as a stream of at most `bodyBytesMax`. */
  readonly upload?: true;
  /** The reply is a file: always an attachment, never a page. */
  readonly download?: true;
};

/** Monitoring staff: those who read posts and handle alerts. */
export const DESK: readonly Role[] = ['monitor', 'writer', 'approver', 'administrator'];
/** Those who may see everything that is shown in sums, alerts and masked excerpts. */
export const READERS: readonly Role[] = ['monitor', 'writer', 'approver', 'leader', 'administrator'];
export const MONITORS: readonly Role[] = ['monitor', 'administrator'];
export const ADMINISTRATORS: readonly Role[] = ['administrator'];
