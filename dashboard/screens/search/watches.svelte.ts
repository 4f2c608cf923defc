import type { Watch } from '../../../api/contract/index.ts';
import { call } from '../../lib/api.ts';
import { Load } from '../../lib/load.svelte.ts';

/** The searches that are kept as series; the dialog adds, the list shows and removes. */
export const watches = new Load<Watch[]>();

export function refreshWatches(): void {
  void watches.run(call('GET /api/watches', {}));
}
