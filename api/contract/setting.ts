import { z } from 'zod';
import { Ms } from './id.ts';
import { ADDRESS_CHARS_MAX, NAME_CHARS_MAX } from './limit.ts';

/** Settings of the office, journaled. The channel's address is a secret and is kept in the work records, encrypted. */
export const Settings = z.object({
  office: z.string(),
  /** False alarms a day over all series that the desk can bear. */
  alertBudget: z.number(),
  /** Alerts at or above this level are sent out. */
  channelLevel: z.enum(['blue', 'yellow', 'orange', 'red']),
  /** Minutes between two digests. */
  digestMin: z.number().int(),
  channelKind: z.enum(['none', 'webhook', 'wecom']),
  channelSet: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsChange = z.object({
  office: z.string().trim().min(1).max(NAME_CHARS_MAX).optional(),
  alertBudget: z.number().min(1).max(50).optional(),
  channelLevel: z.enum(['blue', 'yellow', 'orange', 'red']).optional(),
  digestMin: z.number().int().min(1).max(240).optional(),
});

export const ChannelDraft = z.object({
  kind: z.enum(['none', 'webhook', 'wecom']),
  url: z.string().trim().max(ADDRESS_CHARS_MAX).default(''),
});

export const Delivery = z.object({
  id: z.string(),
  atMs: Ms,
  what: z.string(),
  state: z.enum(['waiting', 'sent', 'failed']),
  tries: z.number().int(),
  why: z.string().nullable(),
  /** Id of the channel; '' for one of the time when there was but one. */
  channel: z.string().default(''),
  /** It was given up, and a person can have it sent again. */
  again: z.boolean().optional(),
});
export type Delivery = z.infer<typeof Delivery>;

/**
 * What an entry of the journal is about, as it is called today. `title`: of an alert the series after which it is named, of a
 * briefing its kind, of an inquiry the department; '' where the thing has no name or is gone.
 */
export const JournalThing = z.object({
  kind: z.enum([
    'alert',
    'claim',
    'inquiry',
    'statement',
    'concern',
    'consultation',
    'briefing',
    'handover',
    'request',
    'person',
    'source',
    'body',
    'channel',
    'watch',
    'subject',
    'post',
  ]),
  id: z.string(),
  no: z.number().int().nullable(),
  title: z.string(),
});
export type JournalThing = z.infer<typeof JournalThing>;

/** One row of the journal as the screen lists it. */
export const JournalItem = z.object({
  n: z.number().int(),
  atMs: Ms,
  by: z.string(),
  kind: z.string(),
  about: JournalThing.nullable(),
});
export type JournalItem = z.infer<typeof JournalItem>;
