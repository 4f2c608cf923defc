import { argv, stdout } from 'node:process';
import type { SourceId } from '../../api/contract/id.ts';
import { openOutbox } from '../../crawler/outbox.ts';
import { maskedPost } from '../../crawler/posts.ts';

/** Appends posts to an outbox until it is killed, and says of each batch that it was kept. Started by outbox.test.ts. */
const [, , folder = '', start = '0'] = argv;
const outbox = await openOutbox(folder);
for (let number = Number(start); ; number++) {
  const posts = [0, 1, 2].map((part) =>
    maskedPost(
      {
        kind: 'entry',
        own: `${number}-${part}`,
        url: null,
        thread: null,
        floor: null,
        title: `第${number}批`,
        text: '停水'.repeat(300),
        publishedMs: 1,
        handle: null,
      },
      { source: 's1' as SourceId, voiceKey: 'k', isFirstVisit: false, sinceMs: 0 },
      1,
    ),
  );
  await outbox.append(posts);
  stdout.write(`${posts.map(({ id }) => id).join(' ')}\n`);
}
