import type { ChannelAddress, ChannelKind } from './types.ts';

export const KINDS: readonly ChannelKind[] = ['webhook', 'wecom', 'dingtalk', 'email', 'sms', 'hand-over'];

/** All fields that any kind of address has, as a form holds them. */
export type AddressDraft = {
  url: string;
  secret: string;
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
  from: string;
  to: string;
  template: string;
  contentType: 'application/json' | 'application/x-www-form-urlencoded';
  success: string;
  authorization: string;
};

/** 465 is the port of mail with TLS from the first byte. */
export function emptyAddress(): AddressDraft {
  return {
    ...{ url: '', secret: '', host: '', port: 465, secure: true, user: '', password: '', from: '', to: '' },
    ...{ template: '{"content":"{text}"}', contentType: 'application/json', success: '', authorization: '' },
  };
}

export function addressOf(kind: ChannelKind, draft: AddressDraft): ChannelAddress {
  const { url, secret, host, port, secure, user, password, from, template, contentType, success, authorization } =
    draft;
  switch (kind) {
    case 'webhook':
    case 'wecom':
      return { kind, url };
    case 'dingtalk':
      return { kind, url, secret };
    case 'email': {
      const to = draft.to.split(/[\s,;，；]+/).filter((part) => part !== '');
      return { kind, host, port, secure, user, password, from, to };
    }
    case 'sms':
      return { kind, url, template, contentType, success, authorization };
    case 'hand-over':
      return { kind };
  }
}
