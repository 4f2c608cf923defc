import { call, type Answer } from '../../lib/api.ts';
import { Load } from '../../lib/load.svelte.ts';
import type { DutyView } from './types.ts';

/** What the tabs of 值班与时限 share. */
export const duty = new Load<DutyView>();

export function refreshDuty(): void {
  void duty.run(call('GET /api/duty', {}));
}

/** Shows what a change answered with. */
export function takeDuty(answer: Answer<DutyView>): boolean {
  if (answer.ok) duty.patch(() => answer.value);
  return answer.ok;
}
