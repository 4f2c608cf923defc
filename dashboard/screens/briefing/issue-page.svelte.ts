import { tick } from 'svelte';
import { call } from '../../lib/api.ts';
import { say, t } from '../../lib/language.svelte.ts';
import { Load } from '../../lib/load.svelte.ts';
import { Submission } from '../../lib/submission.svelte.ts';
import { note } from '../../lib/toast.svelte.ts';
import { stepTo } from './paper-view.ts';
import type { Act, ActName, Detail, Finding, Section } from './types.ts';

export type Asked =
  | { readonly what: 'release' | 'return' | 'send-again' }
  | { readonly what: 'figure'; readonly figure: number }
  | { readonly what: 'finding' | 'mark'; readonly section: Section; readonly finding: Finding };

/** One issue on its page: what is read, what came since, and what is asked. */
export class IssuePage {
  readonly id: string;
  readonly load = new Load<Detail>();
  readonly form = new Submission();
  /** What the server has now, where it reads otherwise than what is on the screen. */
  newer = $state.raw<Detail | null>(null);
  asking = $state.raw<Asked | null>(null);

  constructor(id: string) {
    this.id = id;
  }

  get detail(): Detail | null {
    return this.load.value;
  }
  may(act: ActName): boolean {
    return this.detail?.may.includes(act) ?? false;
  }
  nameOf(id: string): string {
    return id === 'machine' ? t().alert.machine : (this.detail?.names[id] ?? id);
  }

  async refresh(): Promise<void> {
    const detail = await this.load.run(call('GET /api/briefings/{id}', { params: { id: this.id } }));
    if (detail !== null) this.newer = null;
  }

  /** Somebody did something: what stands around the paper is replaced, the paper itself only when the reader asks for it. */
  async look(): Promise<void> {
    const held = this.detail;
    if (held === null) return this.refresh();
    const answer = await call('GET /api/briefings/{id}', { params: { id: this.id } });
    if (!answer.ok) return;
    const isSame = answer.value.sha256 === this.detail?.sha256;
    this.newer = isSame ? null : answer.value;
    if (isSame) this.load.patch(() => answer.value);
  }

  takeNewer(): void {
    const { newer } = this;
    if (newer !== null) this.load.patch(() => newer);
    this.newer = null;
  }

  /** True when it was done. A refusal with no dialog around it is said as a note. */
  async do(body: Act, quiet = false): Promise<boolean> {
    const params = { id: this.id };
    const answer = await this.form.send(call('POST /api/briefings/{id}/acts', { params, body }));
    if (!answer.ok) {
      if (this.asking === null && body.act !== 'judge') note(say(answer.refused));
      // What was refused may be so because somebody was first.
      await this.look();
      return false;
    }
    this.asking = null;
    if (!quiet) note(t().briefing.done[body.act]);
    await this.refresh();
    return true;
  }

  async move(section: Section, finding: Finding, step: -1 | 1): Promise<void> {
    const before = stepTo(section, finding.key, step);
    if (before === undefined || !this.may('move')) return;
    if (!(await this.do({ act: 'move', key: finding.key, before }))) return;
    await tick();
    document.querySelector<HTMLElement>(`[data-finding="${CSS.escape(finding.key)}"]`)?.focus();
  }

  ask(what: Asked): void {
    this.form.clear();
    this.asking = what;
  }
  readonly close = (): void => {
    this.asking = null;
  };
}
