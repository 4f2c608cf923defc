import { z } from 'zod';
import { ChannelChange, ChannelId, ChannelView, NewChannel } from './channel.ts';
import { StatementId } from './id.ts';
import { PublicPage, PublicPageChange, PublishingChannel, StatementDeliveries } from './publishing.ts';
import { ADMINISTRATORS, READERS, type RouteSpec } from './route.ts';
import { rolesOf } from './rights.ts';
import { Delivery } from './setting.ts';

const channel = z.object({ id: ChannelId });

/** Channels, what became of each statement on its way out, and what the public page says of the office. */
export const PUBLISHING_ROUTES = {
  'GET /api/publishing/channels': {
    summary: 'Where a statement can go, and whom that reaches',
    allow: READERS,
    reply: z.array(PublishingChannel),
  },
  'GET /api/statements/{id}/deliveries': {
    summary: 'What became of a statement on its way out, a channel a row; the text to hand over',
    allow: READERS,
    params: z.object({ id: StatementId }),
    reply: StatementDeliveries,
  },
  'POST /api/deliveries/{id}/again': {
    summary: 'One more round of tries for a statement that was given up on a channel',
    allow: rolesOf('delivery-again'),
    params: z.object({ id: z.string().min(1).max(80) }),
    reply: Delivery,
  },
  'GET /api/channels': { summary: 'The channels', allow: ADMINISTRATORS, reply: z.array(ChannelView) },
  'POST /api/channels': {
    summary: 'Add a channel; its address is sealed and never shown again',
    allow: ADMINISTRATORS,
    body: NewChannel,
    reply: ChannelView,
  },
  'PATCH /api/channels/{id}': {
    summary: 'Change a channel',
    allow: ADMINISTRATORS,
    params: channel,
    body: ChannelChange,
    reply: ChannelView,
  },
  'DELETE /api/channels/{id}': {
    summary: 'Remove a channel; what waits for it is given up',
    allow: ADMINISTRATORS,
    params: channel,
    reply: null,
  },
  'POST /api/channels/{id}/test': {
    summary: 'Send a test to a channel',
    allow: ADMINISTRATORS,
    params: channel,
    reply: Delivery,
  },
  'GET /api/public-page': {
    summary: 'What the public page says of the office',
    allow: READERS,
    reply: PublicPage,
  },
  'PATCH /api/public-page': {
    summary: 'Change what the public page says of the office',
    allow: ADMINISTRATORS,
    body: PublicPageChange,
    reply: PublicPage,
  },
} as const satisfies Record<string, RouteSpec>;
