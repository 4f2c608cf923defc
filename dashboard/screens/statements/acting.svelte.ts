import type { StatementDetail } from '../../../api/contract/statement-view.ts';
import { call, type Ask } from '../../lib/api.ts';
import { say, t } from '../../lib/language.svelte.ts';
import { Submission } from '../../lib/submission.svelte.ts';
import { note } from '../../lib/toast.svelte.ts';
import type { Writing } from './writing.svelte.ts';

export type Act = Ask<'POST /api/statements/{id}/acts'>['body'];
export type ActName = Act['act'];
export type Asked = 'approve' | 'return' | 'stop' | 'release' | 'emergency' | 'hand';

/** What is done with the statement on the screen. `asking`: the dialog that is open. */
export class Acting {
  readonly form = new Submission();
  readonly writing: Writing;
  asking = $state<Asked | null>(null);

  constructor(writing: Writing) {
    this.writing = writing;
  }

  get sha256(): string {
    return this.writing.detail?.statement.versions.at(-1)?.sha256 ?? '';
  }

  /** True when it was done. A refusal with no dialog around it is said as a note. */
  async do(body: Act): Promise<boolean> {
    const params = { id: this.writing.id };
    const answer = await this.form.send(call('POST /api/statements/{id}/acts', { params, body }));
    if (!answer.ok) {
      if (this.asking === null) note(say(answer.refused));
      await this.writing.refresh();
      return false;
    }
    this.asking = null;
    note(t().statement.done[body.act]);
    this.writing.take(answer.value);
    return true;
  }

  ask(what: Asked): void {
    this.form.clear();
    this.asking = what;
  }
  readonly close = (): void => {
    this.asking = null;
  };
}

/** Why the caller may not, in the language in use; '' where he may. */
export function whyNot(detail: StatementDetail, act: string): string {
  const offer = detail.offers.find((each) => each.act === act);
  return offer?.why === null || offer?.why === undefined ? '' : say(offer.why);
}
