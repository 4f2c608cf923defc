import assert from 'node:assert/strict';
import { isRefusal } from '../../api/contract/index.ts';
import { apply, decide, DeskCommand } from '../../api/desk/desk.ts';
import { actorName } from '../../api/desk/roles.ts';
import type { DeskState } from '../../api/desk/state.ts';
import { mayCall } from './generated/cases.ts';
import { aWorld, CALLERS, SHA } from './generated/world.ts';
import { NOON_MS, RULES } from './scene.ts';

const WHOSE = { right: 'handover-sign', terminal: false } as const;
const callerNamed = (name: string) => CALLERS.find((each) => each.name === name) ?? assert.fail(name);

function does(state: DeskState, name: string, command: object): DeskState | string {
  const { actor } = callerNamed(name);
  const decided = decide(state, DeskCommand.parse(command), actor, NOON_MS, RULES);
  if (isRefusal(decided)) return decided.refused;
  return decided.reduce(
    (held, { kind, body, texts = {} }, at) =>
      apply(held, { n: at + 1, atMs: NOON_MS, actor: actorName(actor), kind, body, texts }),
    state,
  );
}

describe('who may take over a page of the handover', () => {
  const signed = does(aWorld(), 'the-monitor', { do: 'sign-handover', id: 'h1', sha256: SHA, bytes: 9, note: '' });
  assert.ok(typeof signed !== 'string');
  const take = { do: 'take-handover', id: 'h1', note: '' };

  for (const caller of CALLERS)
    it(`${caller.name}: as the table of rights says, and never who signed it away`, () => {
      const after = does(signed, caller.name, take);
      if (caller.name === 'the-monitor') assert.equal(after, 'handover-own');
      else if (mayCall(caller, WHOSE)) assert.ok(typeof after !== 'string', String(after));
      else assert.equal(after, 'no-permission');
    });

  it('is taken over once', () => {
    const taken = does(signed, 'the-leader', take);
    assert.ok(typeof taken !== 'string');
    assert.equal(does(taken, 'the-writer', take), 'handover-taken');
  });
});
