import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createRobots, ROBOTS_AGE_MAX_MS, ROBOTS_AWAY_MS } from '../../crawler/robots.ts';
import { CRAWL_DELAY_MAX_MS, crawlDelayMs, isAllowed, parseRobots } from '../../crawler/robots-rules.ts';
import type { FetchOutcome } from '../../crawler/fetch-outcome.ts';
import { reasonOf } from '../../crawler/reason.ts';

const CASES = resolve(import.meta.dirname, '../../../shared/data/robots/cases.jsonl');

describe('robots.txt', () => {
  it('the cases of the reference reader', function () {
    if (!existsSync(CASES)) return this.skip();
    for (const line of readFileSync(CASES, 'utf8').trim().split('\n')) {
      const { robots, agent, url, allowed, note } = JSON.parse(line) as Record<string, string>;
      assert.equal(isAllowed(parseRobots(robots ?? ''), agent ?? '', url ?? ''), allowed, `${note} ${robots} ${url}`);
    }
  });

  it('the longest rule decides, of equals the allowing one', () => {
    const rules = parseRobots('User-agent: *\nDisallow: /\nAllow: /forum/\nDisallow: /forum/space*.html$\n');
    const may = (path: string): boolean => isAllowed(rules, 'FirstwordBot', `http://bbs.example${path}`);
    assert.deepEqual(
      [may('/forum/a.html'), may('/x'), may('/forum/space-7.html'), may('/forum/space-7.html?a')],
      [true, false, false, true],
    );
  });

  it('a group that names us speaks to us alone, and its crawl-delay is at most 30 s', () => {
    const rules = parseRobots(
      'User-agent: *\nDisallow: /\n\nUser-agent: firstwordbot/2\nCrawl-delay: 7\nDisallow: /a\n',
    );
    assert.equal(isAllowed(rules, 'FirstwordBot', 'http://x.example/b'), true);
    assert.equal(crawlDelayMs(rules, 'FirstwordBot'), 7_000);
    assert.equal(crawlDelayMs(parseRobots('User-agent: *\nCrawl-delay: 86400'), 'FirstwordBot'), CRAWL_DELAY_MAX_MS);
    assert.equal(crawlDelayMs(parseRobots('User-agent: *\nCrawl-delay: soon'), 'FirstwordBot'), null);
  });

  it('a hostile file is read and asked in no time', () => {
    const startedMs = performance.now();
    const rules = parseRobots(`User-agent: *\n${`Disallow: /${'*a'.repeat(400)}b\n`.repeat(2_000)}`);
    assert.equal(isAllowed(rules, 'x', `http://h.example/${'a'.repeat(2_000)}`), true);
    assert.ok(performance.now() - startedMs < 1_000);
  });

  const ok = (text: string): FetchOutcome => ({
    kind: 'ok',
    url: '',
    contentType: 'text/plain',
    bytes: Buffer.from(text),
    validators: { etag: null, modified: null },
  });
  const url = new URL('http://x.example/page');

  it('a good copy is used for a day, then read again, and a change is obeyed', async () => {
    let nowMs = 0;
    let reads = 0;
    const answers = [ok('User-agent: *\nAllow: /'), ok('User-agent: *\nDisallow: /')];
    const robots = createRobots({
      agent: 'FirstwordBot',
      clock: () => nowMs,
      fetch: async () => answers[reads++] ?? ok(''),
    });
    const both = await Promise.all([robots.ask(url), robots.ask(url)]);
    assert.deepEqual(
      both.map(({ kind }) => kind),
      ['open', 'open'],
    );
    assert.equal(reads, 1);
    nowMs = ROBOTS_AGE_MAX_MS - 1;
    assert.equal((await robots.ask(url)).kind, 'open');
    nowMs = ROBOTS_AGE_MAX_MS;
    assert.equal((await robots.ask(url)).kind, 'give-up');
    assert.equal(reads, 2);
  });

  it('5xx forbids all for now, 404 allows all', async () => {
    let nowMs = 0;
    let outcome: FetchOutcome = { kind: 'retry', reason: reasonOf('site-broken'), notBeforeMs: null };
    const robots = createRobots({ agent: 'FirstwordBot', clock: () => nowMs, fetch: async () => outcome });
    const away = await robots.ask(url);
    assert.ok(away.kind === 'retry' && away.notBeforeMs === ROBOTS_AWAY_MS);
    outcome = { kind: 'give-up', reason: reasonOf('page-gone') };
    assert.equal((await robots.ask(url)).kind, 'retry');
    nowMs = ROBOTS_AWAY_MS;
    assert.equal((await robots.ask(url)).kind, 'open');
  });
});
