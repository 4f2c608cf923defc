import { randomBytes } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import {
  LIVE_EVENT,
  LIVE_HELLO,
  LIVE_MESSAGE_BYTES_MAX,
  LiveHello,
  READERS,
  type LiveEvent,
  type Overview,
  type Role,
} from '../contract/index.ts';
import { createBacklog, type LiveNews } from './backlog.ts';
import { dropIfSlow } from './pressure.ts';

export type LiveActor = { readonly personId: string; readonly sessionId: string; readonly roles: readonly Role[] };
export type { LiveNews } from './backlog.ts';

export type LiveParts = {
  readonly http: HttpServer;
  /** From the Cookie header; null refuses the handshake. Asked again before each event. */
  readonly actorOf: (cookies: string | undefined) => LiveActor | null;
  /** Whether a handshake with this Origin and Host is from our own page. */
  readonly ownPage: (origin: string | undefined, host: string | undefined) => boolean;
  readonly overview: () => Promise<Overview>;
  /** Who of a department may hear that this changed: by the row's id alone, and only of rows that were sent to them. */
  readonly mayHear: (personId: string, news: LiveNews) => boolean;
  readonly onError: (error: unknown) => void;
};

export type Live = {
  /** Sends to every open screen. */
  publish(news: LiveNews): void;
  /** Ends the sockets of a person whose roles changed, or of one session. They come back through the handshake. */
  drop(who: { readonly personId: string } | { readonly sessionId: string }): void;
  readonly clients: () => number;
  close(): Promise<void>;
};

/** Sockets of one session: a browser with many tabs, and no more. */
export const SOCKETS_PER_SESSION_MAX = 20;
/** Sockets in all. */
export const SOCKETS_MAX = 2_000;
/** Messages that a client may send: one hello, and a few more for broken links. */
export const HELLOS_MAX = 5;

/** The live connection: session at the handshake, a snapshot and then differences, and whoever does not read is let go. */
export function createLive(parts: LiveParts): Live {
  const boot = randomBytes(8).toString('hex');
  const backlog = createBacklog();
  const open = new Map<Socket, LiveActor>();
  const io = new Server(parts.http, {
    serveClient: false,
    maxHttpBufferSize: LIVE_MESSAGE_BYTES_MAX,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    allowRequest: (request, answer) => {
      const own = parts.ownPage(request.headers.origin, request.headers.host);
      const allowed = own && parts.actorOf(request.headers.cookie) !== null && open.size < SOCKETS_MAX;
      answer(null, allowed);
    },
  });
  io.on('connection', (socket) => {
    const actor = parts.actorOf(socket.handshake.headers.cookie);
    const same = [...open.values()].filter((other) => other.sessionId === actor?.sessionId).length;
    if (actor === null || same >= SOCKETS_PER_SESSION_MAX) {
      socket.disconnect(true);
      return;
    }
    open.set(socket, actor);
    socket.on('disconnect', () => open.delete(socket));
    greet(socket, actor);
  });

  function greet(socket: Socket, actor: LiveActor): void {
    let hellos = 0;
    socket.onAny((name: string) => {
      hellos += 1;
      if (name !== LIVE_HELLO || hellos > HELLOS_MAX) socket.disconnect(true);
    });
    socket.on(LIVE_HELLO, (message: unknown, acknowledge: unknown) => {
      const hello = LiveHello.safeParse(message);
      if (!hello.success || typeof acknowledge !== 'function') {
        socket.disconnect(true);
        return;
      }
      acknowledge({ boot });
      const missed = hello.data.boot === boot ? backlog.since(hello.data.seq) : null;
      if (!actor.roles.some((role) => READERS.includes(role))) return void socket.join('department');
      void socket.join('readers');
      if (missed !== null) for (const event of missed) socket.emit(LIVE_EVENT, event);
      else
        void sendSnapshot(socket).catch((error: unknown) => {
          // The store is away for now: the screen keeps what it has and comes back by itself.
          parts.onError(error);
          socket.conn.close(true);
        });
    });
  }

  async function sendSnapshot(socket: Socket): Promise<void> {
    const seq = backlog.last();
    const overview = await parts.overview();
    socket.emit(LIVE_EVENT, { kind: 'snapshot', seq, overview } satisfies LiveEvent);
  }

  return {
    publish(news) {
      const event = backlog.add(news);
      for (const [socket, actor] of open) {
        if (parts.actorOf(socket.handshake.headers.cookie) === null) end(socket);
        else if (dropIfSlow(socket)) open.delete(socket);
        else if (socket.rooms.has('readers') || (socket.rooms.has('department') && parts.mayHear(actor.personId, news)))
          socket.emit(LIVE_EVENT, event);
      }
    },
    drop(who) {
      for (const [socket, actor] of open) {
        const hit = 'personId' in who ? actor.personId === who.personId : actor.sessionId === who.sessionId;
        if (hit) end(socket);
      }
    },
    clients: () => open.size,
    async close() {
      await io.close();
    },
  };

  function end(socket: Socket): void {
    socket.emit(LIVE_EVENT, { kind: 'session-ended', seq: backlog.last() } satisfies LiveEvent);
    socket.disconnect(true);
    open.delete(socket);
  }
}
