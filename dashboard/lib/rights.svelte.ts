import { call, type Reply } from './api.ts';
import { Load } from './load.svelte.ts';

/** The table 职责 as it is now: which act is whose, and whether anybody has the role. */
export const rights = new Load<Reply<'GET /api/rights'>>();

export function learnRights(): void {
  void rights.run(call('GET /api/rights', {}));
}
