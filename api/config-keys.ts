/** A key of the configuration. `.env.example` lists each with `standard` and `about`, and a test holds it to that. */
export type KeySpec = {
  readonly name: string;
  readonly standard: string;
  readonly shape: RegExp;
  /** What to do when the value is wrong. */
  readonly fix: string;
  readonly about: string;
};

const PORT = /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/;
const URL_OR_NONE = /^https?:\/\/[^\s]+$/;
const TEXT = /^\S.*$/;

export const CONFIG_KEYS = [
  {
    name: 'PORT',
    standard: '8620',
    shape: PORT,
    fix: 'give a port from 1 to 65535',
    about: 'Port of the desk: API and screens.',
  },
  {
    name: 'PUBLIC_PORT',
    standard: '8621',
    shape: PORT,
    fix: 'give a port from 1 to 65535',
    about: 'Port of the public page.',
  },
  {
    name: 'HOST',
    standard: '127.0.0.1',
    shape: /^[0-9A-Za-z.:_-]+$/,
    fix: 'give an address of this machine, such as 127.0.0.1 or 0.0.0.0',
    about: 'Address to listen on. 0.0.0.0 only behind a proxy with TLS.',
  },
  {
    name: 'DATA_DIR',
    standard: './data',
    shape: TEXT,
    fix: 'give a folder that can be written',
    about: 'Where everything is stored.',
  },
  {
    name: 'STORE',
    standard: 'sqlite',
    shape: /^(?:sqlite|elasticsearch)$/,
    fix: 'give sqlite or elasticsearch',
    about: 'Where posts are stored: sqlite (in DATA_DIR) or elasticsearch.',
  },
  {
    name: 'BASE_URL',
    standard: '',
    shape: URL_OR_NONE,
    fix: 'give the whole address that staff use, such as https://desk.example.gov.cn',
    about: 'Address that staff use, for links. Empty: made from HOST and PORT.',
  },
  {
    name: 'TRUST_PROXY',
    standard: '0',
    shape: /^\d$/,
    fix: 'give the number of proxies in front, 0 to 9',
    about: 'Proxies in front whose X-Forwarded-For is believed.',
  },
  {
    name: 'API_URL',
    standard: '',
    shape: URL_OR_NONE,
    fix: 'give the address of the API, such as http://10.0.0.5:8620',
    about: 'Where a crawler finds the API. Empty: this machine.',
  },
  {
    name: 'CRAWLER_TOKEN',
    standard: '',
    shape: /^[\w.~+/=-]{16,200}$/,
    fix: 'give 16 to 200 letters, digits or -._~+/=',
    about: 'Shared secret of API and crawlers. Empty: `npm start` makes one; needed for a crawler on another machine.',
  },
  {
    name: 'CRAWLER_ALLOW_PRIVATE',
    standard: '',
    shape: /^[^\s,]+:\d+(?:[,\s]+[^\s,]+:\d+)*$/,
    fix: 'give host:port pairs with commas between',
    about: 'Exact host:port pairs on private networks that may be crawled, or that a channel may send to.',
  },
  {
    name: 'CRAWLER_CONTACT',
    standard: '',
    shape: TEXT,
    fix: 'give a mail or web address',
    about: 'Contact named in the user agent, for the owners of the sites.',
  },
  {
    name: 'CRAWLER_CONCURRENCY',
    standard: '8',
    shape: /^(?:[1-9]|[1-5]\d|6[0-4])$/,
    fix: 'give a number from 1 to 64',
    about: 'Sources that one crawler visits at a time.',
  },
  {
    name: 'SECRET_FILE',
    standard: '',
    shape: TEXT,
    fix: 'give a file outside DATA_DIR that only this user can read',
    about: 'File with the key that encrypts channel addresses. Empty: DATA_DIR/secret. Keep it out of backups.',
  },
  {
    name: 'ELASTICSEARCH_URL',
    standard: 'http://127.0.0.1:9200',
    shape: URL_OR_NONE,
    fix: 'give the address of the cluster, such as https://search.example:9200',
    about: 'Address of the cluster, with STORE=elasticsearch.',
  },
  {
    name: 'ELASTICSEARCH_API_KEY',
    standard: '',
    shape: TEXT,
    fix: 'give the key as the cluster shows it',
    about: 'API key of the cluster.',
  },
  {
    name: 'ELASTICSEARCH_CA',
    standard: '',
    shape: TEXT,
    fix: 'give a PEM file',
    about: 'Certificate authority of the cluster, a PEM file.',
  },
  {
    name: 'ELASTICSEARCH_PREFIX',
    standard: 'firstword',
    shape: /^[a-z][a-z0-9_]{0,30}$/,
    fix: 'give up to 31 small letters, digits or _',
    about: 'Prefix of the indices: one an office.',
  },
  {
    name: 'SAMPLE',
    standard: 'auto',
    shape: /^(?:auto|on|off)$/,
    fix: 'give auto, on or off',
    about: 'The sample town: auto (when there is no other source), on, off.',
  },
  {
    name: 'DRILL',
    standard: 'off',
    shape: /^(?:on|off)$/,
    fix: 'leave it out; the command drill sets it for the office that it starts',
    about: 'This office is a drill: marked everywhere, and nothing leaves it. Set by the command drill.',
  },
  {
    name: 'RETENTION_DAYS',
    standard: '180',
    shape: /^(?:[3-9]\d|[1-9]\d{2,3})$/,
    fix: 'give a number of days from 30 to 9999',
    about: 'Posts are dropped after so many days.',
  },
  {
    name: 'ANALYSIS_THREADS',
    standard: '2',
    shape: /^[1-8]$/,
    fix: 'give 1 to 8; each needs about 300 MB',
    about: 'Threads that segment and tag.',
  },
  {
    name: 'LOG_LEVEL',
    standard: 'info',
    shape: /^(?:silent|error|warn|info|debug)$/,
    fix: 'give silent, error, warn, info or debug',
    about: 'How much is logged.',
  },
] as const satisfies readonly KeySpec[];

export type ConfigKey = (typeof CONFIG_KEYS)[number]['name'];
