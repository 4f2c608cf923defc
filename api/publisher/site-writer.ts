import type { Statement } from '../contract/index.ts';
import { consultationPath } from './consultation.ts';
import { consultationFile } from './consultation-page.ts';
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
  /** The list stays the same object while nothing changed. */
  let listed: { readonly rows: unknown; readonly text: string } = { rows: null, text: '' };
  const textOf = (rows: SiteInput['consultations']): string => {
    if (listed.rows !== rows) listed = { rows, text: JSON.stringify(rows) };
    return listed.text;
  };
  return {
    write(input) {
      const all = signature(input, input.statements) + JSON.stringify(input.score) + textOf(input.consultations);
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
      for (const held of input.consultations) {
        const mine = JSON.stringify([input.office, input.page, held]);
        const path = consultationPath(held);
        if (made.get(path) === mine) continue;
        folder.write(...consultationFile(input, held));
        made.set(path, mine);
      }
      // The lists come after the pages that they lead to.
      const listing = listingFiles(input);
      for (const [path, text] of listing) folder.write(path, text);
      removeOthers(folder, input, listing);
      last = all;
    },
  };
}

/** What the pages depend on. A row's version grows with each entry about it. */
function signature({ office, page, retentionDays }: SiteInput, statements: readonly Statement[]): string {
  const rows = statements.map(({ id, version, state, publishedMs }) => [id, version, state, publishedMs]);
  return JSON.stringify([office, page, retentionDays, rows]);
}

function removeOthers(folder: Folder, input: SiteInput, listing: ReadonlyMap<string, string>): void {
  const pages = new Set([...input.statements.map(statementPath), ...input.consultations.map(consultationPath)]);
  for (const under of ['statements', 'consultations']) {
    for (const name of folder.list(under)) {
      if (!pages.has(`${under}/${name}`)) folder.remove(`${under}/${name}`);
    }
  }
  for (const name of folder.list('.')) {
    if (/^older-\d+\.html$/.test(name) && !listing.has(name)) folder.remove(name);
  }
}
