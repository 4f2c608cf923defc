import { io, type Socket } from 'socket.io-client';
import { LIVE_EVENT, LIVE_HELLO, LiveEvent } from '../../api/contract/index.ts';
import { SOCKETS_PER_SESSION_MAX } from '../../api/live/live.ts';
import type { BenchServer } from './live-server.ts';

/** Posts heard of in all, from the start of listening, and when. */
export type Heard = { readonly total: number; readonly atMs: number };

export type Clients = { readonly sockets: readonly Socket[]; close(): Promise<void> };

/** So many live connections, each greeted: as many to a session as one may have. */
export async function openClients(server: BenchServer, count: number): Promise<Clients> {
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const cookie = await server.logIn();
    const some = Array.from({ length: Math.min(SOCKETS_PER_SESSION_MAX, count - sockets.length) }, () =>
      io(server.url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie, origin: server.url },
      }),
    );
    await Promise.all(some.map((socket) => new Promise<void>((done) => socket.once('connect', done))));
    for (const socket of some) await socket.emitWithAck(LIVE_HELLO, { seq: 0, boot: '' });
    sockets.push(...some);
  }
  return {
    sockets,
    async close() {
      for (const socket of sockets) socket.disconnect();
    },
  };
}

/** Notes the running total of new posts that this client is told. */
export function listen(socket: Socket): readonly Heard[] {
  const heard: Heard[] = [];
  let total = 0;
  socket.on(LIVE_EVENT, (message: unknown) => {
    const atMs = Date.now();
    const { data } = LiveEvent.safeParse(message);
    if (data?.kind !== 'posts') return;
    total += data.accepted;
    heard.push({ total, atMs });
  });
  return heard;
}
