import { join } from 'node:path';
import { applyEdits, loadLexicon } from './analysis/lexicon.ts';
import { isPersonName } from './analysis/person-name.ts';
import { loadPublicNames } from './analysis/public-names.ts';
import { openDeskRoom, type DeskRoom } from './answers/desk-room.ts';
import type { Lexicon } from './contract/index.ts';
import type { Config } from './config.ts';
import { rowsOf } from './desk/table.ts';
import { openJournal, type Journal } from './journal/journal.ts';
import { createLinks, type Links } from './work/links.ts';
import { createPasswords, type Passwords } from './work/passwords.ts';
import { openWork, type Work } from './work/work.ts';

/** Journal, work records and desk: what a command needs that touches no posts. */
export type DeskParts = {
  readonly journal: Journal;
  readonly work: Work;
  readonly desk: DeskRoom;
  readonly passwords: Passwords;
  readonly links: Links;
  readonly lexicon: () => Lexicon;
  readonly isPersonName: (text: string) => boolean;
  close(): void;
};

export const LEXICON_DIR = join(import.meta.dirname, '../lexicons');

/** The lexicon files have a fault: what and where. */
export class LexiconBroken extends Error {
  override readonly name = 'LexiconBroken';
}

export function dataPaths(dataDir: string): Readonly<Record<'journal' | 'work' | 'posts', string>> {
  return { journal: join(dataDir, 'journal'), work: join(dataDir, 'work'), posts: join(dataDir, 'posts') };
}

/** Throws `JournalBroken` and `LexiconBroken`. */
export function openDeskParts(config: Config, now: () => number): DeskParts {
  const loaded = loadLexicon(LEXICON_DIR);
  if ('problems' in loaded) {
    const [first] = loaded.problems;
    throw new LexiconBroken(`lexicons/${first?.file ?? ''}:${first?.line ?? 0}: ${first?.reason ?? ''}`);
  }
  const publicNames = loadPublicNames(LEXICON_DIR, loaded.lexicon);
  const isPerson = (text: string): boolean => isPersonName(text, publicNames);
  const paths = dataPaths(config.dataDir);
  const journal = openJournal({ dir: paths.journal, now });
  const work = openWork({ dir: paths.work, now });
  const desk = openDeskRoom(journal, { isPersonName: isPerson }, now);
  return {
    journal,
    work,
    desk,
    passwords: createPasswords(work),
    links: createLinks(work),
    lexicon: lexiconInForce(loaded.lexicon, desk),
    isPersonName: isPerson,
    close() {
      work.close();
      journal.close();
    },
  };
}

/** The files with the journaled edits on top, made anew when an edit was added. */
function lexiconInForce(files: Lexicon, desk: DeskRoom): () => Lexicon {
  let made: { readonly edits: unknown; readonly lexicon: Lexicon } | null = null;
  return () => {
    const edits = desk.state().lexicon;
    if (made?.edits !== edits) made = { edits, lexicon: edits.size === 0 ? files : applyEdits(files, rowsOf(edits)) };
    return made.lexicon;
  };
}
