import { resolve } from 'node:path';
import { readAllowed } from '../api/contract/address.ts';
import { findBrowser } from '../api/contract/browser-path.ts';

/** What the environment says to the crawler. */
export type CrawlerConfig = {
  readonly apiUrl: string;
  readonly token: string;
  readonly outboxFolder: string;
  readonly allowed: ReadonlySet<string>;
  /** Where a site's people reach ours; null where nobody said. */
  readonly contact: string | null;
  /** Visits at once. */
  readonly concurrency: number;
  readonly browserPath: string | null;
};

/** Why the crawler does not start: which key, what was read, what to do. */
export type WrongSetting = { readonly key: string; readonly value: string; readonly fix: string };

type Env = Readonly<Record<string, string | undefined>>;

export const CRAWLER_KEYS = [
  'CRAWLER_TOKEN',
  'CRAWLER_ALLOW_PRIVATE',
  'CRAWLER_CONTACT',
  'CRAWLER_CONCURRENCY',
] as const;
/** Visits mostly wait, for their turn at a site or for a slow one: some of those must not hold up the rest. */
const CONCURRENCY_DEFAULT = 24;
export const CONCURRENCY_MAX = 64;

function wrongIn(env: Env): WrongSetting | null {
  const known: readonly string[] = CRAWLER_KEYS;
  const unknown = Object.keys(env).find((key) => key.startsWith('CRAWLER_') && !known.includes(key));
  if (unknown !== undefined)
    return { key: unknown, value: env[unknown] ?? '', fix: `remove it; the keys are ${known.join(', ')}` };
  const apiUrl = env['API_URL'] ?? '';
  if (apiUrl !== '' && !/^https?:$/.test(URL.parse(apiUrl)?.protocol ?? ''))
    return { key: 'API_URL', value: apiUrl, fix: 'give an http or https address, such as http://127.0.0.1:8620' };
  const { wrong } = readAllowed(env['CRAWLER_ALLOW_PRIVATE'] ?? '');
  if (wrong !== null)
    return {
      key: 'CRAWLER_ALLOW_PRIVATE',
      value: wrong,
      fix: 'give exact host:port pairs with commas between, such as 127.0.0.1:8700',
    };
  const contact = env['CRAWLER_CONTACT'] ?? '';
  if (contact !== '' && !/^[\x21-\x27\x2a-\x7e]{3,200}$/.test(contact))
    return {
      key: 'CRAWLER_CONTACT',
      value: contact,
      fix: 'give an e-mail or a page, in ASCII without blanks or brackets',
    };
  const concurrency = env['CRAWLER_CONCURRENCY'] ?? '';
  if (
    concurrency !== '' &&
    !(/^\d{1,2}$/.test(concurrency) && Number(concurrency) >= 1 && Number(concurrency) <= CONCURRENCY_MAX)
  )
    return { key: 'CRAWLER_CONCURRENCY', value: concurrency, fix: `give a whole number from 1 to ${CONCURRENCY_MAX}` };
  return null;
}

/** Reads what `crawl` and the crawler have in common. */
export function readCrawlSettings(env: Env): Pick<CrawlerConfig, 'allowed' | 'contact' | 'browserPath'> | WrongSetting {
  const wrong = wrongIn(env);
  if (wrong) return wrong;
  return {
    allowed: readAllowed(env['CRAWLER_ALLOW_PRIVATE'] ?? '').pairs,
    contact: env['CRAWLER_CONTACT'] || null,
    browserPath: findBrowser([env['PUPPETEER_EXECUTABLE_PATH'], env['CHROME_PATH']], env['PATH'] ?? ''),
  };
}

/** Reads the environment of a crawler; an unknown `CRAWLER_` key or a wrong value stops the start. */
export function readCrawlerConfig(env: Env): CrawlerConfig | WrongSetting {
  const settings = readCrawlSettings(env);
  if ('key' in settings) return settings;
  const token = env['CRAWLER_TOKEN'] ?? '';
  if (!/^[\x21-\x7e]{8,200}$/.test(token))
    // The value is a secret: it is not repeated.
    return {
      key: 'CRAWLER_TOKEN',
      value: token === '' ? '' : '***',
      fix: 'give the token of the API, 8 to 200 characters without blanks',
    };
  return {
    ...settings,
    token,
    apiUrl: env['API_URL'] || 'http://127.0.0.1:8620',
    outboxFolder: resolve(env['DATA_DIR'] || './data', 'outbox'),
    concurrency: Number(env['CRAWLER_CONCURRENCY'] || CONCURRENCY_DEFAULT),
  };
}

/** The sentence that names key, value and fix. */
export function wrongSettingText({ key, value, fix }: WrongSetting): string {
  return `${key}=${value}: ${fix}`;
}
