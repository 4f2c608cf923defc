import type { Socket } from 'socket.io';
import { LIVE_QUEUED_BYTES_MAX } from '../contract/index.ts';

/** Packets that wait for a client which polls; a websocket is measured in bytes. */
const QUEUED_PACKETS_MAX = 1_000;

function field(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
}

/** Bytes that the server holds for a client which does not read. engine.io has no public figure for it: 0 where its shape changed. */
export function queuedBytes(socket: Socket): number {
  const web = field(socket.conn.transport, 'socket');
  const buffered = field(web, 'bufferedAmount');
  return typeof buffered === 'number' ? buffered : 0;
}

function queuedPackets(socket: Socket): number {
  const waiting = field(socket.conn, 'writeBuffer');
  return Array.isArray(waiting) ? waiting.length : 0;
}

/** Lets a client go that has more than `LIVE_QUEUED_BYTES_MAX` waiting. It can come back and resume. */
export function dropIfSlow(socket: Socket): boolean {
  if (queuedBytes(socket) <= LIVE_QUEUED_BYTES_MAX && queuedPackets(socket) <= QUEUED_PACKETS_MAX) return false;
  socket.conn.close(true);
  return true;
}
