import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFIG_KEYS } from '../api/config-keys.ts';
import { readConfig, readEnvFile, type Config, type ConfigProblem } from '../api/config.ts';

const problemsOf = (
  given: Record<string, string>,
  file: Record<string, string | undefined> = {},
): readonly ConfigProblem[] => {
  const read = readConfig(given, file);
  return 'problems' in read ? read.problems : [];
};
const configOf = (given: Record<string, string>, file: Record<string, string | undefined> = {}): Config => {
  const read = readConfig(given, file);
  assert.ok('config' in read, JSON.stringify(read));
  return read.config;
};

describe('configuration', () => {
  const WRONG: Readonly<Record<string, readonly string[]>> = {
    PORT: ['0', '65536', '80a', '-1', '8 0'],
    PUBLIC_PORT: ['http'],
    HOST: ['local host', 'http://x'],
    DATA_DIR: [' '],
    STORE: ['postgres', 'SQLite'],
    BASE_URL: ['desk.example', 'ftp://x', 'https://a b'],
    TRUST_PROXY: ['true', '10', '-1'],
    API_URL: ['127.0.0.1:8620'],
    CRAWLER_TOKEN: ['short', 'with a blank in the middle'],
    CRAWLER_ALLOW_PRIVATE: ['10.0.0.1', '10.0.0.1:', '*', '10.0.0.0/8:80 x'],
    CRAWLER_CONTACT: [' '],
    CRAWLER_CONCURRENCY: ['0', '65', 'many'],
    SECRET_FILE: [' '],
    ELASTICSEARCH_URL: ['search:9200'],
    ELASTICSEARCH_API_KEY: [' '],
    ELASTICSEARCH_CA: [' '],
    ELASTICSEARCH_PREFIX: ['Office', '1a', 'a-b'],
    SAMPLE: ['yes', 'true'],
    DRILL: ['yes', '1'],
    RETENTION_DAYS: ['29', '0', 'forever'],
    ANALYSIS_THREADS: ['0', '9'],
    LOG_LEVEL: ['verbose'],
  };
  for (const { name, fix } of CONFIG_KEYS) {
    it(`${name}: a wrong value names the key and what to do`, () => {
      const values = WRONG[name] ?? [];
      assert.ok(values.length > 0, 'no wrong value is tried');
      for (const value of values) {
        const [problem, ...more] = problemsOf({ [name]: value });
        assert.deepEqual(more, []);
        assert.equal(problem?.key, name, value);
        assert.equal(problem.fix, fix);
        assert.match(problem.what, new RegExp(`^${name}`));
      }
    });
  }

  it('with nothing set everything has its standard', () => {
    const config = configOf({});
    assert.equal(config.port, 8620);
    assert.equal(config.baseUrl, 'http://127.0.0.1:8620');
    assert.equal(config.store, 'sqlite');
    assert.equal(config.secretFile, join(config.dataDir, 'secret'));
    const { findBrowser } = config;
    assert.deepEqual({ ...configOf({ PORT: '', STORE: '' }), findBrowser }, config);
  });

  it('a spelling mistake does not pass in silence', () => {
    for (const name of [
      'CRAWLER_TOKENS',
      'ELASTICSEARCH_HOST',
      'RETENTION_DAY',
      'ANALYSIS_THREAD',
      'DATA_DIRECTORY',
      'FIRSTWORD_PORT',
    ]) {
      assert.equal(problemsOf({ [name]: '1' })[0]?.key, name);
    }
    assert.equal(problemsOf({}, { PROT: '80' })[0]?.key, 'PROT');
    assert.deepEqual(problemsOf({ PATH: '/bin', HOME: '/root', LANG: 'C' }), []);
  });

  it('all problems are told at once', () => {
    const keys = problemsOf({ PORT: 'x', STORE: 'y' }, { SAMPLE: 'z', NOSUCH: '1' }).map(({ key }) => key);
    assert.deepEqual(keys.toSorted(), ['NOSUCH', 'PORT', 'SAMPLE', 'STORE']);
  });

  it('a secret that is wrong is told without itself', () => {
    for (const name of ['CRAWLER_TOKEN', 'ELASTICSEARCH_API_KEY']) {
      const told = JSON.stringify(problemsOf({ [name]: ' hunter2 ' }));
      assert.ok(told.includes(name) && !told.includes('hunter2'));
    }
  });

  it('the desk and the public page cannot share a port', () => {
    assert.deepEqual(
      problemsOf({ PORT: '9000', PUBLIC_PORT: '9000' }).map(({ key }) => key),
      ['PUBLIC_PORT'],
    );
  });

  it('the environment wins over the file', () => {
    assert.equal(configOf({ PORT: '9001' }, { PORT: '9002', HOST: '::1' }).port, 9001);
    assert.equal(configOf({}, { PORT: '9002' }).port, 9002);
  });

  it('private addresses are exact pairs of host and port', () => {
    assert.deepEqual(configOf({ CRAWLER_ALLOW_PRIVATE: '10.0.0.1:80, [::1]:8080' }).allowPrivate, [
      '10.0.0.1:80',
      '[::1]:8080',
    ]);
  });

  describe('the file .env', () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-'));
    after(() => rmSync(folder, { recursive: true }));
    const fileOf = (text: string): Readonly<Record<string, string | undefined>> => {
      writeFileSync(join(folder, '.env'), text);
      return readEnvFile(folder);
    };

    it('lines, comments, quotes, Windows line ends', () => {
      assert.deepEqual(
        fileOf(
          '\ufeff# 办公室\r\nPORT=9000\r\n\r\n  HOST = "0.0.0.0"\r\nDATA_DIR=\'/a b\'\r\n#STORE=x\r\nexport SAMPLE=off\n',
        ),
        {
          PORT: '9000',
          HOST: '0.0.0.0',
          DATA_DIR: '/a b',
          SAMPLE: 'off',
        },
      );
    });

    it('a line that is no setting is told by its number, not passed over', () => {
      for (const [text, key] of [
        ['port=9000', 'port'],
        ['PORT 9000', '.env line 1'],
        ['PORT: 9000', '.env line 1'],
        ['CRAWLER_TOKEN=\\\nhunter2hunter2hunter2', '.env line 2'],
      ] as const) {
        const problems = problemsOf({}, fileOf(text));
        assert.equal(problems[0]?.key, key, text);
        assert.ok(!JSON.stringify(problems).includes('hunter2'));
      }
    });

    it('no file is no problem', () => assert.deepEqual(readEnvFile(join(folder, 'none')), {}));

    it('.env.example names every key with its standard, and is valid itself', () => {
      const text = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8');
      for (const { name, standard } of CONFIG_KEYS)
        assert.match(text, new RegExp(`^${name}=${standard.replaceAll('.', '[.]')}$`, 'm'), name);
      assert.deepEqual(problemsOf({}, fileOf(text)), []);
    });
  });
});
