import { z } from 'zod';
import { AlertView } from './alert.ts';
import { Ms, SourceId } from './id.ts';
import { Banner, Overview } from './overview.ts';
import { PostView } from './post.ts';
import { SourceHealth } from './source.ts';

/** What of the desk can change under a screen. */
export const DeskThing = z.enum([
  'claim',
  'inquiry',
  'statement',
  'concern',
  'clock',
  'request',
  'publication',
  'office',
  'drill',
  'briefing',
  'handover',
]);
export type DeskThing = z.infer<typeof DeskThing>;

/**
 * What the server sends. Each carries `seq`, which grows by one; a client that comes back says the last it has, and gets the
 * differences since then, or a snapshot where too many have gone by.
 */
export const LiveEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), seq: z.number().int(), overview: Overview }),
  /** New posts: how many, and the newest few. `counts` are the bins of the overview's chart that changed. */
  z.object({
    kind: z.literal('posts'),
    seq: z.number().int(),
    nowMs: Ms,
    accepted: z.number().int(),
    posts24h: z.number().int(),
    newest: z.array(PostView),
    counts: z.array(z.object({ atMs: Ms, count: z.number() })),
  }),
  z.object({ kind: z.literal('alert'), seq: z.number().int(), alert: AlertView }),
  z.object({ kind: z.literal('source'), seq: z.number().int(), source: SourceId, health: SourceHealth }),
  z.object({ kind: z.literal('banners'), seq: z.number().int(), banners: z.array(Banner) }),
  /** Something of the desk changed: a screen that shows it asks again. */
  z.object({ kind: z.literal('changed'), seq: z.number().int(), what: DeskThing, id: z.string() }),
  z.object({ kind: z.literal('session-ended'), seq: z.number().int() }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/** The only message that a client sends: what it has, after connecting. */
export const LiveHello = z.object({ seq: z.number().int().min(0), boot: z.string().max(40) });
export type LiveHello = z.infer<typeof LiveHello>;

/** Names of the socket.io events. The server acknowledges `hello` with its `boot` id: another one means that `seq` starts anew. */
export const LIVE_HELLO = 'hello';
export const LIVE_EVENT = 'event';
/** Events kept for those who come back. */
export const LIVE_BACKLOG_MAX = 500;
