import { isRefusal, type Refusal } from '../contract/index.ts';
import { apply, decide, DESK_FOLD, type DeskCommand } from '../desk/desk.ts';
import type { Rules } from '../desk/person-text.ts';
import { actorName, type Actor } from '../desk/roles.ts';
import type { DeskState } from '../desk/state.ts';
import { foldJournal, foldOn } from '../journal/fold.ts';
import type { Journal } from '../journal/journal.ts';

/** The desk's state in memory, and the one way to change it. */
export type DeskRoom = {
  state(): DeskState;
  /** Decides, appends to the journal, applies. Null when done; the refusal when not. Nothing changes in between. */
  command(command: DeskCommand, actor: Actor): Refusal | null;
  /** Makes the state anew of the whole journal: texts that were erased leave the memory too. */
  foldAnew(): void;
};

/** Folds the journal and keeps the state up to date; entries of another process (a command in a terminal) are folded in first. */
export function openDeskRoom(journal: Journal, rules: Rules, now: () => number): DeskRoom {
  let { state, n } = foldJournal(journal, DESK_FOLD);
  const catchUp = (): void => {
    if (journal.head().n !== n) ({ state, n } = foldOn(journal, { apply }, state, n));
  };
  return {
    state() {
      catchUp();
      return state;
    },
    command(command, actor) {
      catchUp();
      const decided = decide(state, command, actor, now(), rules);
      if (isRefusal(decided)) return decided;
      journal.append(decided, actorName(actor));
      catchUp();
      return null;
    },
    foldAnew() {
      ({ state, n } = foldJournal(journal, DESK_FOLD));
    },
  };
}
