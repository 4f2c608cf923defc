import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress, plainHost } from './address.ts';

/** All addresses of a name, as the system's resolver gives them. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** The connector's refusal of an address that is not public. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** A connection that is not made within this is given up. */
const CONNECT_TIMEOUT_MS = 10_000;

export const systemResolve: Resolve = async (name) =>
  (await lookup(name, { all: true, verbatim: false })).map(({ address }) => address);

export type ConnectorOptions = {
  /** Exact host:port pairs that may lie on a private network. */
  readonly allowed: ReadonlySet<string>;
  readonly resolve?: Resolve;
};

/**
 * A connector for undici that looks a name up once, refuses it when any of its addresses is not public, and connects to the very
 * address that was looked at (so a name cannot turn to another one between the look and the connection). Literal addresses take
 * the same way. TLS still checks the certificate against the name.
 */
export function guardedConnector({ allowed, resolve = systemResolve }: ConnectorOptions): buildConnector.connector {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  return (options, callback) => {
    void checkedAddress(options, allowed, resolve).then(
      (address) => {
        const servername = options.servername ?? (isIP(plainHost(options.hostname)) ? '' : plainHost(options.hostname));
        connect({ ...options, hostname: address, ...(servername === '' ? {} : { servername }) }, callback);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

async function checkedAddress(
  options: buildConnector.Options,
  allowed: ReadonlySet<string>,
  resolve: Resolve,
): Promise<string> {
  const host = plainHost(options.hostname);
  const port = options.port === '' ? (options.protocol === 'https:' ? '443' : '80') : options.port;
  const addresses = isIP(host) ? [host] : await resolve(host);
  const [first] = addresses;
  if (first === undefined) throw new AddressRefused(`no address for ${host}`);
  if (!allowed.has(`${host}:${port}`) && !addresses.every(isPublicAddress)) throw new AddressRefused(host);
  return first;
}
