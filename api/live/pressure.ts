import type { Socket } from 'socket.io';
import { LIVE_QUEUED_BYTES_MAX } from '../contract/index.ts';

function field(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
}

/**
 * Bytes that the server holds for a client which does not read: what the websocket has not handed to the kernel, and the packets
 * behind it (a polling client has only these). socket.io has no public figure for it: 0 where its shape changed, which a test tells.
 */
export function queuedBytes(socket: Socket): number {
  const buffered = field(field(socket.conn.transport, 'socket'), 'bufferedAmount');
  const waiting = field(socket.conn, 'writeBuffer');
  const packets = Array.isArray(waiting) ? waiting.map((packet: unknown) => field(packet, 'data')) : [];
  const bytes = packets.reduce((sum: number, data) => sum + (typeof data === 'string' ? data.length : 0), 0);
  return (typeof buffered === 'number' ? buffered : 0) + bytes;
}

/** Lets a client go that has more than `LIVE_QUEUED_BYTES_MAX` waiting. It can come back and resume. */
export function dropIfSlow(socket: Socket): boolean {
  if (queuedBytes(socket) <= LIVE_QUEUED_BYTES_MAX) return false;
  const web = field(socket.conn.transport, 'socket');
  socket.conn.close(true);
  // A polite goodbye would wait behind what is not read.
  const terminate = field(web, 'terminate');
  if (typeof terminate === 'function') Reflect.apply(terminate, web, []);
  return true;
}
