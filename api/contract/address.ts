import ipaddr from 'ipaddr.js';

/** IPv6 addresses that are routed in public all lie here (IANA); everything else is local, mapped, translated or unassigned. */
const PUBLIC_V6 = ipaddr.parseCIDR('2000::/3');

/** True for an IP address that the public internet routes. Loopback, private, link-local, shared, mapped and NAT64 ones are not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(PUBLIC_V6);
}

/** The host of a URL without the brackets of IPv6 and the dot of a rooted name, in small letters. */
export function plainHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** `host:port` as the list of exceptions writes it. */
export function hostPortOf(url: URL): string {
  return `${plainHost(url.hostname)}:${portOf(url)}`;
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

/**
 * The exact host:port pairs of a list such as `127.0.0.1:8700, [::1]:81, intranet.local:80`; `wrong` is the first entry that is
 * no such pair (no wildcards, no ranges, no missing port).
 */
export function readAllowed(list: string): { readonly pairs: ReadonlySet<string>; readonly wrong: string | null } {
  const pairs = new Set<string>();
  for (const entry of list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const port = Number(/:(\d{1,5})$/.exec(entry)?.[1] ?? '0');
    const isPlain = /^(?:\[[0-9a-fA-F:.]+\]|[\w.-]+):\d{1,5}$/.test(entry);
    if (!isPlain || port < 1 || port > 65_535 || !URL.canParse(`http://${entry}/`)) return { pairs, wrong: entry };
    pairs.add(`${plainHost(new URL(`http://${entry}/`).hostname)}:${port}`);
  }
  return { pairs, wrong: null };
}

/** The address as a URL that may be fetched, or null: http and https only, without credentials. */
export function webAddress(address: string, from?: string): URL | null {
  if (!URL.canParse(address, from)) return null;
  const url = new URL(address, from);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}
