import type { Statement } from '../contract/index.ts';
import type { Folder } from './folder.ts';
import { chainsOf, statementPath, type SiteInput } from './input.ts';
import { listingFiles, statementFile } from './site.ts';

export type SiteWriter = {
  /** Brings the folder to what the input says: writes what differs, removes pages of what is not published. */
  write(input: SiteInput): void;
};

/** Pages are made anew only where something on them changed. */
export function createSiteWriter(folder: Folder): SiteWriter {
  let last: string | null = null;
  const made = new Map<string, string>();
  return {
    write(input) {
      const all = signature(input, input.statements) + JSON.stringify(input.score);
      if (all === last) return;
      const chains = chainsOf(input.statements);
      for (const statement of input.statements) {
        const chain = chains.get(statement.id) ?? [];
        const mine = signature(input, chain);
        const path = statementPath(statement);
        if (made.get(path) === mine) continue;
        const [, text] = statementFile(input, statement, chain);
        folder.write(path, text);
        made.set(path, mine);
      }
      // The lists come after the pages that they lead to.
      const listing = listingFiles(input);
      for (const [path, text] of listing) folder.write(path, text);
      removeOthers(folder, input.statements, listing);
      last = all;
    },
  };
}

/** What the pages depend on. A row's version grows with each entry about it. */
function signature({ office, page, retentionDays }: SiteInput, statements: readonly Statement[]): string {
  const rows = statements.map(({ id, version, state, publishedMs }) => [id, version, state, publishedMs]);
  return JSON.stringify([office, page, retentionDays, rows]);
}

function removeOthers(folder: Folder, statements: readonly Statement[], listing: ReadonlyMap<string, string>): void {
  const pages = new Set(statements.map(statementPath));
  for (const name of folder.list('statements')) {
    if (!pages.has(`statements/${name}`)) folder.remove(`statements/${name}`);
  }
  for (const name of folder.list('.')) {
    if (/^older-\d+\.html$/.test(name) && !listing.has(name)) folder.remove(name);
  }
}
