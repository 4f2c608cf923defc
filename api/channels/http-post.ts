import { Agent, request } from 'undici';
import { webAddress } from '../contract/address.ts';
import { AddressRefused, guardedConnector, type Resolve } from '../contract/connector.ts';

/** The other side's answer, or why there is none, in Chinese and without the address. */
export type Answered = { readonly status: number; readonly text: string } | { readonly failed: string };

export type HttpPost = {
  post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answered>;
  close(): Promise<void>;
};

export const SEND_MS = 10_000;
const REPLY_BYTES_MAX = 64 * 1024;

/** Posts to addresses that are public or allowed by name. Redirects are not followed: a hook that moved is a hook to be set anew. */
export function createHttpPost(guard: { readonly allowed: ReadonlySet<string>; readonly resolve?: Resolve }): HttpPost {
  const agent = new Agent({ connect: guardedConnector(guard) });
  return {
    async post(url, body, headers) {
      const address = webAddress(url);
      if (address === null) return { failed: '地址无效' };
      try {
        const reply = await request(address, {
          method: 'POST',
          body,
          headers: { ...headers },
          dispatcher: agent,
          headersTimeout: SEND_MS,
          bodyTimeout: SEND_MS,
          signal: AbortSignal.timeout(SEND_MS),
        });
        return { status: reply.statusCode, text: await shortText(reply.body) };
      } catch (error) {
        return { failed: failureOf(error) };
      }
    },
    // A dead other side must not hold up the end of the process.
    close: () => agent.destroy(),
  };
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

export function failureOf(error: unknown): string {
  if (error instanceof AddressRefused)
    return '地址位于内部网络，已拒绝。确需发送时，请在 CRAWLER_ALLOW_PRIVATE 中写明主机和端口后重新启动';
  const name = error instanceof Error ? error.name : '';
  return name === 'TimeoutError' || /timeout/i.test(name) ? '对方没有在 10 秒内回应' : '无法连接对方';
}

/** What an HTTP status alone says. */
export function httpFailure(status: number): string | null {
  return status < 200 || status >= 300 ? `对方返回 HTTP ${status}` : null;
}
