import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import { AddressRefused, guardedConnector, type Resolve } from '../contract/connector.ts';
import { webAddress } from '../contract/address.ts';

/** Where alerts go. The address of a robot holds its key, so it is a secret. */
export type Channel = { readonly kind: 'webhook' | 'wecom'; readonly url: string; readonly signingKey: string };

/** One digest: a title and lines of plain text, no person and no address of a post in it. */
export type Digest = { readonly title: string; readonly lines: readonly string[]; readonly link: string };

export type Sender = {
  /** Null when the other side has it; else why not, in Chinese, without the address. */
  send(channel: Channel, digest: Digest): Promise<string | null>;
  close(): Promise<void>;
};

export type SenderParts = {
  /** Exact host:port pairs that may lie on a private network. */
  readonly allowed: ReadonlySet<string>;
  readonly resolve?: Resolve;
  readonly nowMs: () => number;
};

const SEND_MS = 10_000;
const REPLY_BYTES_MAX = 64 * 1024;
/** WeCom's limit of a markdown message is 4,096 bytes. */
const WECOM_BYTES_MAX = 4_000;

/** Sends digests by HTTP. Redirects are not followed: a hook that moved is a hook to be set anew. */
export function createSender(parts: SenderParts): Sender {
  const { allowed, resolve } = parts;
  const agent = new Agent({ connect: guardedConnector({ allowed, ...(resolve === undefined ? {} : { resolve }) }) });
  return {
    async send(channel, digest) {
      const address = webAddress(channel.url);
      if (address === null) return '地址无效';
      const body = channel.kind === 'wecom' ? wecomBody(digest) : JSON.stringify(digest);
      const headers = { 'content-type': 'application/json; charset=utf-8', ...signature(channel, body, parts.nowMs()) };
      try {
        const reply = await request(address, {
          method: 'POST',
          body,
          headers,
          dispatcher: agent,
          headersTimeout: SEND_MS,
          bodyTimeout: SEND_MS,
          signal: AbortSignal.timeout(SEND_MS),
        });
        const text = await shortText(reply.body);
        return judge(channel, reply.statusCode, text);
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => agent.close(),
  };
}

/** The receiver checks `X-Firstword-Signature: sha256=HMAC(key, timestamp + "." + body)` against `X-Firstword-Timestamp`. */
function signature(channel: Channel, body: string, nowMs: number): Readonly<Record<string, string>> {
  if (channel.kind !== 'webhook') return {};
  const timestamp = String(Math.floor(nowMs / 1_000));
  const digest = createHmac('sha256', channel.signingKey).update(`${timestamp}.${body}`).digest('hex');
  return { 'x-firstword-timestamp': timestamp, 'x-firstword-signature': `sha256=${digest}` };
}

function wecomBody(digest: Digest): string {
  const lines = [`**${digest.title}**`, ...digest.lines.map((line) => `> ${line}`), digest.link];
  let content = lines.join('\n');
  while (Buffer.byteLength(content) > WECOM_BYTES_MAX) content = `${content.slice(0, -100)}…`;
  return JSON.stringify({ msgtype: 'markdown', markdown: { content } });
}

async function shortText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > REPLY_BYTES_MAX) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** WeCom answers 200 to everything; what counts is `errcode`. */
function judge(channel: Channel, status: number, text: string): string | null {
  if (status < 200 || status >= 300) return `对方返回 HTTP ${status}`;
  if (channel.kind !== 'wecom') return null;
  const code = /"errcode"\s*:\s*(-?\d+)/.exec(text)?.[1];
  return code === '0' ? null : `企业微信返回错误码 ${code ?? '（无）'}`;
}

function failureOf(error: unknown): string {
  if (error instanceof AddressRefused) return '地址位于内部网络，已拒绝';
  const name = error instanceof Error ? error.name : '';
  return name === 'TimeoutError' || /timeout/i.test(name) ? '对方没有在 10 秒内回应' : '无法连接对方';
}
