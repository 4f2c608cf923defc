import type { Answer, Reply } from '../../lib/api.ts';

export type Task = Reply<'GET /api/tasks'>[number];
export type Files = Task['answers'][number]['files'];

/** What a department says: an answer, or why it is not its own. */
export type Said =
  | { readonly act: 'answer'; readonly text: string; readonly signedBy: string; readonly files: Files }
  | { readonly act: 'give-back'; readonly note: string };
export type Say = (said: Said) => Promise<Answer<unknown>>;
