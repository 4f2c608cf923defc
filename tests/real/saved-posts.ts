import { join } from 'node:path';
import { rowsIn } from '../support/saved-pages.ts';

/** A row as the import takes it, with what else is known of it. */
export type SavedPost = {
  readonly row: {
    readonly id: string;
    readonly title?: string;
    readonly text: string;
    readonly publishedAt: string;
    readonly source: string;
  };
  /** The subject that people gave a petition, in their words. */
  readonly label: string | null;
};

type Saved = {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
  readonly publishedAt?: string | null;
  readonly askedAt?: string | null;
  readonly label?: string | number;
};

const FILES = [
  ['rumor', 'ced.jsonl', '微博存档'],
  ['rumor', 'checked.jsonl', '微博存档二'],
  ['rumor', 'ltcr.jsonl', '辟谣文章存档'],
  ['taidi', 'topic.jsonl', '群众来信存档'],
  ['taidi', 'hot.jsonl', '热点来信存档'],
  ['taidi', 'reply.jsonl', '已答复来信存档'],
] as const;

/** Every `step`th saved post that has a date, of each file. */
export function savedPosts(folder: string, step: number): readonly SavedPost[] {
  return FILES.flatMap(([kind, file, source]) =>
    rowsIn<Saved>(join(folder, kind), file).flatMap((saved, i) => {
      const publishedAt = saved.publishedAt ?? saved.askedAt ?? '';
      if (i % step !== 0 || publishedAt === '') return [];
      const { id, text, title, label } = saved;
      const row = { id, text, publishedAt, source, ...(title === undefined ? {} : { title }) };
      return [{ row, label: typeof label === 'string' ? label : null }];
    }),
  );
}
