import { createExtractor, type Extractor } from './extract/pool.ts';
import { createFetcher } from './fetch.ts';
import { createReader, userAgentOf, type Reader } from './polite.ts';
import { createRenderer, type Renderer } from './render.ts';

/** What every visit works with. */
export type Parts = {
  readonly reader: Reader;
  readonly extractor: Extractor;
  /** Null where the machine has no Chromium. */
  readonly renderer: Renderer | null;
  readonly clock: () => number;
  readonly close: () => Promise<void>;
};

export type PartsOptions = {
  readonly allowed: ReadonlySet<string>;
  readonly contact: string;
  readonly browserPath: string | null;
  readonly clock: () => number;
  /** Between two requests to a site that is named as an exception; shorter in tests. */
  readonly intervalAllowedMs?: number;
};

/** Puts the parts of a crawler together. */
export function createParts(options: PartsOptions): Parts {
  const { allowed, contact, browserPath, clock, intervalAllowedMs } = options;
  const userAgent = userAgentOf(contact);
  const fetcher = createFetcher({ userAgent, allowed, clock });
  const reader = createReader({
    fetcher,
    allowed,
    clock,
    ...(intervalAllowedMs === undefined ? {} : { intervalAllowedMs }),
  });
  const extractor = createExtractor();
  const isRoot = process.getuid?.() === 0;
  const renderer =
    browserPath === null ? null : createRenderer({ executablePath: browserPath, reader, userAgent, isRoot });
  return {
    reader,
    extractor,
    renderer,
    clock,
    close: async () => {
      await Promise.all([renderer?.close(), extractor.close(), fetcher.close()]);
    },
  };
}
