import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Connections that have not said what they want. A browser needs milliseconds for it; the server waits for seconds. */
export const HALF_OPEN_MAX = 1_000;

/**
 * Beyond the limit the oldest connection that still owes the head of its request goes, not the one that has just come: whoever
 * holds thousands open pushes out their own, and everybody else gets in.
 */
export function limitHalfOpen(http: Server, max = HALF_OPEN_MAX): void {
  // In the order in which they came.
  const owing = new Set<Socket>();
  http.on('connection', (socket) => {
    owing.add(socket);
    socket.once('close', () => owing.delete(socket));
    if (owing.size <= max) return;
    for (const oldest of owing) {
      owing.delete(oldest);
      oldest.destroy();
      break;
    }
  });
  http.on('request', (request) => owing.delete(request.socket));
  http.on('upgrade', (request) => owing.delete(request.socket));
}
