import { call } from '../../lib/api.ts';
import { t } from '../../lib/language.svelte.ts';
import { Load } from '../../lib/load.svelte.ts';
import type { Submission } from '../../lib/submission.svelte.ts';
import { note } from '../../lib/toast.svelte.ts';
import type { Act, ActName, Detail } from './types.ts';

/** Sends an act of a form; true when it was done. */
export type Send = (form: Submission, body: Act) => Promise<boolean>;

/** How an act is sent: by the office and by a department alike. `after` asks for the news. */
export async function sendAct(id: string, form: Submission, body: Act, after: () => void): Promise<boolean> {
  const answer = await form.send(call('POST /api/concerns/{id}/acts', { params: { id }, body }));
  if (!answer.ok) return false;
  note(t().concern.done);
  after();
  return true;
}

/** One concern on its page. */
export class ConcernPage {
  readonly id: string;
  readonly load = new Load<Detail>();
  readonly send: Send = (form, body) => sendAct(this.id, form, body, () => this.refresh());

  constructor(id: string) {
    this.id = id;
  }

  refresh(): void {
    void this.load.run(call('GET /api/concerns/{id}', { params: { id: this.id } }));
  }

  may(act: ActName): boolean {
    return this.load.value?.may.includes(act) ?? false;
  }

  /** The name behind an id: a person, a body, the machine. */
  nameOf(id: string): string {
    return id === 'machine' ? t().concern.machine : (this.load.value?.names[id] ?? id);
  }
}
