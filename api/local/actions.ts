import type { z } from 'zod';
import type { AnalysisPool } from '../analysis/pool.ts';
import { copyIssue, type CopyOrder, type CopyParts, type IssueCopy } from '../answers/briefing-copy.ts';
import { addPerson } from '../answers/people.ts';
import type { Parts } from '../answers/parts.ts';
import type { PersonDraft, Refusal } from '../contract/index.ts';
import type { Lacks } from '../paper/lacks.ts';
import { SCAN_POSTS_MAX, type Mark } from '../posts/port.ts';
import { weakness } from '../work/password-strength.ts';
import { createImporter, type ImportReply } from './importer.ts';

export type Progress = (done: number, of: number) => void;

/** What a terminal may ask of a running server, or of the parts where none runs. */
export type LocalActions = {
  addUser(draft: z.infer<typeof PersonDraft>, password: string): Promise<Refusal | null>;
  importLines(lines: readonly string[]): Promise<ImportReply>;
  importDone(run: { readonly posts: number; readonly refused: number; readonly sha256: string }): Promise<void>;
  /** Analyses every stored post again; answers how many changed their tags or not. */
  reindex(progress: Progress): Promise<number>;
  /** Counts all series again from the store. */
  recount(progress: Progress): Promise<number>;
  /** An issue of the briefing in one form; nothing is kept of it. What the form cannot be made without, or the refusal. */
  issue(order: CopyOrder): Promise<IssueCopy | Refusal | Lacks>;
};

type UserParts = Pick<Parts, 'desk' | 'passwords'>;

export async function addUser(
  parts: UserParts,
  draft: z.infer<typeof PersonDraft>,
  password: string,
): Promise<Refusal | null> {
  const weak = weakness(password, draft.name);
  if (weak !== null) return weak;
  const person = addPerson(parts, draft, { kind: 'terminal' });
  if ('refused' in person) return person;
  return (
    (await parts.passwords.set(person.id, password, person.name)) ??
    parts.desk.command({ do: 'record-password', person: person.id }, { kind: 'terminal' })
  );
}

type ActionParts = UserParts &
  CopyParts &
  Pick<Parts, 'posts' | 'intake' | 'voiceKeys' | 'now' | 'lookout'> & { readonly pool: () => AnalysisPool };

export function createActions(parts: ActionParts): LocalActions {
  const importLines = createImporter(parts);
  return {
    addUser: (draft, password) => addUser(parts, draft, password),
    importLines,
    importDone: async (run) => void parts.desk.command({ do: 'record-import', ...run }, { kind: 'terminal' }),
    async reindex(progress) {
      const { posts: of } = await parts.posts.stats();
      let mark: Mark = '';
      let done = 0;
      for (;;) {
        const { posts, mark: next } = await parts.posts.scan(mark, SCAN_POSTS_MAX);
        if (posts.length === 0) break;
        const analyses = await parts.pool().analyse(posts.map(({ title, text }) => ({ title, text })));
        await parts.posts.retag(
          posts.flatMap((post, i) => {
            const analysis = analyses[i];
            if (analysis === undefined) return [];
            const { rumor, tone, version } = analysis;
            const topics = analysis.topics.map((topic) => topic.id);
            const places = analysis.places.map((place) => place.id);
            const markers = analysis.markers.map((marker) => marker.family);
            return [{ id: post.id, topics, places, markers, rumor, tone, version }];
          }),
        );
        mark = next;
        done += posts.length;
        progress(done, of);
      }
      // The tags changed, so the series did: they are counted anew before anything is judged by them.
      await parts.lookout.rebuild();
      return done;
    },
    async recount(progress) {
      const { posts: of } = await parts.posts.stats();
      progress(0, of);
      await parts.lookout.rebuild();
      progress(of, of);
      return of;
    },
    issue: (order) => copyIssue(parts, order),
  };
}
