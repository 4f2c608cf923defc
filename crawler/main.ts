import { hostname } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { createApiClient } from './api-client.ts';
import { BROWSER_INSTALL } from '../api/contract/browser-path.ts';
import { readCrawlerConfig, wrongSettingText, type CrawlerConfig } from './config.ts';
import { deliver } from './delivery.ts';
import { answerJobs } from './jobs.ts';
import { folderId } from './outbox-files.ts';
import { openOutbox } from './outbox.ts';
import { createParts } from './parts.ts';
import { crawl, whereOf } from './schedule.ts';

/** Jobs answered at once: a slow preview does not hold up the next. */
const JOB_LOOPS = 2;
/** What is still waiting after a stop is delivered at the next start: no long good-bye. */
const STOP_MS = 8_000;

/** Runs a crawler until the signal: visits, jobs and the delivery of the outbox side by side. */
async function run(config: CrawlerConfig, stop: AbortController): Promise<void> {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  if (config.contact === null) log.warn('CRAWLER_CONTACT is not set: name an address at which sites can reach you');
  if (config.browserPath === null) log.warn(`no Chromium found, rendered sources rest; install it: ${BROWSER_INSTALL}`);
  const outbox = await openOutbox(config.outboxFolder);
  const crawler = `${hostname()
    .replace(/[^\w.-]/g, '-')
    .slice(0, 40)}-${await folderId(config.outboxFolder)}`;
  const parts = createParts({ ...config, contact: config.contact ?? 'contact-not-set', clock: Date.now });
  const api = createApiClient(config.apiUrl, config.token);
  const { signal } = stop;
  log.info(
    { crawler, api: config.apiUrl, outboxPosts: outbox.size().posts, browser: parts.renderer !== null },
    'the crawler runs',
  );
  const loops = [
    crawl({ api, outbox, parts, crawler, concurrency: config.concurrency, log, signal }),
    ...Array.from({ length: JOB_LOOPS }, () => answerJobs({ api, parts, crawler, log, signal })),
    deliver({
      outbox,
      ingest: api.ingest,
      refusedPath: join(config.outboxFolder, 'refused.log'),
      clock: Date.now,
      log,
      signal,
    }),
  ];
  // A loop ends by the signal alone; one that throws is a bug, and takes the process with it.
  const ended = Promise.all(loops).catch((error: unknown) => {
    log.error(whereOf(error), 'the crawler broke');
    process.exitCode = 1;
    stop.abort();
  });
  await ended;
  await Promise.all([outbox.close(), parts.close(), api.close()]);
  log.info('the crawler has stopped');
}

const config = readCrawlerConfig(process.env);
if ('key' in config) {
  process.stderr.write(`${wrongSettingText(config)}\n`);
  process.exitCode = 1;
} else {
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const)
    process.on(name, () => {
      stop.abort();
      setTimeout(() => process.exit(process.exitCode ?? 0), STOP_MS).unref();
    });
  await run(config, stop);
}
