import { z } from 'zod';
import { ChannelKind } from './channel.ts';
import { Ms, StatementId } from './id.ts';
import { ADDRESS_CHARS_MAX } from './limit.ts';

/** What can be chosen for a statement, and whom it reaches: read before the last click. `page` is always among them. */
export const PublishingChannel = z.object({
  id: z.string(),
  kind: z.union([ChannelKind, z.literal('page')]),
  name: z.string(),
  audience: z.string(),
  ready: z.boolean(),
});
export type PublishingChannel = z.infer<typeof PublishingChannel>;

/** `undelivered`: given up after the last try. `by-hand`: a text to be handed over. */
export const DeliveryFate = z.enum(['waiting', 'sent', 'undelivered', 'by-hand']);

export const StatementDelivery = z.object({
  channel: z.string(),
  kind: PublishingChannel.shape.kind,
  name: z.string(),
  audience: z.string(),
  state: DeliveryFate,
  tries: z.number().int(),
  why: z.string().nullable(),
  atMs: Ms.nullable(),
  /** Of one that was given up: its id, to have it sent again. */
  again: z.string().optional(),
});
export type StatementDelivery = z.infer<typeof StatementDelivery>;

/** What became of a statement on its way out. */
export const StatementDeliveries = z.object({
  statement: StatementId,
  /** Address of its page: whole where the office gave the public address, else from the folder's root. */
  page: z.string(),
  /** Why it did not go out though its time has come; null where nothing is wrong. */
  held: z.string().nullable(),
  deliveries: z.array(StatementDelivery),
  /** To copy for official accounts and media. */
  handOverText: z.string(),
  handedTo: z.array(z.object({ to: z.string(), atMs: Ms, by: z.string() })),
});
export type StatementDeliveries = z.infer<typeof StatementDeliveries>;

/** What the public page says of the office. */
export const PublicPage = z.object({
  /** Its address as citizens reach it, without a slash at the end; '' makes all links relative. */
  url: z.string(),
  contact: z.string(),
  media: z.string(),
  /** Added to the legal basis that is printed in any case. */
  basis: z.string(),
});
export type PublicPage = z.infer<typeof PublicPage>;

export const PublicPageChange = z.object({
  url: z.string().trim().max(ADDRESS_CHARS_MAX).optional(),
  contact: z.string().trim().max(300).optional(),
  media: z.string().trim().max(300).optional(),
  basis: z.string().trim().max(1_000).optional(),
});
export type PublicPageChange = z.infer<typeof PublicPageChange>;
