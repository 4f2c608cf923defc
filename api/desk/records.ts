import { z } from 'zod';
import { ADMINISTRATORS, DESK, EXPORT_ROWS_MAX, MONITORS, PersonId, PostId, refuse } from '../contract/index.ts';
import type { Refusal } from '../contract/index.ts';
import { draft, type EntryDraft } from './entry.ts';
import { forbidden, type Actor } from './roles.ts';
import type { DeskState } from './state.ts';
import { rowAt } from './table.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

/** Acts that change nothing of the desk's state and must leave a trace. */
export const RecordCommand = z.discriminatedUnion('do', [
  /** `what`: the search in words. `sha256`: of the file handed out. */
  z.object({ do: z.literal('record-export'), what: z.string().max(2_000), rows: count.max(EXPORT_ROWS_MAX), sha256 }),
  z.object({ do: z.literal('record-original'), post: PostId }),
  z.object({ do: z.literal('record-lead'), post: PostId, channel: z.string().max(40) }),
  z.object({ do: z.literal('record-link'), person: PersonId }),
  /** One's own, or with the one-time link: then the machine acts for the person. */
  z.object({ do: z.literal('record-password'), person: PersonId }),
  z.object({ do: z.literal('record-import'), posts: count, refused: count, sha256 }),
]);
export type RecordCommand = z.infer<typeof RecordCommand>;

export function decideRecords(state: DeskState, command: RecordCommand, actor: Actor): readonly EntryDraft[] | Refusal {
  switch (command.do) {
    case 'record-export': {
      const { what, rows, sha256 } = command;
      return forbidden(state, actor, DESK) ?? [draft('export-made', { rows, sha256 }, { what })];
    }
    case 'record-original':
      return forbidden(state, actor, MONITORS) ?? [draft('original-opened', { post: command.post })];
    case 'record-lead': {
      const { post, channel } = command;
      return forbidden(state, actor, DESK) ?? [draft('lead-entered', { post, channel })];
    }
    case 'record-link': {
      if (rowAt(state.people, command.person) === undefined) return refuse('not-found');
      return forbidden(state, actor, ADMINISTRATORS) ?? [draft('link-made', { person: command.person })];
    }
    case 'record-password': {
      if (rowAt(state.people, command.person)?.active !== true) return refuse('not-found');
      const own = actor.kind !== 'person' || actor.id === command.person;
      return own ? [draft('password-set', { person: command.person })] : refuse('no-permission');
    }
    case 'record-import': {
      const { posts, refused, sha256 } = command;
      return forbidden(state, actor, ADMINISTRATORS, true) ?? [draft('import-run', { posts, refused, sha256 })];
    }
  }
}
