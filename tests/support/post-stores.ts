import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openElasticPosts } from '../../api/posts/elasticsearch.ts';
import type { PostStore } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { sharedElasticsearch } from './elasticsearch.ts';

let offices = 0;

/** Both adapters, ready to give an empty store as often as a test asks. */
export type Stores = {
  readonly fresh: Readonly<Record<PostStore['kind'], () => Promise<PostStore>>>;
  /** Closes every store given. */
  end(): Promise<void>;
};

/** Null, with a line that says what is missing, where no Elasticsearch can run. */
export async function startStores(): Promise<Stores | string> {
  const server = await sharedElasticsearch();
  if ('missing' in server) return `no Elasticsearch here; this gets it: ${server.missing}`;
  const given: PostStore[] = [];
  const folders: string[] = [];
  const giving = async (opening: Promise<PostStore>): Promise<PostStore> => {
    const store = await opening;
    given.push(store);
    return store;
  };
  return {
    fresh: {
      sqlite: () => {
        const dir = mkdtempSync(join(tmpdir(), 'posts-'));
        folders.push(dir);
        return giving(openSqlitePosts({ dir }));
      },
      elasticsearch: () =>
        giving(openElasticPosts({ url: server.url, prefix: `office${++offices}-`, now: () => Date.now() })),
    },
    end: async () => {
      await Promise.all(given.map((store) => store.close()));
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
