import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { AlertView, SearchReply, type Criteria } from '../../api/contract/index.ts';
import { maskText } from '../../api/contract/privacy.ts';
import { z } from 'zod';
import { NO_PAGES, savedFolder } from '../support/saved-pages.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';
import { savedPosts, type SavedPost } from './saved-posts.ts';
import { phraseOf, squeezed } from './words.ts';

const folder = savedFolder();
const STEP = process.env['FIRSTWORD_FAULTS'] === 'whole' ? 1 : 2;
const LOOKED_FOR = 150;
/** The subjects that people gave petitions, and the topics of ours that speak of them. */
const SUBJECTS: readonly (readonly [string, readonly string[]])[] = [
  ['劳动和社会保障', ['labour', 'social']],
  ['教育文体', ['schools']],
  ['卫生计生', ['health']],
  ['环境保护', ['environment']],
  ['交通运输', ['traffic']],
];

describe(`an archive of real posts, imported${folder === null ? ` (${NO_PAGES})` : ''}`, function () {
  this.timeout(240_000);
  let server: TestServer;
  let cookie = '';
  let posts: readonly SavedPost[] = [];
  let file = '';

  before(async function () {
    if (folder === null) return this.skip();
    posts = savedPosts(folder, STEP);
    server = await startTestServer();
    cookie = await server.logIn('监测员', ['monitor']);
    file = join(server.config.dataDir, 'archive.jsonl');
    writeFileSync(file, posts.map(({ row }) => JSON.stringify(row)).join('\n'));
  });

  after(async () => {
    await server?.stop();
  });

  async function imported(): Promise<unknown> {
    const child = spawn(process.execPath, [join(root, 'api/command/firstword.ts'), 'import', file], {
      env: { PATH: process.env['PATH'], DATA_DIR: server.config.dataDir, CRAWLER_TOKEN: server.config.crawlerToken },
    });
    const [totals, said, [code]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit')]);
    assert.equal(code, 0, said);
    return JSON.parse(totals);
  }

  async function search(criteria: Partial<Criteria> & { limit?: number }): Promise<SearchReply> {
    const answer = await server.call('POST', '/api/search', { cookie, body: criteria });
    assert.equal(answer.status, 200, answer.text);
    return SearchReply.parse(answer.json);
  }

  it('takes in every row beside the running server', async () => {
    const startedMs = performance.now();
    assert.deepEqual(await imported(), { accepted: posts.length, repeated: 0, refused: 0 });
    console.log(`      ${posts.length} rows in ${Math.round(performance.now() - startedMs)} ms`);
    assert.equal((await search({})).total, posts.length);
  });

  it('changes nothing when it is done again', async () => {
    assert.deepEqual(await imported(), { accepted: 0, repeated: posts.length, refused: 0 });
    assert.equal((await search({})).total, posts.length);
  });

  it('keeps the day of each', async () => {
    for (const year of [2011, 2012, 2013, 2019, 2020, 2021, 2022]) {
      const [fromMs, toMs] = [Date.parse(`${year}-01-01T00:00+08:00`), Date.parse(`${year + 1}-01-01T00:00+08:00`)];
      const { total, histogram } = await search({ fromMs, toMs });
      assert.equal(total, posts.filter(({ row }) => row.publishedAt.startsWith(`${year}-`)).length, String(year));
      assert.equal(
        histogram.buckets.reduce((sum, { count }) => sum + count, 0),
        total,
      );
    }
  });

  it('raises no alert: what is old is no news', async () => {
    await server.running.parts.lookout.look();
    const answer = await server.call('GET', '/api/alerts?state=all', { cookie });
    assert.deepEqual(z.array(AlertView).parse(answer.json), []);
  });

  it('finds a post by words of its own', async () => {
    const every = Math.floor(posts.length / LOOKED_FOR);
    const missed: string[] = [];
    for (const { row } of posts.filter((_, i) => i % every === 0)) {
      const phrase = phraseOf(maskText(row.text));
      if (phrase === null) continue;
      const found = (await search({ text: `"${phrase}"`, limit: 100 })).posts;
      if (!found.some(({ text }) => squeezed(text).includes(squeezed(phrase)))) missed.push(`${row.id} ${phrase}`);
    }
    assert.ok(missed.length <= LOOKED_FOR * 0.02, `${missed.length} missed:\n${missed.join('\n')}`);
  });

  it('counts by topic what people counted by hand', async () => {
    const told: string[] = [];
    for (const [label, topics] of SUBJECTS) {
      const labelled = posts.filter((post) => post.label === label).map(({ row }) => row.title ?? '');
      const rows = await tagged(topics);
      const hit = labelled.filter((title) => rows.has(squeezed(maskText(title)))).length;
      told.push(`${label} ${hit}/${labelled.length}`);
      assert.ok(hit >= labelled.length * 0.6, told.join(', '));
    }
    console.log(`      ${told.join(', ')}`);
  });

  /** Titles of the petitions that carry any of the topics. */
  async function tagged(topics: readonly string[]): Promise<ReadonlySet<string>> {
    const titles = new Set<string>();
    let cursor = '';
    do {
      const body = { topics, limit: 100, cursor };
      const answer = SearchReply.parse((await server.call('POST', '/api/search', { cookie, body })).json);
      for (const { title } of answer.posts) titles.add(squeezed(title));
      cursor = answer.cursor ?? '';
    } while (cursor !== '');
    return titles;
  }

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
