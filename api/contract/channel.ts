import { z } from 'zod';
import { Ms } from './id.ts';
import { ADDRESS_CHARS_MAX, NAME_CHARS_MAX } from './limit.ts';

export const ChannelId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$/)
  .brand<'ChannelId'>();
export type ChannelId = z.infer<typeof ChannelId>;

/** `hand-over` sends nothing: it is a ready text for official accounts and media, and the record of who was told. */
export const ChannelKind = z.enum(['webhook', 'wecom', 'dingtalk', 'email', 'sms', 'hand-over']);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** A channel as the journal's fold holds it. Where it leads to is a secret of the work records. */
export const Channel = z.object({
  id: ChannelId,
  kind: ChannelKind,
  name: z.string(),
  /** Whom it reaches, in words that are read before the last click. */
  audience: z.string(),
  /** Gets digests of alerts and what the desk tells of itself (internal). */
  alerts: z.boolean(),
  /** Can be chosen for a statement (public). */
  statements: z.boolean(),
  addedMs: Ms,
});
export type Channel = z.infer<typeof Channel>;

const address = z.string().trim().min(1).max(ADDRESS_CHARS_MAX);
const mail = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+$/);

/** Where a channel leads to: sealed, and never sent back to a screen. `{text}` and `{link}` of an SMS template are filled in. */
export const ChannelAddress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webhook'), url: address }),
  z.object({ kind: z.literal('wecom'), url: address }),
  z.object({ kind: z.literal('dingtalk'), url: address, secret: z.string().trim().max(200) }),
  z.object({
    kind: z.literal('email'),
    host: z.string().trim().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
    /** TLS from the first byte (465); else STARTTLS is asked for. */
    secure: z.boolean(),
    user: z.string().trim().max(254),
    password: z.string().max(300),
    from: mail,
    to: z.array(mail).min(1).max(200),
  }),
  z.object({
    kind: z.literal('sms'),
    url: address,
    template: z.string().trim().min(1).max(4_000),
    contentType: z.enum(['application/json', 'application/x-www-form-urlencoded']),
    /** What the reply holds when it was taken; '' where HTTP 2xx is enough. */
    success: z.string().max(100),
    /** An `authorization` header, or ''. */
    authorization: z.string().trim().max(1_000),
  }),
  z.object({ kind: z.literal('hand-over') }),
]);
export type ChannelAddress = z.infer<typeof ChannelAddress>;

const words = {
  name: z.string().trim().min(1).max(NAME_CHARS_MAX),
  audience: z.string().trim().max(120),
  alerts: z.boolean(),
  statements: z.boolean(),
};
export const NewChannel = z.object({ ...words, address: ChannelAddress });
export const ChannelChange = z.object({
  name: words.name.optional(),
  audience: words.audience.optional(),
  alerts: words.alerts.optional(),
  statements: words.statements.optional(),
  /** Of the same kind; absent: the one that is kept stays. */
  address: ChannelAddress.optional(),
});
export type NewChannel = z.infer<typeof NewChannel>;
export type ChannelChange = z.infer<typeof ChannelChange>;

/** A channel for the settings: `ready` is false where its address cannot be read (a restore without the secret file). */
export const ChannelView = Channel.extend({
  ready: z.boolean(),
  waiting: z.number().int(),
  failed: z.number().int(),
  /** Of a new webhook, once: what its receiver checks signatures with. */
  signingKey: z.string().optional(),
});
export type ChannelView = z.infer<typeof ChannelView>;

export const CHANNELS_MAX = 30;
/** Where the page and its feeds go is always part of a publication. */
export const PAGE_CHANNEL = 'page';
