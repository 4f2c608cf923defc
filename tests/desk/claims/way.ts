import assert from 'node:assert/strict';
import { ClaimId, isRefusal, type Claim, type Refusal } from '../../../api/contract/index.ts';
import { apply, decide, DeskCommand } from '../../../api/desk/desk.ts';
import type { FoldEntry } from '../../../api/desk/entry.ts';
import { actorName, type Actor } from '../../../api/desk/roles.ts';
import type { DeskState } from '../../../api/desk/state.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { aBody, aClaim } from '../rows.ts';
import { aDesk, idOf, NOON_MS, RULES, type Name } from '../scene.ts';

export const ID = ClaimId.parse('c1');
export const POST = 'a'.repeat(32);
type By = Name | 'machine';
type Body = Readonly<Record<string, unknown>>;

/** A desk with one claim and one body, that starts from rows which other books would have made. */
export type ClaimDesk = {
  state(): DeskState;
  give(change: (state: DeskState) => DeskState): void;
  /** The kinds of the entries that the act wrote, or the code of its refusal. */
  act(by: By, act: Body, options?: { fresh?: string; nowMs?: number; id?: string }): string;
  ask(by: By, command: Body, nowMs?: number): string;
  refusal(): Refusal | null;
  /** An entry that another book writes. */
  write(kind: string, body: Body, texts?: Readonly<Record<string, string>>, by?: string): void;
  claim(id?: string): Claim;
};

export function aClaimDesk(claim: Partial<Claim> | null = {}): ClaimDesk {
  let state = aDesk().state();
  state = { ...state, bodies: withRow(state.bodies, 'water-company', aBody()) };
  if (claim !== null) state = { ...state, claims: withRow(state.claims, ID, aClaim(claim)) };
  let n = 0;
  let last: Refusal | null = null;
  const write = (kind: string, body: Body, texts: Readonly<Record<string, string>>, by: string, atMs: number): void => {
    n += 1;
    // As the journal gives it back: through JSON.
    state = apply(state, JSON.parse(JSON.stringify({ n, atMs, actor: by, kind, body, texts })) as FoldEntry);
  };
  const ask = (by: By, command: Body, nowMs = NOON_MS): string => {
    const actor: Actor = by === 'machine' ? { kind: by } : { kind: 'person', id: idOf(by) };
    const decided = decide(state, DeskCommand.parse(command), actor, nowMs, RULES);
    last = isRefusal(decided) ? decided : null;
    if (isRefusal(decided)) return decided.refused;
    for (const { kind, body, texts = {} } of decided) write(kind, body, texts, actorName(actor), nowMs);
    return decided.map((draft) => draft.kind).join() || 'nothing';
  };
  let made = 0;
  return {
    state: () => state,
    give(change) {
      state = change(state);
    },
    ask,
    act(by, act, { fresh, nowMs, id = ID } = {}) {
      made += 1;
      return ask(by, { do: 'claim', id, act, fresh: fresh ?? `f${made}` }, nowMs);
    },
    refusal: () => last,
    write: (kind, body, texts = {}, by = 'mo') => write(kind, body, texts, by, NOON_MS),
    claim(id = ID) {
      const row = rowAt(state.claims, id);
      assert.ok(row, `no claim ${id}`);
      return row;
    },
  };
}

export const PIECE = {
  act: 'evidence-add',
  kind: 'document',
  title: '检测报告',
  from: '县疾控中心',
  obtainedMs: NOON_MS,
  note: '达标',
};
export const OWN_PIECE = { ...PIECE, title: '公司说明', from: '县供水公司', body: 'water-company' };
