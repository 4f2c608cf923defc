import { call } from '../../lib/api.ts';
import { Load } from '../../lib/load.svelte.ts';
import type { Settings } from './types.ts';

/** The office's settings, shared by the panels that show and change parts of them. */
export const settings = new Load<Settings>();

export function refreshSettings(): void {
  void settings.run(call('GET /api/settings', {}));
}
