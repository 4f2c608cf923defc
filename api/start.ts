import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { configOrExit } from './config.ts';
import { buildIfStale } from './launch/build.ts';
import { keepRunning, type Kept } from './launch/keep.ts';
import { startSample } from './launch/sample.ts';

/**
 * `npm start`: builds the screens when they are stale, runs the API, the crawler and (where wanted) the sample town, each as a
 * child that is started again when it dies, and ends them all on Ctrl-C.
 */
const root = join(import.meta.dirname, '..');
const config = configOrExit();
const say = (line: string): void => void process.stderr.write(`${line}\n`);

if (!buildIfStale(root, say)) process.exit(1);

const children: Kept[] = [];
let ending = false;
const end = (code: number): void => {
  if (ending) return;
  ending = true;
  void Promise.all(children.map((child) => child.stop())).then(() => process.exit(code));
};
process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));

const CRAWLER_TOKEN = config.crawlerToken === '' ? randomBytes(32).toString('base64url') : config.crawlerToken;
const sample = await startSample({ root, config, say });
if (sample !== null) children.push(sample.child);
const CRAWLER_ALLOW_PRIVATE = [...config.allowPrivate, ...(sample?.allow ?? [])].join(',');
const env = { ...process.env, CRAWLER_TOKEN, CRAWLER_ALLOW_PRIVATE, API_URL: config.apiUrl, DATA_DIR: config.dataDir };
const give = (why: string): void => {
  say(why);
  end(1);
};
if (!ending) {
  const startCrawler = (): void => {
    if (!ending) children.push(keepRunning('crawler', [join(root, 'crawler/main.ts')], { env, say, give }));
  };
  // The crawler after the API: there is nothing to ask for before, and the address to begin at is the first thing printed.
  const program = [join(root, 'api/command/child.ts'), 'serve'];
  children.push(keepRunning('api', program, { env, say, give, onFirstLine: startCrawler }));
}
