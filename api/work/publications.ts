import { z } from 'zod';
import { StatementId } from '../contract/index.ts';
import type { Work } from './work.ts';

const Publication = z.object({
  statement: StatementId,
  sha256: z.string(),
  /** The hour that it was released for: the same after any restart. */
  atMs: z.number(),
  channels: z.array(z.string()),
  done: z.boolean(),
});
/** A statement on its way out: noted before the first step, done after the last. */
export type Publication = z.infer<typeof Publication>;

export type Publications = {
  /** The one that is kept wins: a second start of the same finds the first. */
  begin(publication: Omit<Publication, 'done'>): Publication;
  finish(publication: Publication): void;
  drop(publication: Publication): void;
  open(): readonly Publication[];
};

/** Past that the journal alone tells of it. */
const DONE_MS = 90 * 24 * 3_600_000;

export function createPublications(work: Work): Publications {
  const shelf = work.shelf('publication', Publication);
  const keyOf = ({ statement, sha256 }: Pick<Publication, 'statement' | 'sha256'>): string => `${statement}:${sha256}`;
  return {
    begin(fresh) {
      const publication = { ...fresh, done: false };
      shelf.put(keyOf(fresh), publication, { expect: null });
      return shelf.get(keyOf(fresh))?.value ?? publication;
    },
    finish(publication) {
      shelf.put(keyOf(publication), { ...publication, done: true }, { untilMs: work.now() + DONE_MS });
    },
    drop(publication) {
      shelf.remove(keyOf(publication));
    },
    open: () =>
      shelf
        .list()
        .map((kept) => kept.value)
        .filter(({ done }) => !done),
  };
}
