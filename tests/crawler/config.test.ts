import assert from 'node:assert/strict';
import { readCrawlerConfig, wrongSettingText } from '../../crawler/config.ts';

const TOKEN = 'a-token-of-the-api';

describe('configuration of the crawler', () => {
  it('a token alone is enough', () => {
    const config = readCrawlerConfig({ CRAWLER_TOKEN: TOKEN });
    assert.ok(!('key' in config));
    assert.deepEqual([config.apiUrl, config.allowed.size, config.contact], ['http://127.0.0.1:8620', 0, null]);
    assert.match(config.outboxFolder, /data\/outbox$/);
  });

  it('exceptions are exact pairs, in one spelling', () => {
    const config = readCrawlerConfig({
      CRAWLER_TOKEN: TOKEN,
      CRAWLER_ALLOW_PRIVATE: '127.0.0.1:8700, [::1]:81,LOCALHOST:82',
    });
    assert.ok(!('key' in config));
    assert.deepEqual([...config.allowed], ['127.0.0.1:8700', '::1:81', 'localhost:82']);
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['CRAWLER_ALOW_PRIVATE', '127.0.0.1:1'],
    ['CRAWLER_ALLOW_PRIVATE', '127.0.0.1'],
    ['CRAWLER_ALLOW_PRIVATE', '10.0.0.0/8:80'],
    ['CRAWLER_ALLOW_PRIVATE', '*:80'],
    ['CRAWLER_ALLOW_PRIVATE', 'host:99999'],
    ['CRAWLER_CONCURRENCY', '0'],
    ['CRAWLER_CONCURRENCY', 'many'],
    ['CRAWLER_CONTACT', 'a b'],
    ['CRAWLER_CONTACT', 'x)\r\nhost: y'],
    ['API_URL', 'file:///etc'],
  ];
  for (const [key, value] of wrong)
    it(`${key}=${JSON.stringify(value)} stops the start and is named with its fix`, () => {
      const config = readCrawlerConfig({ CRAWLER_TOKEN: TOKEN, [key]: value });
      assert.ok('key' in config && config.key === key);
      assert.match(wrongSettingText(config), new RegExp(`^${key}=`));
    });

  it('a missing or broken token is named and never printed', () => {
    for (const token of [undefined, 'short', 'with blank inside']) {
      const config = readCrawlerConfig({ CRAWLER_TOKEN: token });
      assert.ok('key' in config && config.key === 'CRAWLER_TOKEN');
      if (token !== undefined) assert.ok(!wrongSettingText(config).includes(token));
    }
  });
});
