import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../support/source-files.ts';

const FOLDER = join(root, '../shared/data/taidi');
const FILES = ['hot', 'topic', 'reply'] as const;

const Row = z
  .object({
    id: z.string(),
    title: z.string().default(''),
    text: z.string().min(1),
    publishedAt: z.string().optional(),
    askedAt: z.string().optional(),
  })
  .transform(({ publishedAt, askedAt, ...row }) => ({ ...row, at: publishedAt ?? askedAt ?? '' }));

/** A real petition with its date; `source` is the list that it is of. */
export type RealRow = {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly text: string;
  readonly atMs: number;
};

/** Those of the span, oldest first; null where the lists are not there. */
export function realRows(fromMs: number, toMs: number): readonly RealRow[] | null {
  if (!FILES.every((name) => existsSync(join(FOLDER, `${name}.jsonl`)))) return null;
  const rows = FILES.flatMap((source) => {
    const lines = readFileSync(join(FOLDER, `${source}.jsonl`), 'utf8').split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line): RealRow => {
        const { at, ...row } = Row.parse(JSON.parse(line));
        return { ...row, source, atMs: Date.parse(at) };
      });
  });
  return rows.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).toSorted((a, b) => a.atMs - b.atMs);
}
