import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { aFilter, someOptions } from '../support/post.ts';

/** `node store-start.ts DIR`: opens a filled store in a process of its own and says `{startMs, idleMb, memoryMb}`. */
const dir = process.argv[2];
if (import.meta.main && dir !== undefined) {
  const idleMb = process.memoryUsage().rss / 1_048_576;
  const startedMs = performance.now();
  const store = await openSqlitePosts({ dir });
  await store.search(aFilter(), someOptions());
  const startMs = performance.now() - startedMs;
  await store.nearCopies([['k1', 'k2']], 0);
  for (let number = 0; number < 20; number++) await store.search(aFilter(), someOptions({ facets: true }));
  const memoryMb = process.memoryUsage().rss / 1_048_576;
  await store.close();
  process.stdout.write(JSON.stringify({ startMs, idleMb, memoryMb }));
}
