import type { ChannelAddress } from '../contract/index.ts';
import { httpFailure, type HttpPost } from './http-post.ts';
import type { Message } from './message.ts';

export type SmsTarget = Extract<ChannelAddress, { kind: 'sms' }>;

/** Gateways take templates of some 500 characters at most; a longer title is cut. */
const SMS_TITLE_CHARS_MAX = 120;

/** Fills `{title}`, `{text}` (title and link) and `{link}` into the gateway's template, escaped for what it is. */
export function smsBody({ template, contentType }: Pick<SmsTarget, 'template' | 'contentType'>, message: Message) {
  const title = message.title.slice(0, SMS_TITLE_CHARS_MAX);
  const values: Readonly<Record<string, string>> = {
    title,
    text: message.link === '' ? title : `${title} ${message.link}`,
    link: message.link,
  };
  const escape = (text: string): string =>
    contentType === 'application/json' ? JSON.stringify(text).slice(1, -1) : encodeURIComponent(text.toWellFormed());
  return template.replace(/\{(title|text|link)\}/g, (_, name: string) => escape(values[name] ?? ''));
}

export async function sendSms(http: HttpPost, target: SmsTarget, message: Message): Promise<string | null> {
  const headers = {
    'content-type': `${target.contentType}; charset=utf-8`,
    ...(target.authorization === '' ? {} : { authorization: target.authorization }),
  };
  const answer = await http.post(target.url, smsBody(target, message), headers);
  if ('failed' in answer) return answer.failed;
  const failed = httpFailure(answer.status);
  if (failed !== null) return failed;
  return answer.text.includes(target.success) ? null : '短信网关的回应中没有成功标记';
}
