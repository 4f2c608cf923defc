import { z } from 'zod';
import {
  ADMINISTRATORS,
  ChannelId,
  ChannelKind,
  CHANNELS_MAX,
  PublicPageChange,
  refuse,
  RIGHTS,
  StatementId,
  type Channel,
  type PublicPage,
  type Refusal,
} from '../../contract/index.ts';
import { draft, textOf, type EntryDraft, type Fact, type FoldEntry } from '../entry.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt, withoutRow, withRow } from '../table.ts';

/** The one channel of the time when there was but one: it keeps its id and its sealed address. */
export const FIRST_CHANNEL = ChannelId.parse('first');

/** Under which name each lies in the texts: contacts are there to be called, and are not masked. */
const PAGE_TEXTS = [
  ['url', 'url'],
  ['contact', 'contact'],
  ['media', 'contact1'],
  ['basis', 'basis'],
] as const;

const words = z.object({ name: z.string(), audience: z.string(), alerts: z.boolean(), statements: z.boolean() });

export const ChannelCommand = z.discriminatedUnion('do', [
  /** Adds it, or puts it in the place of the one with this id. `address`: another address was given. */
  z.object({
    do: z.literal('keep-channel'),
    id: ChannelId,
    kind: ChannelKind,
    address: z.boolean(),
    ...words.shape,
  }),
  z.object({ do: z.literal('remove-channel'), id: ChannelId }),
  /** The caller has looked that this delivery was given up. */
  z.object({
    do: z.literal('send-again'),
    delivery: z.string().min(1).max(80),
    channel: ChannelId,
    statement: StatementId,
  }),
  z.object({ do: z.literal('change-public-page'), change: PublicPageChange }),
]);
export type ChannelCommand = z.infer<typeof ChannelCommand>;

export function decideChannels(
  state: DeskState,
  command: ChannelCommand,
  actor: Actor,
): readonly EntryDraft[] | Refusal {
  if (command.do === 'send-again') return sentAgain(state, command, actor);
  const wrong = forbidden(state, actor, ADMINISTRATORS);
  if (wrong !== null) return wrong;
  if (command.do === 'change-public-page') return decidePage(state.publicPage, command.change);
  const held = rowAt(state.channels, command.id);
  if (command.do === 'remove-channel')
    return held === undefined ? refuse('not-found') : [draft('channel-removed', { id: command.id })];
  if (held === undefined && state.channels.size >= CHANNELS_MAX)
    return refuse('limit-reached', { limit: CHANNELS_MAX });
  const { id, kind, alerts, statements, address, name, audience } = command;
  if (held !== undefined && held.kind !== kind) return refuse('bad-input', { what: 'kind' }, 'kind');
  // What is read by people outside gets nothing internal.
  if (kind === 'hand-over' && alerts) return refuse('bad-input', { what: 'alerts' }, 'alerts');
  return [draft('channel-kept', { id, kind, alerts, statements, address }, { name, audience })];
}

/** The words are those that were approved, and the channel that which was chosen: nobody decides anew, so it is no publication. */
function sentAgain(
  state: DeskState,
  { delivery, channel, statement }: Extract<ChannelCommand, { do: 'send-again' }>,
  actor: Actor,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, RIGHTS['delivery-again']);
  if (wrong !== null) return wrong;
  if ((rowAt(state.statements, statement)?.publishedMs ?? null) === null) return refuse('not-found');
  if (rowAt(state.channels, channel) === undefined) return refuse('channel-missing');
  return [draft('delivery-again', { delivery, channel, statement })];
}

function decidePage(held: PublicPage, change: PublicPageChange): readonly EntryDraft[] {
  const texts = Object.fromEntries(
    PAGE_TEXTS.flatMap(([key, text]) => {
      const value = change[key];
      return value === undefined || value === held[key] ? [] : [[text, value] as const];
    }),
  );
  return Object.keys(texts).length === 0 ? [] : [draft('public-page-changed', {}, texts)];
}

export function applyChannels(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'channel-kept': {
      const { id, kind, alerts, statements } = fact.body;
      const held = rowAt(state.channels, id);
      const [name, audience] = [textOf(entry, 'name'), textOf(entry, 'audience')];
      const addedMs = held?.addedMs ?? entry.atMs;
      const row: Channel = { id, kind, name, audience, alerts, statements, addedMs };
      return { ...state, channels: withRow(state.channels, id, row) };
    }
    case 'channel-removed':
      return { ...state, channels: withoutRow(state.channels, fact.body.id) };
    case 'channel-changed':
      return { ...state, channels: withFirst(state, fact.body, entry.atMs) };
    case 'public-page-changed': {
      const kept = PAGE_TEXTS.filter(([, text]) => text in entry.texts).map(
        ([key, text]) => [key, textOf(entry, text)] as const,
      );
      return { ...state, publicPage: { ...state.publicPage, ...Object.fromEntries(kept) } };
    }
    default:
      return state;
  }
}

/** The old setting of a single channel, as a row among the others. It carries alerts, as it always did. */
function withFirst(
  state: DeskState,
  { kind, set }: { readonly kind: 'none' | 'webhook' | 'wecom'; readonly set: boolean },
  atMs: number,
): DeskState['channels'] {
  if (kind === 'none' || !set) return withoutRow(state.channels, FIRST_CHANNEL);
  const held = rowAt(state.channels, FIRST_CHANNEL);
  const row: Channel = {
    id: FIRST_CHANNEL,
    kind,
    name: held?.name ?? (kind === 'wecom' ? '企业微信群机器人' : 'Webhook'),
    audience: held?.audience ?? '',
    alerts: held?.alerts ?? true,
    statements: held?.statements ?? false,
    addedMs: held?.addedMs ?? atMs,
  };
  return withRow(state.channels, FIRST_CHANNEL, row);
}
