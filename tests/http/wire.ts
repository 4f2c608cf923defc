import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/** What came back on a bare socket: nothing between the test and the server tidies the path or the headers up. */
export type Heard = { readonly status: number; readonly head: string; readonly body: string };

export function openSocket(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  // A server that refuses hangs up while the test still writes.
  socket.on('error', () => socket.destroy());
  return socket;
}

/** Sends these bytes and reads until the server hangs up, or until the whole answer is there. */
export async function say(port: number, bytes: string): Promise<Heard> {
  const socket = openSocket(port);
  await once(socket, 'connect');
  socket.write(bytes);
  return heard(socket);
}

export async function heard(socket: Socket): Promise<Heard> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (isWhole(text)) break;
  }
  socket.destroy();
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  const length = /^content-length: (\d+)/im.exec(text)?.[1];
  return end >= 0 && length !== undefined && Buffer.byteLength(text.slice(end + 4)) >= Number(length);
}

/** A request line and headers, without the body. */
export function headOf(method: string, path: string, headers: Readonly<Record<string, string | number>> = {}): string {
  const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
