import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { parseHTML } from 'linkedom';
import { extractPage, isExtractRefusal } from '../../../crawler/extract/extract.ts';
import { townPosts } from '../../../crawler/sample/town.ts';
import type { Town } from '../../support/town.ts';
import { openTown, TOWN_STARTED_MS } from '../../support/town.ts';

const NOW_MS = TOWN_STARTED_MS + 20 * 60_000;

/** What a browser makes of the page: its script runs on a document without a window around it. */
async function drawn(address: string): Promise<string> {
  const { document } = parseHTML(await (await fetch(address)).text());
  const script = document.querySelector('script')?.textContent ?? '';
  const url = new URL(address);
  const parts = {
    document,
    location: url,
    URLSearchParams,
    Number,
    fetch: (path: string) => fetch(new URL(path, url)),
  };
  await runInNewContext(`(async () => {${script}})()`, parts);
  return document.toString();
}

describe('the wall of the sample town', () => {
  let town: Town;
  before(async () => {
    town = await openTown(NOW_MS);
  });
  after(() => town.close());

  it('is an empty frame without a browser', async () => {
    const html = await (await fetch(town.source('rendered').url)).text();
    assert.ok(!html.includes('自来水'));
  });

  it('drawn, it reads as a thread of numbered posts, newest first, with pages', async () => {
    const { url } = town.source('rendered');
    const expected = townPosts(NOW_MS - 30 * 3_600_000, NOW_MS + 1, TOWN_STARTED_MS)
      .filter((post) => post.site === 'notices')
      .toReversed();
    const texts: string[] = [];
    const floors: number[] = [];
    for (let next: string | null = url; next !== null;) {
      const page: ReturnType<typeof extractPage> = extractPage(await drawn(next), next, NOW_MS);
      assert.ok(!isExtractRefusal(page) && page.kind === 'thread');
      texts.push(...(page.posts ?? []).map((post) => post.text));
      floors.push(...(page.posts ?? []).map((post) => post.floor));
      next = page.next;
    }
    assert.equal(texts.length, expected.length);
    assert.equal(new Set(floors).size, floors.length);
    assert.ok(floors.every((floor) => floor <= 1_000_000));
    for (const post of expected) assert.ok(texts.includes(`${post.title}\n${post.text}`), post.text);
  });

  it('puts text in as text', async () => {
    assert.match(await drawn(town.source('rendered').url), /class="message"><p>/);
  });
});
