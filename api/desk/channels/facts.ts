import { z } from 'zod';
import { ChannelId, ChannelKind, StatementId } from '../../contract/index.ts';
import { fact } from '../fact.ts';

export const CHANNEL_FACTS = [
  /** A channel as it is from now on. Where it leads to is no part of the journal. Texts: `name`, `audience`. */
  fact(
    'channel-kept',
    z.object({
      id: ChannelId,
      kind: ChannelKind,
      alerts: z.boolean(),
      statements: z.boolean(),
      /** Another address was given. */
      address: z.boolean(),
    }),
  ),
  /** A person asked for one more round of tries. */
  fact('delivery-again', z.object({ delivery: z.string(), channel: ChannelId, statement: StatementId })),
  fact('channel-removed', z.object({ id: ChannelId })),
  /** Texts: `url`, `contact`, `contact1` (for the media), `basis`, those that changed. */
  fact('public-page-changed', z.object({})),
] as const;
