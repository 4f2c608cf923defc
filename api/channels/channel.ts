import type { Resolve } from '../contract/connector.ts';
import { sendEmail, type EmailTarget, type FileOf } from './email.ts';
import { createHttpPost } from './http-post.ts';
import type { Message } from './message.ts';
import { sendDingtalk, sendWecom, type DingtalkTarget, type WecomTarget } from './robots.ts';
import { sendSms, type SmsTarget } from './sms.ts';
import { sendWebhook, type WebhookTarget } from './webhook.ts';

export type { Message } from './message.ts';

/** Where a channel leads to, with what is needed to get in: a secret. */
export type Target = WebhookTarget | WecomTarget | DingtalkTarget | EmailTarget | SmsTarget;

export type Sender = {
  /** Null when the other side has it; else why not, in Chinese, without the address. */
  send(target: Target, message: Message): Promise<string | null>;
  close(): Promise<void>;
};

export type SenderParts = {
  /** Exact host:port pairs that may lie on a private network. */
  readonly allowed: ReadonlySet<string>;
  readonly resolve?: Resolve;
  readonly nowMs: () => number;
  /** What e-mails attach. */
  readonly fileOf?: FileOf;
};

/** Of an exercise: nothing is sent, whatever was set up. */
export function sealedSender(): Sender {
  return { send: () => Promise.resolve('这是演练，消息没有发出'), close: () => Promise.resolve() };
}

/** One file a kind of channel; each try ends within seconds. */
export function createSender({ allowed, resolve, nowMs, fileOf }: SenderParts): Sender {
  const guard = { allowed, ...(resolve === undefined ? {} : { resolve }) };
  const mailGuard = { ...guard, ...(fileOf === undefined ? {} : { fileOf }) };
  const http = createHttpPost(guard);
  return {
    send(target, message) {
      switch (target.kind) {
        case 'webhook':
          return sendWebhook(http, target, message, nowMs());
        case 'wecom':
          return sendWecom(http, target, message);
        case 'dingtalk':
          return sendDingtalk(http, target, message, nowMs());
        case 'email':
          return sendEmail(mailGuard, target, message);
        case 'sms':
          return sendSms(http, target, message);
      }
    },
    close: () => http.close(),
  };
}
