import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { CrawledKind } from '../../api/contract/source.ts';
import type { SourceId } from '../../api/contract/id.ts';
import { webAddress } from '../../api/contract/address.ts';
import { readCrawlSettings, wrongSettingText } from '../config.ts';
import { isoOf } from '../feed.ts';
import { emptyMemory } from '../memory.ts';
import { createParts, type Parts } from '../parts.ts';
import type { MaskedPost } from '../posts.ts';
import { reasonOf } from '../reason.ts';
import { visit } from '../visit.ts';

const PAGES_DEFAULT = 20;
const PAGES_LIMIT = 1_000;

export const help = `crawl URL [--kind feed|list|board|rendered] [--pages N]

Visits an address once, as the crawler would, and prints its posts; nothing is stored. Without --kind the page is read as what it
looks like. --pages is how many pages are read at most (${PAGES_DEFAULT}; 1 to ${PAGES_LIMIT}). robots.txt is obeyed, one page a second. Texts and
addresses are masked. Addresses on private networks are refused, save the host:port pairs of CRAWLER_ALLOW_PRIVATE.
stdout: JSONL {id, kind, url, thread, floor, title, text, publishedAt}; stderr: why it ended early.
Exit: 0 read, 1 refused or nothing to be had (the reason on stderr), 2 wrong use.`;

type Wanted = { readonly url: string; readonly kind: CrawledKind | null; readonly pagesMax: number };

function wantedOf(args: readonly string[]): Wanted | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { kind: { type: 'string' }, pages: { type: 'string' } },
      allowPositionals: true,
    });
    const [url, ...more] = positionals;
    const kind = CrawledKind.nullable().safeParse(values.kind ?? null);
    const pagesMax = /^\d{1,4}$/.test(values.pages ?? '1') ? Number(values.pages ?? PAGES_DEFAULT) : 0;
    if (url === undefined || more.length > 0 || !kind.success || pagesMax < 1 || pagesMax > PAGES_LIMIT) return null;
    return { url, kind: kind.data, pagesMax };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function print(post: MaskedPost): void {
  const { id, kind, url, thread, floor, title, text, publishedMs } = post;
  process.stdout.write(
    `${JSON.stringify({ id, kind, url, thread, floor, title, text, publishedAt: isoOf(publishedMs) })}\n`,
  );
}

async function crawlOnce(parts: Parts, { url, kind, pagesMax }: Wanted, signal: AbortSignal): Promise<number> {
  const load = kind === 'rendered' ? parts.renderer?.load : parts.reader.read;
  const result = load
    ? await visit({
        ...parts,
        load,
        kind,
        url,
        pagesMax,
        memory: emptyMemory(),
        maker: {
          source: 'crawl' as SourceId,
          voiceKey: randomBytes(32).toString('hex'),
          isFirstVisit: false,
          sinceMs: 0,
        },
        keep: async (posts) => {
          posts.forEach(print);
          return 'kept';
        },
        signal,
        untilMs: Infinity,
      })
    : { outcome: 'rest', reason: reasonOf('no-browser'), posts: 0 };
  if (result.reason) process.stderr.write(`${result.reason.en} / ${result.reason.zh}\n`);
  return result.outcome === 'ok' || result.posts > 0 ? 0 : 1;
}

export async function run(args: readonly string[]): Promise<number> {
  const wanted = wantedOf(args);
  if (!wanted) {
    process.stderr.write(`${help}\n`);
    return 2;
  }
  const settings = readCrawlSettings(process.env);
  if ('key' in settings) {
    process.stderr.write(`${wrongSettingText(settings)}\n`);
    return 1;
  }
  if (!webAddress(wanted.url)) {
    process.stderr.write(`${reasonOf('bad-address').en} / ${reasonOf('bad-address').zh}\n`);
    return 1;
  }
  const parts = createParts({ ...settings, contact: settings.contact ?? 'contact-not-set', clock: Date.now });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    return await crawlOnce(parts, wanted, stop.signal);
  } finally {
    await parts.close();
  }
}
