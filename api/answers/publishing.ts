import { randomUUID } from 'node:crypto';
import {
  ChannelId,
  PAGE_CHANNEL,
  StatementId,
  refuse,
  type Channel,
  type ChannelAddress,
  type ChannelView,
  type Delivery,
  type PublishingChannel,
  type Refusal,
  type Statement,
  type StatementDeliveries,
  type StatementDelivery,
} from '../contract/index.ts';
import { webAddress } from '../contract/address.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Actor, Handlers } from '../http/handler.ts';
import { addressOf } from '../publisher/frame.ts';
import { statementPath } from '../publisher/input.ts';
import { byPerson, type Parts } from './parts.ts';
import { handOverText } from './statement-message.ts';

type Keys =
  | 'GET /api/publishing/channels'
  | 'GET /api/statements/{id}/deliveries'
  | 'POST /api/deliveries/{id}/again'
  | 'GET /api/channels'
  | 'POST /api/channels'
  | 'PATCH /api/channels/{id}'
  | 'DELETE /api/channels/{id}'
  | 'POST /api/channels/{id}/test'
  | 'GET /api/public-page'
  | 'PATCH /api/public-page';

/** Channels, what became of each statement on its way out, and what the public page says of the office. */
export function publishingAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'GET /api/publishing/channels': () => [
      PAGE,
      ...channelsOf(parts)
        .filter((row) => row.statements)
        .map(choiceOf),
    ],
    'GET /api/statements/{id}/deliveries': ({ params }) => {
      const statement = rowAt(parts.desk.state().statements, params.id);
      return statement === undefined ? refuse('not-found') : deliveriesOf(parts, statement);
    },
    'POST /api/deliveries/{id}/again': ({ params, actor }) => sendAgain(parts, params.id, actor),
    'GET /api/channels': () => channelsOf(parts),
    'POST /api/channels': ({ body: { address, ...words }, actor }) => {
      const id = ChannelId.parse(randomUUID());
      const kept = keep(parts, { id, kind: address.kind, ...words, addedMs: 0 }, address, actor);
      if (kept !== null) return kept;
      const view = viewOf(parts, id);
      // The receiver needs the key to check signatures; this is the one time that it is shown.
      return 'refused' in view || address.kind !== 'webhook'
        ? view
        : { ...view, signingKey: parts.addresses.signingKey(id) };
    },
    'PATCH /api/channels/{id}': ({ params, body: { address, ...change }, actor }) => {
      const held = rowAt(parts.desk.state().channels, params.id);
      if (held === undefined) return refuse('not-found');
      if (address !== undefined && address.kind !== held.kind) return refuse('bad-input', { what: 'kind' }, 'address');
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return keep(parts, { ...held, ...given }, address ?? null, actor) ?? viewOf(parts, params.id);
    },
    'DELETE /api/channels/{id}': ({ params, actor }) => {
      const refused = parts.desk.command({ do: 'remove-channel', id: params.id }, byPerson(actor));
      if (refused !== null) return refused;
      parts.addresses.remove(params.id);
      return null;
    },
    'POST /api/channels/{id}/test': ({ params }): Promise<Delivery | Refusal> | Refusal =>
      rowAt(parts.desk.state().channels, params.id) === undefined
        ? refuse('not-found')
        : parts.postRoom.test(params.id),
    'GET /api/public-page': () => parts.desk.state().publicPage,
    'PATCH /api/public-page': ({ body, actor }) => {
      const url = body.url === undefined || body.url === '' ? body.url : webAddress(body.url)?.href.replace(/\/+$/, '');
      if (body.url !== undefined && url === undefined) return refuse('bad-address', {}, 'url');
      const change = { ...body, ...(url === undefined ? {} : { url }) };
      const refused = parts.desk.command({ do: 'change-public-page', change }, byPerson(actor));
      if (refused !== null) return refused;
      parts.publisher.look();
      return parts.desk.state().publicPage;
    },
  };
}

const PAGE: PublishingChannel = {
  id: PAGE_CHANNEL,
  kind: 'page',
  name: '核实与回应网页',
  audience: '所有人：网页、Atom 和 JSON 订阅',
  ready: true,
};

