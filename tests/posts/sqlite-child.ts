import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { aPost } from '../support/post.ts';

/** `node sqlite-child.ts DIR FIRST`: puts batches FIRST, FIRST + 1, … for ever, and says each number when it is durable. */
export const BATCH_POSTS = 40;

const [dir, first] = process.argv.slice(2);
if (import.meta.main && dir !== undefined && first !== undefined) {
  const store = await openSqlitePosts({ dir });
  for (let batch = Number(first); ; batch++) {
    await store.put(
      Array.from({ length: BATCH_POSTS }, (_, at) =>
        aPost({ id: `${batch} ${at}`, text: '自来水 浑浊 停水 通知', voice: `${at}`, bands: ['aa', 'bb'] }),
      ),
    );
    process.stdout.write(`${batch}\n`);
  }
}
