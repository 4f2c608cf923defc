import { connect, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { isPublicAddress, plainHost } from '../contract/address.ts';
import { AddressRefused, systemResolve, type Resolve } from '../contract/connector.ts';
import type { ChannelAddress } from '../contract/index.ts';
import { failureOf, SEND_MS } from './http-post.ts';
import { plainText, type Message } from './message.ts';

export type EmailTarget = Extract<ChannelAddress, { kind: 'email' }>;
export type EmailGuard = {
  readonly allowed: ReadonlySet<string>;
  readonly resolve?: Resolve;
  readonly fileOf?: FileOf;
};
/** The bytes of a file of the file store; null where it is not there any more. */
export type FileOf = (sha256: string) => Promise<Uint8Array | null>;

/** One mail to all as blind copies: nobody who gets it sees who else does. Nothing is fetched, and only files of our own are attached. */
export async function sendEmail(guard: EmailGuard, target: EmailTarget, message: Message): Promise<string | null> {
  let connection: Socket;
  try {
    connection = await connectTo(guard, target);
  } catch (error) {
    return failureOf(error);
  }
  const transport = createTransport({
    host: target.host,
    port: target.port,
    secure: target.secure,
    connection,
    ...(target.user === '' ? {} : { auth: { user: target.user, pass: target.password } }),
    // Without TLS a password would go over the wire in clear.
    requireTLS: !target.secure && target.user !== '',
    connectionTimeout: SEND_MS,
    greetingTimeout: SEND_MS,
    socketTimeout: SEND_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const mail = { from: target.from, to: target.from, bcc: [...target.to] };
    const attachments = await attached(guard, message);
    await transport.sendMail({ ...mail, subject: message.title, text: plainText(message), attachments });
    return null;
  } catch (error) {
    return whyOf(error);
  } finally {
    transport.close();
    connection.destroy();
  }
}

async function attached({ fileOf }: EmailGuard, { attachments = [] }: Message) {
  const files = await Promise.all(
    attachments.map(async ({ name, sha256 }) => ({ name, bytes: (await fileOf?.(sha256)) ?? null })),
  );
  return files.flatMap(({ name, bytes }) =>
    bytes === null ? [] : [{ filename: name, content: Buffer.from(bytes), contentType: 'application/octet-stream' }],
  );
}

/** The mail server is looked up once, and connected to at an address that was looked at. */
async function connectTo(
  { allowed, resolve = systemResolve }: EmailGuard,
  { host, port }: EmailTarget,
): Promise<Socket> {
  const name = plainHost(host);
  const addresses = await resolve(name);
  const isAllowed = allowed.has(`${name}:${port}`);
  const [first] = addresses;
  if (first === undefined || (!isAllowed && !addresses.every(isPublicAddress)))
    throw new AddressRefused('the mail server is not public');
  return new Promise((done, failed) => {
    const socket = connect({ host: first, port, timeout: SEND_MS });
    socket.once('connect', () => done(socket.setTimeout(0)));
    socket.once('timeout', () => socket.destroy(new DOMException('no answer', 'TimeoutError')));
    socket.once('error', failed);
  });
}

/** The server's code and no word of its own: it may repeat addresses. */
function whyOf(error: unknown): string {
  const { code = '', responseCode } = error as { code?: string; responseCode?: number };
  if (code === 'EAUTH') return '邮件服务器拒绝了账号或密码';
  if (responseCode !== undefined) return `邮件服务器返回 ${responseCode}`;
  return code === 'ETIMEDOUT' ? '对方没有在 10 秒内回应' : '邮件没有发出';
}
