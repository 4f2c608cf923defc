import { INGEST_POSTS_MAX, SourceId, type IngestPost } from '../contract/index.ts';
import { postIdOf } from '../contract/identity.ts';
import type { Parts } from '../answers/parts.ts';
import { rowsOf } from '../desk/table.ts';
import { postOfRow, readImportLine } from '../intake/import-row.ts';

export type ImportReply = {
  readonly accepted: number;
  readonly repeated: number;
  /** `line`: index of the line in this batch. */
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
};

type ImporterParts = Pick<Parts, 'desk' | 'intake' | 'voiceKeys' | 'now'>;

/** Lines of one call. */
export const IMPORT_LINES_MAX = 1_000;

/** Takes in lines of an import file, through the same intake as everything else. A source that is not known becomes an import source. */
export function createImporter(parts: ImporterParts): (lines: readonly string[]) => Promise<ImportReply> {
  return async (lines) => {
    const refused: { line: number; reason: string }[] = [];
    const posts: { readonly line: number; readonly post: IngestPost }[] = [];
    const key = parts.voiceKeys.current()[0]?.key ?? '';
    lines.forEach((text, line) => {
      if (text.trim() === '') return;
      const read = readImportLine(text);
      const source = 'row' in read ? sourceFor(parts, read.row.source) : null;
      if ('reason' in read) refused.push({ line, reason: read.reason });
      else if (source === null) refused.push({ line, reason: 'source: refused (a person, or too many sources)' });
      else posts.push({ line, post: postOfRow(read.row, source, key, parts.now()) });
    });
    let accepted = 0;
    let repeated = 0;
    for (let from = 0; from < posts.length; from += INGEST_POSTS_MAX) {
      const batch = posts.slice(from, from + INGEST_POSTS_MAX);
      const reply = await parts.intake.ingest(batch.map(({ post }) => post));
      accepted += reply.accepted;
      repeated += reply.repeated;
      for (const { index, reason } of reply.refused) refused.push({ line: batch[index]?.line ?? 0, reason });
    }
    return { accepted, repeated, refused: refused.toSorted((a, b) => a.line - b.line) };
  };
}

/** The source of this name; a new one is added for an import. Null where the desk refuses it. */
function sourceFor(parts: ImporterParts, name: string): SourceId | null {
  const held = rowsOf(parts.desk.state().sources).find((source) => source.name === name);
  if (held !== undefined) return held.id;
  const id = SourceId.parse(`import-${postIdOf('import', name).slice(0, 16)}`);
  const refused = parts.desk.command({ do: 'add-quiet-source', id, kind: 'import', name }, { kind: 'terminal' });
  return refused === null ? id : null;
}
