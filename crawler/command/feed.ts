import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { maskText, maskUrl } from '../../api/contract/privacy.ts';
import { webAddress } from '../../api/contract/address.ts';
import { decode } from '../decode.ts';
import { isoOf, parseFeedText } from '../feed.ts';

export const help = `feed [--url BASE] < FILE

Reads a feed (RSS, Atom, JSON Feed, RDF) and prints it as JSON {title, charset, entries: [{id, url, title, publishedAt, text}]}.
Texts and addresses are masked, authors are left out. --url is where the file came from: relative addresses count from it.
stdin: the bytes of the feed; stdout: JSON; an unknown time is null.
Exit: 0 read, 1 not a feed (the reason on stderr), 2 wrong use.`;

function baseOf(args: readonly string[]): string | null | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { url: { type: 'string' } } });
    if (values.url === undefined) return null;
    return webAddress(values.url)?.href;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

export async function run(args: readonly string[]): Promise<number> {
  const base = baseOf(args);
  if (base === undefined) {
    process.stderr.write(`${help}\n`);
    return 2;
  }
  const { text, charset } = decode(await buffer(process.stdin), null);
  const feed = parseFeedText(text, base, Date.now());
  if ('code' in feed) {
    process.stderr.write(`${feed.en} / ${feed.zh}\n`);
    return 1;
  }
  const entries = feed.entries.map((entry) => ({
    id: entry.id === null ? null : maskText(maskUrl(entry.id)),
    url: entry.url === null ? null : maskUrl(entry.url),
    title: maskText(entry.title),
    publishedAt: isoOf(entry.publishedMs),
    text: maskText(entry.text),
  }));
  process.stdout.write(`${JSON.stringify({ title: maskText(feed.title), charset, entries })}\n`);
  return 0;
}
