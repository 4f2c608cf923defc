import assert from 'node:assert/strict';
import { SearchReply, ToneReply, type Criteria } from '../../api/contract/index.ts';
import { createImporter } from '../../api/local/importer.ts';
import { sharedElasticsearch } from '../support/elasticsearch.ts';
import { NO_PAGES, savedFolder } from '../support/saved-pages.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';
import { savedPosts } from './saved-posts.ts';

const folder = savedFolder();
const STEP = process.env['FIRSTWORD_FAULTS'] === 'whole' ? 1 : 3;
const LINES = 500;
const at = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

type Asked = Partial<Criteria> & { readonly sort?: 'newest' | 'oldest'; readonly limit?: number };

/** What people ask: words common and rare, phrases, narrowing by each facet, spans of time. */
const QUESTIONS: readonly Asked[] = [
  {},
  { sort: 'oldest', limit: 50 },
  { text: '医院' },
  { text: '小区 物业' },
  { text: '"请领导"' },
  { text: '"城乡居民" 医保' },
  { text: '转发 扩散' },
  { text: 'http' },
  { text: '2019年' },
  { text: '这些字一起哪里都没有' },
  { text: '!!! ???' },
  { topics: ['schools'], sort: 'oldest' },
  { topics: ['schools', 'health'], kinds: ['entry'] },
  { markers: ['forward'], text: '微博' },
  { markers: ['hearsay', 'urgency'] },
  { kinds: ['thread'] },
  { fromMs: at('2019-03-01'), toMs: at('2019-04-01') },
  { fromMs: at('2020-02-01'), toMs: at('2020-02-03'), text: '疫情', limit: 100 },
  { fromMs: at('2011-07-23'), toMs: at('2011-07-24') },
  { text: '噪音', topics: ['environment'], fromMs: at('2018-01-01') },
];

describe(`real posts in both stores${folder === null ? ` (${NO_PAGES})` : ''}`, function () {
  this.timeout(240_000);
  const servers: TestServer[] = [];
  const cookies: string[] = [];

  before(async function () {
    if (folder === null) return this.skip();
    const elastic = await sharedElasticsearch();
    if ('missing' in elastic) {
      console.log(`      skipped: no Elasticsearch here; this gets it: ${elastic.missing}`);
      return this.skip();
    }
    const { url } = elastic;
    const elasticsearch = { url, apiKey: '', caFile: '', prefix: `real${process.pid}` };
    servers.push(await startTestServer(), await startTestServer({ store: 'elasticsearch', elasticsearch }));
    const lines = savedPosts(folder, STEP).map(({ row }) => JSON.stringify(row));
    for (const server of servers) {
      cookies.push(await server.logIn('监测员', ['monitor']));
      const take = createImporter(server.running.parts);
      for (let from = 0; from < lines.length; from += LINES)
        assert.equal((await take(lines.slice(from, from + LINES))).refused.length, 0);
    }
  });
  after(async () => {
    for (const server of servers) await server.stop();
  });

  async function both(path: string, body: unknown): Promise<readonly [Answer, Answer]> {
    const ask = async (i: number): Promise<Answer> => {
      const answer = await servers[i]?.call('POST', path, { cookie: cookies[i] ?? '', body });
      assert.ok(answer?.status === 200, `${JSON.stringify(body)}: ${answer?.text}`);
      return answer;
    };
    return [await ask(0), await ask(1)];
  }

  async function search(asked: Asked, cursors: readonly [string, string] = ['', '']) {
    const ask = async (i: 0 | 1): Promise<SearchReply> => {
      const body = { ...asked, cursor: cursors[i] };
      const answer = await servers[i]?.call('POST', '/api/search', { cookie: cookies[i] ?? '', body });
      return SearchReply.parse(answer?.json);
    };
    return [await ask(0), await ask(1)] as const;
  }

  /** All of an answer but how long it took, when it was seen, and the store's own cursor. */
  function comparable({ total, sampled, posts, facets, histogram, cursor }: SearchReply): unknown {
    const told = posts.map((post) => ({ ...post, seenMs: 0 }));
    return { total, sampled, facets, histogram, posts: told, more: cursor !== null };
  }

  for (const asked of QUESTIONS)
    it(`answer alike: ${JSON.stringify(asked)}`, async () => {
      const [one, other] = await search(asked);
      assert.deepEqual(comparable(other), comparable(one));
      if (one.cursor === null || other.cursor === null) return;
      const [next, otherNext] = await search(asked, [one.cursor, other.cursor]);
      assert.deepEqual(comparable(otherNext), comparable(next), 'the second page');
    });

  it('find nothing for marks alone', async () => {
    for (const { total } of await search({ text: '!!! ???' })) assert.equal(total, 0);
  });

  it('group the same texts as copies', async () => {
    const [one, other] = await search({ text: '转发', limit: 100 });
    const copied = one.posts.filter(({ copies }) => copies > 1);
    assert.ok(copied.length > 0);
    assert.deepEqual(
      other.posts.map(({ copies }) => copies),
      one.posts.map(({ copies }) => copies),
    );
    for (const { id } of copied.slice(0, 5)) {
      const [first, second] = await Promise.all(
        servers.map(async ({ running }) => (await running.parts.posts.get([id]))[0]),
      );
      assert.equal(second?.group, first?.group);
      const [group, otherGroup] = await search({ group: first?.group ?? '' });
      assert.deepEqual(comparable(otherGroup), comparable(group));
      assert.ok(group.total > 1);
    }
  });

  it('sum tones alike, and find the same terms', async () => {
    for (const by of ['all', 'topic'] as const) {
      const body = { by, id: by === 'topic' ? 'schools' : '', fromMs: at('2019-06-01'), toMs: at('2019-07-01') };
      const [one, other] = await both('/api/tone', body);
      const told = ToneReply.parse(one.json);
      assert.ok(told.points.length > 0 && told.rows.length > 0);
      assert.deepEqual(ToneReply.parse(other.json), told);
    }
  });

  it('export the same table', async () => {
    const [one, other] = await both('/api/search/export', { topics: ['health'] });
    assert.ok(one.text.split('\r\n').length > 50);
    assert.equal(other.text, one.text);
  });

  it('leave no error behind', () => {
    for (const { errors } of servers) assert.deepEqual(errors, []);
  });
});
