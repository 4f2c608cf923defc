import { BodyId, type Concern } from '../../../api/contract/index.ts';
import { rowAt } from '../../../api/desk/table.ts';
import { aDesk, NOON_MS, type Desk, type Name } from '../scene.ts';

export const DAY_MS = 86_400_000;
export const WATER = BodyId.parse('water-company');
export const HOUSING = BodyId.parse('housing-office');

/** A desk with two bodies; Deng answers for the water company. */
export function aLedger(): Desk {
  const desk = aDesk();
  const body = (id: string, name: string, people: readonly string[]): void => {
    desk.ask('ping', {
      do: 'office',
      act: { act: 'body-add', id, draft: { name, contact: '', people, active: true } },
    });
  };
  body(WATER, '县供水公司', ['deng']);
  body(HOUSING, '县住建局', []);
  return desk;
}

export type By = Name | 'machine' | 'terminal';
export type Act = Readonly<Record<string, unknown>> & { readonly act: string };

export function act(desk: Desk, by: By, what: Act, nowMs = NOON_MS, id = 'n1'): string {
  return desk.ask(by, { do: 'concern', id, act: what }, nowMs);
}

export function concernOf(desk: Desk, id = 'n1'): Concern {
  const concern = rowAt(desk.state().concerns, id);
  if (concern === undefined) throw new Error(`no concern ${id}`);
  return concern;
}

export const OPEN: Act = {
  act: 'open',
  title: '停水通知没有贴到楼道',
  text: '东关街道几个老小区只有业主群里有通知',
  topics: ['water'],
  places: [],
  origin: { from: 'visit' },
  heardMs: null,
};
export const ASSIGN: Act = { act: 'assign', body: WATER, others: [HOUSING], dueMs: null, note: '' };
export const REPORT: Act = { act: 'report', outcome: '公告栏已贴通知，短信同步', solved: true, files: [], body: null };
export const SETTLE: Act = {
  act: 'settle',
  outcome: '已落实',
  solved: true,
  publicAnswer: '以后提前一天贴通知',
  files: [],
};

/** A ledger with one concern in a state. */
export function aLedgerAt(state: Concern['state']): Desk {
  const desk = aLedger();
  act(desk, 'mo', OPEN);
  if (state === 'new') return desk;
  act(desk, 'mo', ASSIGN);
  if (state === 'assigned') return desk;
  act(desk, 'deng', REPORT);
  if (state === 'settled') act(desk, 'mo', SETTLE);
  return desk;
}