/** The journal first: whose wish it was is known though the machine stops before the next try. */
function sendAgain(parts: Parts, id: string, actor: Actor): Delivery | Refusal {
  const held = parts.deliveries.find(id);
  if (held === null) return refuse('not-found');
  const [channel, statement] = [ChannelId.safeParse(held.channel), StatementId.safeParse(held.about)];
  if (held.again !== true || !channel.success || !statement.success) return refuse('delivery-not-again');
  const command = { do: 'send-again', delivery: id, channel: channel.data, statement: statement.data } as const;
  const refused = parts.desk.command(command, byPerson(actor));
  if (refused !== null) return refused;
  const queued = parts.deliveries.again(id);
  if (typeof queued === 'string') return refuse('delivery-not-again');
  parts.onDeskChanged('publication', statement.data);
  parts.postRoom.look();
  return queued;
}

/** The journal first: an address that was sealed for a channel that was refused would belong to nobody. */
function keep(parts: Parts, row: Channel, address: ChannelAddress | null, actor: Actor): Refusal | null {
  if (address !== null && 'url' in address && webAddress(address.url) === null)
    return refuse('bad-address', {}, 'address.url');
  const { id, kind, name, audience, alerts, statements } = row;
  const words = { name, audience, alerts, statements };
  const command = { do: 'keep-channel', id, kind, address: address !== null, ...words } as const;
  const refused = parts.desk.command(command, byPerson(actor));
  if (refused === null && address !== null) parts.addresses.put(id, address);
  return refused;
}

function channelsOf(parts: Parts): ChannelView[] {
  const counts = parts.deliveries.counts();
  return rowsOf(parts.desk.state().channels)
    .toSorted((a, b) => a.addedMs - b.addedMs || (a.id < b.id ? -1 : 1))
    .map((row) => ({
      ...row,
      ready: row.kind === 'hand-over' || parts.addresses.targetOf(row) !== null,
      waiting: counts.get(row.id)?.waiting ?? 0,
      failed: counts.get(row.id)?.failed ?? 0,
    }));
}

function viewOf(parts: Parts, id: ChannelId): ChannelView | Refusal {
  return channelsOf(parts).find((row) => row.id === id) ?? refuse('not-found');
}

function choiceOf({ id, kind, name, audience, ready }: ChannelView): PublishingChannel {
  return { id, kind, name, audience, ready };
}

/** A row a channel that was chosen, in the order of the choice, the page first. */
function deliveriesOf(parts: Parts, statement: Statement): StatementDeliveries {
  const state = parts.desk.state();
  const page = { page: state.publicPage };
  const sent = parts.deliveries.of(statement.id);
  const rows = statement.channels
    .filter((id) => id !== PAGE_CHANNEL)
    .map((id) => rowOf(rowAt(state.channels, id), id, sent, statement));
  return {
    statement: statement.id,
    page: addressOf(page, statementPath(statement)),
    held: parts.publisher.held(statement.id),
    deliveries: [pageRow(statement, parts.publisher.held(statement.id)), ...rows],
    handOverText: `${parts.config.drill ? '【演练】' : ''}${handOverText(page, statement)}`,
    handedTo: statement.handedTo.map((each) => ({
      ...each,
      by: rowAt(state.people, each.by)?.name ?? each.by,
    })),
  };
}

function pageRow({ publishedMs }: Statement, held: string | null): StatementDelivery {
  const { id, kind, name, audience } = PAGE;
  const state = publishedMs === null ? 'waiting' : 'sent';
  return { channel: id, kind, name, audience, state, tries: 0, why: held, atMs: publishedMs };
}

const FATES = { waiting: 'waiting', sent: 'sent', failed: 'undelivered' } as const;

function rowOf(
  row: Channel | undefined,
  id: string,
  sent: readonly Delivery[],
  statement: Statement,
): StatementDelivery {
  const delivery = sent.find((each) => each.channel === id);
  const words = { channel: id, name: row?.name ?? id, audience: row?.audience ?? '', kind: row?.kind ?? 'webhook' };
  if (row?.kind === 'hand-over') {
    const last = statement.handedTo.at(-1);
    return { ...words, state: 'by-hand', tries: 0, why: null, atMs: last?.atMs ?? null };
  }
  const { tries = 0, why = null } = delivery ?? {};
  const out = { ...words, state: FATES[delivery?.state ?? 'waiting'], tries, why, atMs: delivery?.atMs ?? null };
  return delivery?.again === true ? { ...out, again: delivery.id } : out;
}
