import type { FileRef } from '../contract/index.ts';
import type { DeskState } from './state.ts';
import { rowsOf } from './table.ts';

/** A file where an act refers to it. */
export type FileUse = {
  readonly file: FileRef;
  readonly at: 'claim' | 'inquiry' | 'concern';
  /** Running number of the claim, the inquiry or the concern. */
  readonly no: number;
  /** Files of one piece belong together: the picture and the page of a capture. */
  readonly piece: string;
  /** What stands beside it: title, address, note. */
  readonly words: string;
  readonly atMs: number;
};

/** Every file that the desk's state refers to, as often as it does. The same file can lie in a claim and in the answer that brought it. */
export function filesInUse(state: DeskState): readonly FileUse[] {
  const ofClaims = rowsOf(state.claims).flatMap(({ no, evidence }) =>
    evidence.flatMap(({ id, files, title, url, note, addedMs: atMs }) =>
      files.map(
        (file) => ({ file, at: 'claim', no, piece: id, words: `${title}\n${url ?? ''}\n${note}`, atMs }) as const,
      ),
    ),
  );
  const ofInquiries = rowsOf(state.inquiries).flatMap(({ id, no, answers }) =>
    answers.flatMap(({ files, atMs }, at) =>
      files.map((file) => ({ file, at: 'inquiry', no, piece: `${id} ${at}`, words: '', atMs }) as const),
    ),
  );
  const ofConcerns = rowsOf(state.concerns).flatMap(({ id, no, files, openedMs: atMs }) =>
    files.map((file) => ({ file, at: 'concern', no, piece: `${id} ${file.sha256}`, words: '', atMs }) as const),
  );
  return [...ofClaims, ...ofInquiries, ...ofConcerns];
}

/** Hashes of all files that must stay: those that acts refer to, the issues of the briefing with their forms, and the pages that were signed at a change of shift. */
export function filesToKeep(state: DeskState): ReadonlySet<string> {
  const inUse = filesInUse(state).map(({ file }) => file.sha256);
  const pages = rowsOf(state.handovers).map(({ sha256 }) => sha256);
  const issues = rowsOf(state.briefings).flatMap(({ made, released, files }) => [
    made.sha256,
    ...(released === null ? [] : [released.paper]),
    ...files.map(({ sha256 }) => sha256),
  ]);
  return new Set<string>([...inUse, ...pages, ...issues]);
}
