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
/** The same while there is another address to try: all of them together take less than a page may. */
const NEXT_TIMEOUT_MS = 3_000;
/** Addresses of one name that are tried. */
export const ADDRESSES_MAX = 4;

export const systemResolve: Resolve = async (name) =>
  (await lookup(name, { all: true, verbatim: false })).map(({ address }) => address);

export type ConnectorOptions = {
  /** Exact host:port pairs that may lie on a private network. */
  readonly allowed: ReadonlySet<string>;
  readonly resolve?: Resolve;
};

/**
 * A connector for undici that looks a name up once, refuses it when any of its addresses is not public, and connects to the very
 * addresses that were looked at, in turn until one answers (so a name cannot turn to another one between the look and the
 * connection). Literal addresses take the same way. TLS still checks the certificate against the name.
 */
export function guardedConnector({ allowed, resolve = systemResolve }: ConnectorOptions): buildConnector.connector {
  const patient = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  const brief = buildConnector({ timeout: NEXT_TIMEOUT_MS });
  return (options, callback) => {
    const host = plainHost(options.hostname);
    const servername = options.servername ?? (isIP(host) ? '' : host);
    const tryNext = ([address = '', ...others]: readonly string[]): void => {
      const connect = others.length > 0 ? brief : patient;
      const to = { ...options, hostname: address, ...(servername === '' ? {} : { servername }) };
      connect(to, (...[error, socket]) => {
        if (error === null) callback(null, socket);
        else if (others.length > 0) tryNext(others);
        else callback(error, null);
      });
    };
    void checkedAddresses(options, allowed, resolve).then(
      (addresses) => tryNext(addresses.slice(0, ADDRESSES_MAX)),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

/** At least one; all of them may be connected to. */
async function checkedAddresses(
  options: buildConnector.Options,
  allowed: ReadonlySet<string>,
  resolve: Resolve,
): Promise<readonly string[]> {
  const host = plainHost(options.hostname);
  const port = options.port === '' ? (options.protocol === 'https:' ? '443' : '80') : options.port;
  const addresses = isIP(host) ? [host] : [...new Set(await resolve(host))];
  if (addresses.length === 0) throw new AddressRefused(`no address for ${host}`);
  if (!allowed.has(`${host}:${port}`) && !addresses.every(isPublicAddress)) throw new AddressRefused(host);
  return addresses;
}
