import { forget, keep, kept } from '../../lib/kept.ts';
import { joined, paragraphsOf, textOf, unsavedOf } from './judgement.ts';
import type { IssuePage } from './issue-page.svelte.ts';
import type { Detail } from './types.ts';

/**
 * The judgement under the writer's hands, on top of a version. Each keystroke is kept in this browser until it is saved; what
 * somebody else saved meanwhile is laid beside it (`theirs`) and replaces nothing.
 */
export class Judging {
  readonly page: IssuePage;
  readonly #name: string;
  text = $state('');
  /** What was saved when the writing began, and the issue's version then. */
  #from = $state('');
  #base = $state(0);
  #newest = 0;
  #taken = false;
  restored = $state(false);
  theirs = $state.raw<readonly string[] | null>(null);

  constructor(page: IssuePage, person: string) {
    this.page = page;
    this.#name = `judgement.${person}.${page.id}`;
  }

  get paragraphs(): readonly string[] {
    return paragraphsOf(this.text);
  }
  get dirty(): boolean {
    return textOf(this.paragraphs) !== this.#from;
  }

  /** What the server has now. */
  take({ briefing }: Detail): void {
    const saved = textOf(briefing.judgement);
    this.#newest = briefing.version;
    if (!this.#taken) this.#restore(saved);
    else if (this.dirty && saved !== this.#from) {
      this.theirs = saved === textOf(this.paragraphs) ? null : briefing.judgement;
      if (this.theirs !== null) return;
    }
    if (!this.dirty) this.text = saved;
    this.#from = saved;
    this.#base = briefing.version;
  }

  #restore(saved: string): void {
    this.#taken = true;
    this.text = saved;
    this.#from = saved;
    const unsaved = unsavedOf(kept(this.#name));
    if (unsaved === null || unsaved.text === saved) return;
    this.text = unsaved.text;
    this.restored = true;
    if (unsaved.from !== saved) this.theirs = paragraphsOf(saved);
  }

  /** Called on each keystroke. */
  keep(): void {
    if (this.dirty) keep(this.#name, JSON.stringify({ text: this.text, from: this.#from }));
    else forget(this.#name);
  }

  /** Back to what is saved. */
  drop(): void {
    this.settle('theirs');
    this.restored = false;
    this.text = this.#from;
    forget(this.#name);
  }

  /** How a conflict ends; nothing is saved by it. */
  settle(how: 'mine' | 'theirs' | 'both'): void {
    if (this.theirs === null) return;
    if (how === 'theirs') this.text = textOf(this.theirs);
    if (how === 'both') this.text = textOf(joined(this.theirs, this.paragraphs));
    this.#from = textOf(this.theirs);
    this.#base = this.#newest;
    this.theirs = null;
    this.keep();
  }

  /** True when it was saved. A refusal for a newer text fetches that text. */
  async save(): Promise<boolean> {
    const saved = await this.page.do({ act: 'judge', version: this.#base, paragraphs: [...this.paragraphs] });
    if (!saved) return false;
    this.restored = false;
    forget(this.#name);
    return true;
  }
}
