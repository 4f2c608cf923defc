import assert from 'node:assert/strict';
import { historyRows } from '../../crawler/sample/history.ts';
import { OUTBREAK_AFTER_MS } from '../../crawler/sample/town.ts';
import { outbreakPosts } from '../../crawler/sample/outbreak.ts';
import { SITE_NAMES, type TownPost } from '../../crawler/sample/post.ts';
import { createImporter, IMPORT_LINES_MAX } from '../../api/local/importer.ts';
import type { Parts } from '../../api/answers/parts.ts';

/** The town's rumor as an office hears it: a month of ordinary talk, then the outbreak, post by post as the clock moves on. */
export type Rumor = {
  /** Takes in what was posted since the last call, and looks at the counts. */
  heardUntil(nowMs: number): Promise<void>;
  /** Takes in somebody's post. */
  says(post: { readonly title: string; readonly text: string; readonly atMs: number }): Promise<void>;
};

/** `brokeOutMs`: when the first post of the rumor appeared. */
export async function startRumor(parts: Parts, brokeOutMs: number): Promise<Rumor> {
  const startedMs = brokeOutMs - OUTBREAK_AFTER_MS;
  const take = createImporter(parts);
  const all = async (rows: readonly object[]): Promise<void> => {
    for (let from = 0; from < rows.length; from += IMPORT_LINES_MAX) {
      const lines = rows.slice(from, from + IMPORT_LINES_MAX).map((row) => JSON.stringify(row));
      assert.deepEqual((await take(lines)).refused, []);
    }
  };
  await all([...historyRows(startedMs)]);
  await parts.lookout.look();
  const posts = outbreakPosts(startedMs);
  let heardMs = 0;
  let said = 0;
  return {
    heardUntil: async (nowMs) => {
      // A crawler that is not heard of would make a gap of the hours that pass here at once.
      parts.crawlers.heard({ crawler: 'town', room: 0, browser: false, outboxPosts: 0, outboxFull: false });
      await all(posts.filter(({ publishedMs }) => publishedMs > heardMs && publishedMs <= nowMs).map(rowOf));
      heardMs = nowMs;
      await parts.lookout.look();
    },
    says: async ({ title, text, atMs }) => {
      said += 1;
      const publishedAt = new Date(atMs).toISOString();
      const source = SITE_NAMES.notices;
      await all([{ id: `said-${said}`, source, title, text, publishedAt, author: `neighbour ${said}` }]);
    },
  };
}

function rowOf({ site, thread, floor, title, text, publishedMs, author }: TownPost): object {
  return {
    id: `rumor-${site}-${thread}-${floor}`,
    source: SITE_NAMES[site],
    title: floor === 1 ? title : '',
    text,
    publishedAt: new Date(publishedMs).toISOString(),
    author,
  };
}
