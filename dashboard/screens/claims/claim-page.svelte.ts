import type { ClaimDetail } from '../../../api/contract/index.ts';
import { call, type Ask } from '../../lib/api.ts';
import { say, t } from '../../lib/language.svelte.ts';
import { Load } from '../../lib/load.svelte.ts';
import type { Submission } from '../../lib/submission.svelte.ts';
import { note } from '../../lib/toast.svelte.ts';

export type ClaimActBody = Ask<'POST /api/claims/{id}/acts'>['body'];
export type ClaimActName = ClaimActBody['act'];

/** One claim on its page: what it is, what may be done, and the one way to do it. */
export class ClaimPage {
  readonly id: string;
  readonly load = new Load<ClaimDetail>();
  /** Counted up by each act and reload, so that figures are asked for anew. */
  turn = $state(0);

  constructor(id: string) {
    this.id = id;
  }

  refresh(): void {
    void this.load.run(call('GET /api/claims/{id}', { params: { id: this.id } }));
    this.turn += 1;
  }

  may(act: ClaimActName): boolean {
    return this.load.value?.may.includes(act) ?? false;
  }

  /** Sends an act of a form; true when it was done. */
  async send(form: Submission, body: ClaimActBody): Promise<boolean> {
    const answer = await form.send(call('POST /api/claims/{id}/acts', { params: { id: this.id }, body }));
    if (!answer.ok) return false;
    this.load.patch(() => answer.value);
    this.turn += 1;
    return true;
  }

  /** An act of a plain button: a refusal is a word at the side. */
  async act(body: ClaimActBody): Promise<void> {
    const answer = await call('POST /api/claims/{id}/acts', { params: { id: this.id }, body });
    if (!answer.ok) return note(say(answer.refused));
    this.load.patch(() => answer.value);
    this.turn += 1;
    note(t().claim.done);
  }

  /** The name behind an id: a person, a body, the machine. */
  nameOf(id: string): string {
    return id === 'machine' ? t().claim.byMachine : (this.load.value?.names[id] ?? id);
  }
}
