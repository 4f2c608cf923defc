import type { SessionView } from '../../api/contract/index.ts';
import { call, heedLoss, onSessionEnd } from './api.ts';
import { markDownloads } from './csv.ts';
import { live } from './live.svelte.ts';
import { isOffered, may, mayOpen, type Right, type Screen } from './role.ts';

/** In the name of every file that leaves a drill; in both languages, whoever reads it. */
const DRILL_MARK = '演练 DRILL';

/** Who is logged in. Null: nobody. The token lies in a cookie that scripts cannot read. */
class Session {
  #view = $state.raw<SessionView | null>(null);
  /** Set when the session ended by itself, so that the log-in can say so. */
  ended = $state(false);

  get view(): SessionView | null {
    return this.#view;
  }
  may(right: Right): boolean {
    return this.#view !== null && may(this.#view.person.roles, right);
  }
  mayOpen(screen: Screen): boolean {
    return this.#view !== null && mayOpen(this.#view.person.roles, screen);
  }

  /** What the navigation shows. */
  isOffered(screen: Screen): boolean {
    return this.#view !== null && isOffered(this.#view.person.roles, screen);
  }

  begin(view: SessionView): void {
    this.#view = view;
    markDownloads(view.drill ? DRILL_MARK : '');
    this.ended = false;
    live.start();
  }

  change(change: Partial<Pick<SessionView, 'office' | 'sample'>>): void {
    if (this.#view !== null) this.#view = { ...this.#view, ...change };
  }

  async logOut(): Promise<void> {
    await call('DELETE /api/session', {});
    this.#forget();
  }

  lose(): void {
    if (this.#view === null) return;
    this.#forget();
    this.ended = true;
  }

  /** Asks the server whether the session still holds: roles may have changed, or somebody ended it. */
  async check(): Promise<void> {
    const answer = await call('GET /api/session', {});
    if (answer.ok) this.#view = answer.value;
  }

  #forget(): void {
    live.stop();
    this.#view = null;
  }
}

export const session = new Session();
onSessionEnd(() => session.lose());
heedLoss(() => live.state === 'lost');
live.listen((event) => {
  if (event.kind === 'session-ended') void session.check();
});
