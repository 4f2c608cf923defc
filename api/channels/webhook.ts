import { createHmac } from 'node:crypto';
import { httpFailure, type HttpPost } from './http-post.ts';
import type { Message } from './message.ts';

export type WebhookTarget = { readonly kind: 'webhook'; readonly url: string; readonly signingKey: string };

/** The receiver checks `X-Firstword-Signature: sha256=HMAC(key, timestamp + "." + body)` against `X-Firstword-Timestamp`. */
export async function sendWebhook(
  http: HttpPost,
  target: WebhookTarget,
  message: Message,
  nowMs: number,
): Promise<string | null> {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(nowMs / 1_000));
  const digest = createHmac('sha256', target.signingKey).update(`${timestamp}.${body}`).digest('hex');
  const answer = await http.post(target.url, body, {
    'content-type': 'application/json; charset=utf-8',
    'x-firstword-timestamp': timestamp,
    'x-firstword-signature': `sha256=${digest}`,
  });
  return 'failed' in answer ? answer.failed : httpFailure(answer.status);
}
