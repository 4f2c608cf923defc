import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SourceId } from '../../api/contract/id.ts';
import { maskText } from '../../api/contract/privacy.ts';
import { emptyMemory } from '../../crawler/memory.ts';
import { createParts } from '../../crawler/parts.ts';
import type { MaskedPost } from '../../crawler/posts.ts';
import { visit } from '../../crawler/visit.ts';
import { openSite, type Site } from '../support/site.ts';

const DATA = resolve(import.meta.dirname, '../../../shared/data');
const FORUMS: readonly (readonly [string, string])[] = [
  ['carbon-forum', 'http://forum.qinghe.example/'],
  ['mybb', 'http://luntan.qinghe.example/forumdisplay.php?fid=2'],
  ['phpwind', 'http://bbs.qinghe.example/index.php?m=bbs&c=thread&fid=2'],
  ['xiuno-bbs', 'http://www.qinghebbs.example/forum-1.htm'],
];

type Saved = {
  readonly url: string;
  readonly bytes: Buffer;
  readonly savedAt: string;
  readonly posts: readonly { text: string }[];
};

function savedPages(folder: string, software: string): readonly Saved[] {
  return readdirSync(join(DATA, folder)).flatMap((name) => {
    const gold = JSON.parse(readFileSync(join(DATA, folder, name, 'gold.json'), 'utf8')) as Saved & {
      software: string;
    };
    if (gold.software !== software) return [];
    const bytes = gunzipSync(readFileSync(join(DATA, folder, name, 'page.html.gz')));
    return [{ ...gold, bytes, posts: folder === 'threads' ? gold.posts : [] }];
  });
}

/** The pages on a loopback site, under their own paths, with their links led there. */
async function served(pages: readonly Saved[], origin: string): Promise<Site> {
  const site = await openSite();
  for (const { url, bytes } of pages) {
    const text = bytes.toString('latin1').replaceAll(origin, site.origin);
    site.pages.set(url.slice(origin.length), { type: 'text/html', body: Buffer.from(text, 'latin1') });
  }
  return site;
}

describe('forums as their software serves them', function () {
  this.timeout(30_000);
  for (const [software, start] of FORUMS)
    it(`${software}: from the board to every saved post`, async function () {
      if (!existsSync(join(DATA, 'boards'))) {
        console.warn('skipped: no saved forums beside the project');
        return this.skip();
      }
      const { origin } = new URL(start);
      const threads = savedPages('threads', software);
      const boards = savedPages('boards', software);
      const site = await served([...boards, ...threads], origin);
      const savedMs = Date.parse(boards[0]?.savedAt ?? '');
      const parts = createParts({
        allowed: new Set([site.hostPort]),
        contact: 'test',
        browserPath: null,
        intervalAllowedMs: 1,
        clock: () => savedMs,
      });
      const made: MaskedPost[] = [];
      try {
        await visit({
          ...parts,
          load: parts.reader.read,
          kind: 'board',
          url: start.replace(origin, site.origin),
          memory: emptyMemory(),
          maker: { source: 's1' as SourceId, voiceKey: 'k'.repeat(32), isFirstVisit: true, sinceMs: savedMs },
          keep: async (posts) => (made.push(...posts), 'kept'),
          signal: new AbortController().signal,
          untilMs: Infinity,
        });
      } finally {
        await parts.close();
        await site.close();
      }
      const squeezed = (text: string): string => maskText(text).replace(/\s+/g, '');
      const got = new Set(made.map(({ text }) => squeezed(text)));
      const hit = new Set(site.pathsHit());
      const reached = threads.filter(({ url }) => hit.has(url.slice(origin.length)));
      const wanted = reached.flatMap(({ posts }) => posts.map(({ text }) => squeezed(text)));
      const found = wanted.filter((text) => got.has(text)).length;
      if (process.env['SHOW'])
        console.log(
          software,
          'threads',
          threads.length,
          'reached',
          reached.length,
          'posts',
          wanted.length,
          'found',
          found,
          'made',
          made.length,
          'ids',
          new Set(made.map(({ id }) => id)).size,
        );
      assert.ok(reached.length > 0 && found >= wanted.length * 0.95, `${found} of ${wanted.length}`);
      assert.equal(new Set(made.map(({ id }) => id)).size, made.length);
    });
});
