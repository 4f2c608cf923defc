import type { StatementForm } from '../../../api/contract/index.ts';
import type { LintReply, StatementDetail } from '../../../api/contract/statement-view.ts';
import { call, type Refused } from '../../lib/api.ts';
import { Load } from '../../lib/load.svelte.ts';
import { Submission } from '../../lib/submission.svelte.ts';

/** The lint runs when the writer pauses this long. */
const PAUSE_MS = 500;

const EMPTY: StatementForm = {
  title: '',
  lead: '',
  verified: [],
  rumor: '',
  misleads: '',
  fact: '',
  checking: [],
  done: [],
  asked: [],
  nextMs: null,
  contact: '',
  signature: '',
  changed: '',
};

/** One statement on the screen, and the text that is being written on top of a version. */
export class Writing {
  readonly id: string;
  readonly load = new Load<StatementDetail>();
  readonly saving = new Submission();
  /** The form under the writer's hands. */
  form = $state<StatementForm>(structuredClone(EMPTY));
  /** The version that it was made from. */
  #base = $state(0);
  #from = $state.raw('');
  #lint = $state.raw<LintReply | null>(null);
  #linting = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The newer version that stood in the way of a save. */
  conflict = $state.raw<StatementDetail | null>(null);

  constructor(id: string) {
    this.id = id;
  }

  get detail(): StatementDetail | null {
    return this.load.value;
  }
  get base(): number {
    return this.#base;
  }
  get dirty(): boolean {
    return JSON.stringify(this.form) !== this.#from;
  }
  get lint(): LintReply | null {
    return this.#lint;
  }
  get linting(): boolean {
    return this.#linting;
  }
  may(act: string): boolean {
    return this.detail?.offers.find((offer) => offer.act === act)?.may === true;
  }
  /** A version that somebody saved since this one was opened. */
  get newer(): boolean {
    const last = this.detail?.statement.versions.at(-1)?.n ?? 0;
    return this.#base !== 0 && last > this.#base;
  }

  async refresh(): Promise<void> {
    const detail = await this.load.run(call('GET /api/statements/{id}', { params: { id: this.id } }));
    if (detail !== null) this.take(detail);
  }

  /** What the server says now. Words that are not saved stay under the writer's hands. */
  take(detail: StatementDetail): void {
    this.load.patch(() => detail);
    if (this.#base === 0 || !this.dirty) this.open(detail);
  }

  open(detail: StatementDetail): void {
    const version = detail.statement.versions.at(-1);
    this.form = structuredClone(version?.form ?? EMPTY);
    this.#base = version?.n ?? 0;
    this.#from = JSON.stringify(this.form);
    this.#lint = detail.lint;
    this.conflict = null;
  }

  /** The form goes on top of this version: after a conflict was settled. */
  rebase(form: StatementForm, base: number): void {
    this.form = form;
    this.#base = base;
    this.conflict = null;
  }

  /** True when a version was written; a conflict is put beside the text. */
  async save(): Promise<boolean> {
    const body = { base: this.#base, form: $state.snapshot(this.form) as StatementForm };
    const answer = await this.saving.send(
      call('POST /api/statements/{id}/versions', { params: { id: this.id }, body }),
    );
    if (answer.ok) {
      this.load.patch(() => answer.value);
      this.open(answer.value);
      return true;
    }
    if (isConflict(answer.refused)) await this.#showConflict();
    return false;
  }

  async #showConflict(): Promise<void> {
    const newest = await call('GET /api/statements/{id}', { params: { id: this.id } });
    if (!newest.ok) return;
    this.load.patch(() => newest.value);
    this.conflict = newest.value;
  }

  /** Filled in anew from the claim as it stands. */
  async refill(): Promise<void> {
    const answer = await this.saving.send(call('POST /api/statements/{id}/template', { params: { id: this.id } }));
    if (answer.ok) this.form = answer.value;
  }

  /** Asks for the lint after a pause. Give it to an effect that reads the form. */
  lintSoon(form: StatementForm): void {
    clearTimeout(this.#timer);
    this.#linting = true;
    this.#timer = setTimeout(() => void this.#ask(form), PAUSE_MS);
  }
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #ask(form: StatementForm): Promise<void> {
    const answer = await call('POST /api/statements/{id}/lint', { params: { id: this.id }, body: { form } });
    this.#linting = false;
    if (answer.ok) this.#lint = answer.value;
  }
}

const isConflict = ({ refused }: Refused): boolean => refused === 'conflict';
