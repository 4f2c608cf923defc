import assert from 'node:assert/strict';
import { isRefusal, PersonId } from '../../api/contract/index.ts';
import { apply, decide, DeskCommand } from '../../api/desk/desk.ts';
import type { FoldEntry } from '../../api/desk/entry.ts';
import { actorName, type Actor } from '../../api/desk/roles.ts';
import { FIRST_STATE, type DeskState } from '../../api/desk/state.ts';

export const NOON_MS = Date.UTC(2026, 10, 25, 4);
export const HOUR_MS = 3_600_000;

export const ROLES_OF = {
  ada: ['administrator'],
  mo: ['monitor'],
  wei: ['writer'],
  ping: ['approver'],
  deng: ['department'],
  lin: ['leader'],
} as const;
export type Name = keyof typeof ROLES_OF;

/** In the tests one private person is known: 王小明. */
export const RULES = { isPersonName: (text: string): boolean => text.includes('王小明') };

export function idOf(name: string): PersonId {
  return PersonId.parse(name);
}

/** A desk that is asked and answers: `ask` gives the refusal's code, or the kinds of the entries that it wrote. */
export type Desk = {
  state(): DeskState;
  ask(by: Name | 'machine' | 'terminal', command: Readonly<Record<string, unknown>>, nowMs?: number): string;
};

export function anEmptyDesk(): Desk {
  let state = FIRST_STATE;
  let n = 0;
  const write = (entry: Omit<FoldEntry, 'n'>): void => {
    n += 1;
    // As the journal gives it back: through JSON.
    state = apply(state, JSON.parse(JSON.stringify({ ...entry, n })) as FoldEntry);
  };
  return {
    state: () => state,
    ask(by, command, nowMs = NOON_MS) {
      const actor: Actor = by === 'machine' || by === 'terminal' ? { kind: by } : { kind: 'person', id: idOf(by) };
      const decided = decide(state, DeskCommand.parse(command), actor, nowMs, RULES);
      if (isRefusal(decided)) return decided.refused;
      for (const { kind, body, texts = {} } of decided) {
        write({ atMs: nowMs, actor: actorName(actor), kind, body, texts });
      }
      return decided.map((draft) => draft.kind).join() || 'nothing';
    },
  };
}

/** One person of each role; Ada is the only administrator. */
export function aDesk(): Desk {
  const desk = anEmptyDesk();
  assert.equal(desk.ask('machine', { do: 'set-up', id: 'ada', name: 'ada' }), 'person-added');
  for (const [name, roles] of Object.entries(ROLES_OF)) {
    if (name !== 'ada') desk.ask('ada', { do: 'add-person', id: name, draft: { name, roles } });
  }
  return desk;
}
