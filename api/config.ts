import { readFileSync, existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { findBrowser } from './contract/browser-path.ts';
import { CONFIG_KEYS, type ConfigKey } from './config-keys.ts';

/** What the process was started with. Addresses are without a slash at the end. */
export type Config = {
  readonly port: number;
  readonly publicPort: number;
  readonly host: string;
  readonly dataDir: string;
  readonly store: 'sqlite' | 'elasticsearch';
  readonly baseUrl: string;
  /** Proxies in front whose X-Forwarded-For is believed; 0: none. */
  readonly trustProxy: number;
  readonly apiUrl: string;
  readonly crawlerToken: string;
  readonly secretFile: string;
  readonly elasticsearch: {
    readonly url: string;
    readonly apiKey: string;
    readonly caFile: string;
    readonly prefix: string;
  };
  readonly sample: 'auto' | 'on' | 'off';
  /** An exercise: marked everywhere, and nothing leaves it. */
  readonly drill: boolean;
  readonly allowPrivate: readonly string[];
  readonly retentionDays: number;
  readonly analysisThreads: number;
  readonly logLevel: string;
  /** Looks for the Chromium that prints and draws: it may be installed while the process runs. Null: there is none. */
  readonly findBrowser: () => string | null;
};

/** One wrong key: what is wrong and what to do. */
export type ConfigProblem = { readonly key: string; readonly what: string; readonly fix: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Keys that begin like ours but are not: a spelling mistake must not pass in silence. */
const OURS = /^(?:FIRSTWORD_|ELASTICSEARCH_|CRAWLER_|RETENTION_|ANALYSIS_|PUBLIC_PORT|DATA_DIR|SAMPLE|DRILL)/;

/** Keys whose value is told to nobody. */
const SECRET = /_TOKEN$|_KEY$/;

/** Reads `.env` of the working folder, if there is one: `KEY=value` lines, `#` comments, quotes allowed. */
export function readEnvFile(folder: string): Environment {
  const path = join(folder, '.env');
  if (!existsSync(path)) return {};
  const found: Record<string, string> = {};
  const lines = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, name, value = ''] = /^\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    // A line that is no setting is told by its number: it may be the rest of a secret.
    found[name ?? `.env line ${index + 1}`] = value.replace(/^(['"])(.*)\1$/, '$2');
  }
  return found;
}

/** All keys with their values, checked; or every problem at once. The environment wins over the file. */
export function readConfig(
  environment: Environment,
  file: Environment = {},
): { readonly config: Config } | { readonly problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const known = new Set<string>(CONFIG_KEYS.map((key) => key.name));
  for (const name of Object.keys(file)) if (!known.has(name)) problems.push(unknownKey(name));
  for (const name of Object.keys(environment)) if (OURS.test(name) && !known.has(name)) problems.push(unknownKey(name));
  // Every key is looked at, those of the crawler too: `npm start` gives both the same environment.
  const values = new Map<ConfigKey, string>();
  for (const { name, shape, standard, fix } of CONFIG_KEYS) {
    const given = environment[name] ?? file[name] ?? '';
    if (given !== '' && !shape.test(given))
      problems.push({ key: name, what: `${name}=${SECRET.test(name) ? '…' : given} is not valid`, fix });
    values.set(name, given === '' ? standard : given);
  }
  const named = [environment['PUPPETEER_EXECUTABLE_PATH'], environment['CHROME_PATH']];
  const config: Config = {
    ...assemble((name) => values.get(name) ?? ''),
    findBrowser: () => findBrowser(named, environment['PATH'] ?? ''),
  };
  if (config.port === config.publicPort) {
    problems.push({
      key: 'PUBLIC_PORT',
      what: 'PUBLIC_PORT equals PORT',
      fix: 'give the public page a port of its own',
    });
  }
  // What was an exercise can never be opened as an office that publishes, nor an office's records be played with.
  if (config.drill !== isDrillFolder(config.dataDir)) {
    problems.push({
      key: 'DRILL',
      what: config.drill ? 'DRILL=on on records that are no drill' : 'DATA_DIR is the folder of a drill',
      fix: 'start a drill with the command drill, and an office on a DATA_DIR of its own',
    });
  }
  return problems.length > 0 ? { problems } : { config };
}

/** Where the drills of an office lie, each in a folder of its own. */
export const DRILLS_FOLDER = 'drills';

function isDrillFolder(dataDir: string): boolean {
  return basename(dirname(dataDir)) === DRILLS_FOLDER;
}

function unknownKey(name: string): ConfigProblem {
  return { key: name, what: `${name} is not a key of this system`, fix: 'see .env.example for all keys, or remove it' };
}

function assemble(value: (name: ConfigKey) => string): Omit<Config, 'findBrowser'> {
  const port = Number(value('PORT'));
  const host = value('HOST');
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const dataDir = resolve(value('DATA_DIR'));
  const trim = (url: string): string => url.replace(/\/+$/, '');
  return {
    port,
    host,
    dataDir,
    publicPort: Number(value('PUBLIC_PORT')),
    store: value('STORE') === 'elasticsearch' ? 'elasticsearch' : 'sqlite',
    baseUrl: trim(value('BASE_URL') || `http://${shown}:${port}`),
    trustProxy: Number(value('TRUST_PROXY')),
    apiUrl: trim(value('API_URL') || `http://${shown}:${port}`),
    crawlerToken: value('CRAWLER_TOKEN'),
    secretFile: value('SECRET_FILE') || join(dataDir, 'secret'),
    elasticsearch: {
      url: trim(value('ELASTICSEARCH_URL')),
      apiKey: value('ELASTICSEARCH_API_KEY'),
      caFile: value('ELASTICSEARCH_CA'),
      prefix: value('ELASTICSEARCH_PREFIX'),
    },
    sample: value('SAMPLE') as Config['sample'],
    drill: value('DRILL') === 'on',
    allowPrivate: value('CRAWLER_ALLOW_PRIVATE')
      .split(/[,\s]+/)
      .filter((pair) => pair !== ''),
    retentionDays: Number(value('RETENTION_DAYS')),
    analysisThreads: Number(value('ANALYSIS_THREADS')),
    logLevel: value('LOG_LEVEL'),
  };
}

/** For entry points: the configuration of this process, or the problems on stderr and exit 1. */
export function configOrExit(): Config {
  const read = readConfig(process.env, readEnvFile(process.cwd()));
  if ('config' in read) return read.config;
  for (const { key, what, fix } of read.problems) process.stderr.write(`configuration: ${key}: ${what}; ${fix}\n`);
  process.exit(1);
}
