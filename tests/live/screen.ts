import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { LIVE_EVENT, LIVE_HELLO, type LiveEvent } from '../../api/contract/index.ts';

/** A screen at the other end of the live connection, with all that it was sent. */
export type Screen = {
  readonly socket: Socket;
  readonly events: readonly LiveEvent[];
  /** Says hello; answers the server's boot id. */
  hello(seq?: number, boot?: string): Promise<string>;
  /** The first event, of those that came and of those to come, that fits. */
  until(fits: (event: LiveEvent) => boolean): Promise<LiveEvent>;
  /** Resolves when the server has ended the connection. */
  readonly ended: Promise<string>;
  close(): void;
};

/** Connects; rejects where the handshake is refused. */
export async function openScreen(
  url: string,
  headers: Readonly<Record<string, string>>,
  transport: 'websocket' | 'polling' = 'websocket',
): Promise<Screen> {
  const socket = io(url, {
    transports: [transport],
    extraHeaders: { ...headers },
    reconnection: false,
    forceNew: true,
    timeout: 5_000,
  });
  const events: LiveEvent[] = [];
  const ended = new Promise<string>((done) => socket.on('disconnect', done));
  socket.on(LIVE_EVENT, (event: LiveEvent) => events.push(event));
  await new Promise<void>((done, failed) => {
    socket.on('connect', done);
    socket.on('connect_error', failed);
  });
  return {
    socket,
    events,
    ended,
    hello: async (seq = 0, boot = '') => {
      const { boot: now } = (await socket.timeout(5_000).emitWithAck(LIVE_HELLO, { seq, boot })) as { boot: string };
      return now;
    },
    async until(fits) {
      for (let at = 0; ; at += 1) {
        while (at >= events.length) await once(socket as unknown as NodeJS.EventEmitter, LIVE_EVENT);
        const event = events[at];
        if (event !== undefined && fits(event)) return event;
      }
    },
    close: () => void socket.close(),
  };
}
