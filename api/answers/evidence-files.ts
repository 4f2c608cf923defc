import { isRefusal, READERS, refuse, type FileRef, type Refusal, type RouteKey } from '../contract/index.ts';
import { FILE_BYTES_MAX } from '../contract/file.ts';
import { bodiesOf } from '../desk/concerns/rules.ts';
import { rowsOf } from '../desk/table.ts';
import { fileNameOf } from '../files/name.ts';
import type { Actor, Handlers } from '../http/handler.ts';
import type { Parts } from './parts.ts';

type Keys = Extract<RouteKey, 'POST /api/files' | 'GET /api/files/{id}'>;

/** Files that staff and departments attach, and what was captured. */
export function fileAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'POST /api/files': async ({ query, upload }) => {
      const put = await parts.files.put(upload, { bytesMax: FILE_BYTES_MAX });
      if (isRefusal(put)) return put;
      const { sha256, kind } = put.file;
      if (parts.erasures.has('file', sha256)) {
        await parts.files.remove(sha256);
        return refuse('erased-before');
      }
      return { ...put.file, name: fileNameOf(query.name, kind) };
    },
    'GET /api/files/{id}': async ({ params, query, actor }) => {
      if (!mayReadFile(parts, actor, params.id)) return refuse('not-found');
      const found = await parts.files.read(params.id);
      if (found === null) return refuse('not-found');
      const name = fileNameOf(query.name ?? params.id.slice(0, 12), found.file.kind);
      return { ...found, name };
    },
  };
}

/**
 * The references of an act as the store has them: a kind or a size that the caller made up is put right. Refuses `file-missing`.
 * Whoever takes references in a command asks this first.
 */
export async function heldFiles(
  parts: Pick<Parts, 'files'>,
  refs: readonly FileRef[],
): Promise<readonly FileRef[] | Refusal> {
  const held: FileRef[] = [];
  for (const { sha256, name } of refs) {
    const file = await parts.files.find(sha256);
    if (file === null) return refuse('file-missing', { name }, 'files');
    held.push({ ...file, name: fileNameOf(name, file.kind) });
  }
  return held;
}

/** The office reads every file; a department what it sent or was sent: the files of its own inquiries and concerns. */
export function mayReadFile(parts: Pick<Parts, 'desk'>, { person }: Actor, sha256: string): boolean {
  if (person.roles.some((role) => READERS.includes(role))) return true;
  const state = parts.desk.state();
  const own = bodiesOf(state, person.id);
  const refersTo = (files: readonly FileRef[]): boolean => files.some((file) => file.sha256 === sha256);
  return (
    rowsOf(state.inquiries).some(
      ({ body, answers }) => own.has(body) && answers.some(({ files }) => refersTo(files)),
    ) ||
    rowsOf(state.concerns).some(
      ({ body, others, files }) =>
        ((body !== null && own.has(body)) || others.some((other) => own.has(other))) && refersTo(files),
    )
  );
}
