import { createHmac } from 'node:crypto';
import { httpFailure, type Answered, type HttpPost } from './http-post.ts';
import { markdownOf, withinBytes, type Message } from './message.ts';

export type WecomTarget = { readonly kind: 'wecom'; readonly url: string };
export type DingtalkTarget = { readonly kind: 'dingtalk'; readonly url: string; readonly secret: string };

/** WeCom's limit of a markdown message is 4,096 bytes; DingTalk's whole body may have 20,000. */
const WECOM_BYTES_MAX = 4_000;
const DINGTALK_BYTES_MAX = 16_000;
const DINGTALK_TITLE_BYTES_MAX = 200;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

export async function sendWecom(http: HttpPost, target: WecomTarget, message: Message): Promise<string | null> {
  const body = JSON.stringify({
    msgtype: 'markdown',
    markdown: { content: markdownOf(message, WECOM_BYTES_MAX) },
  });
  return judge('企业微信', await http.post(target.url, body, JSON_TYPE));
}

/** A robot with a secret wants `timestamp` and `sign` in the address; one that goes by keywords or networks has no secret. */
export async function sendDingtalk(
  http: HttpPost,
  target: DingtalkTarget,
  message: Message,
  nowMs: number,
): Promise<string | null> {
  const body = JSON.stringify({
    msgtype: 'markdown',
    markdown: {
      title: withinBytes(message.title, DINGTALK_TITLE_BYTES_MAX),
      text: markdownOf(message, DINGTALK_BYTES_MAX),
    },
  });
  return judge('钉钉', await http.post(signedAddress(target, nowMs), body, JSON_TYPE));
}

/** The signature is Base64 of HMAC-SHA256 over `milliseconds\nsecret`, keyed with the secret. */
function signedAddress({ url, secret }: DingtalkTarget, nowMs: number): string {
  if (secret === '' || !URL.canParse(url)) return url;
  const signed = new URL(url);
  const sign = createHmac('sha256', secret).update(`${nowMs}\n${secret}`).digest('base64');
  signed.searchParams.set('timestamp', String(nowMs));
  signed.searchParams.set('sign', sign);
  return signed.href;
}

/** The robots answer 200 to everything; what counts is `errcode`. */
function judge(who: string, answer: Answered): string | null {
  if ('failed' in answer) return answer.failed;
  const failed = httpFailure(answer.status);
  if (failed !== null) return failed;
  const code = /"errcode"\s*:\s*(-?\d+)/.exec(answer.text)?.[1];
  return code === '0' ? null : `${who}返回错误码 ${code ?? '（无）'}`;
}
