import { randomBytes } from 'node:crypto';
import { ChannelAddress, type Channel } from '../contract/index.ts';
import type { Target } from './channel.ts';

/** Small sealed texts by name. */
export type SecretTexts = {
  put(name: string, text: string): void;
  get(name: string): string | null;
  remove(name: string): void;
};

/** Where each channel leads to: sealed, apart from the journal. */
export type Addresses = {
  put(id: string, address: ChannelAddress): void;
  /** Null where there is none, or it was sealed with another key; a hand-over leads nowhere. */
  targetOf(channel: Pick<Channel, 'id' | 'kind'>): Target | null;
  /** The key that a webhook's receiver checks signatures with; made once. */
  signingKey(id: string): string;
  remove(id: string): void;
};

/** The names of the time when there was but one channel: a bare address, and its key. */
const FIRST = 'first';
const FIRST_ADDRESS = 'channel';
const FIRST_KEY = 'channel-signing-key';

export function createAddresses(secrets: SecretTexts): Addresses {
  const keyName = (id: string): string => (id === FIRST ? FIRST_KEY : `${FIRST_KEY}:${id}`);
  const held = ({ id, kind }: Pick<Channel, 'id' | 'kind'>): ChannelAddress | null => {
    const sealed = secrets.get(`channel:${id}`);
    if (sealed !== null) return ChannelAddress.parse(JSON.parse(sealed));
    const url = id === FIRST ? secrets.get(FIRST_ADDRESS) : null;
    return url !== null && (kind === 'webhook' || kind === 'wecom') ? { kind, url } : null;
  };
  const signingKey = (id: string): string => {
    const kept = secrets.get(keyName(id));
    if (kept !== null) return kept;
    const fresh = randomBytes(32).toString('hex');
    secrets.put(keyName(id), fresh);
    return fresh;
  };
  return {
    put(id, address) {
      secrets.put(`channel:${id}`, JSON.stringify(address));
      if (id === FIRST) secrets.remove(FIRST_ADDRESS);
    },
    targetOf(channel) {
      const address = held(channel);
      if (address === null || address.kind === 'hand-over' || address.kind !== channel.kind) return null;
      return address.kind === 'webhook' ? { ...address, signingKey: signingKey(channel.id) } : address;
    },
    signingKey,
    remove(id) {
      secrets.remove(`channel:${id}`);
      secrets.remove(keyName(id));
      if (id === FIRST) secrets.remove(FIRST_ADDRESS);
    },
  };
}
