import assert from 'node:assert/strict';
import {
  EvidenceId,
  isRefusal,
  PersonId,
  PointId,
  type Claim,
  type Evidence,
  type Refusal,
  type Role,
  type Statement,
  type StatementForm,
  type StatementState,
} from '../../../api/contract/index.ts';
import { currentVersion } from '../../../api/contract/statement-approval.ts';
import { apply, decide, DeskCommand } from '../../../api/desk/desk.ts';
import type { FoldEntry } from '../../../api/desk/entry.ts';
import type { Actor } from '../../../api/desk/roles.ts';
import { FIRST_STATE, type DeskState } from '../../../api/desk/state.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { aClaim, aPoint } from '../rows.ts';
import { HOUR_MS, NOON_MS, RULES } from '../scene.ts';

/** Texts and claims as an office would have them, for the tests of statements. */

export const REPORT = EvidenceId.parse('e1');
export const VISIT = EvidenceId.parse('e2');

export function anEvidence(change: Partial<Evidence> = {}): Evidence {
  return {
    id: REPORT,
    kind: 'measurement',
    title: '水质检测报告',
    from: '县疾控中心',
    body: null,
    obtainedMs: NOON_MS,
    addedMs: NOON_MS,
    by: 'mo',
    files: [],
    url: null,
    rawSha256: null,
    inquiry: null,
    note: '',
    ...change,
  };
}

const given = (verdict: 'true' | 'false', note: string, evidence: EvidenceId[]): Claim['points'][number]['given'] => [
  { verdict, evidence, note, atMs: NOON_MS, by: 'mo' },
];

/** One true point, one false, one open; each closed one rests on evidence. */
export function aWaterClaim(change: Partial<Claim> = {}): Claim {
  return aClaim({
    title: '自来水被化工厂泄漏污染',
    points: [
      aPoint({
        id: PointId.parse('p1'),
        text: '城东部分小区自来水发黄',
        verdict: 'true',
        given: given('true', '抢修后水流冲起管壁铁锈。', [REPORT]),
      }),
      aPoint({
        id: PointId.parse('p2'),
        text: '清源化工发生泄漏污染了自来水',
        verdict: 'false',
        given: given('false', '清源化工2026年11月20日起停产检修，现场检查没有发现泄漏。', [REPORT, VISIT]),
      }),
      aPoint({ id: PointId.parse('p3'), text: '有孩子喝水后肚子疼', verdict: 'open' }),
    ],
    evidence: [anEvidence(), anEvidence({ id: VISIT, kind: 'document', title: '现场检查记录', from: '县生态环境局' })],
    ...change,
  });
}

/** A whole notice on that claim, with nothing to find. */
export function aForm(change: Partial<StatementForm> = {}): StatementForm {
  return {
    title: '清河县新闻办关于城东片区供水情况的通报',
    lead: '2026年11月23日早晨，城东部分用户反映自来水发黄。给大家的生活带来不便，我们诚恳致歉。',
    verified: [
      { text: '城东部分小区自来水发黄，经核实，情况属实，原因是管道抢修。', evidence: [REPORT] },
      { text: '县疾控中心检测6个点位，挥发酚、苯系物均未检出。', evidence: [REPORT, VISIT] },
    ],
    rumor: '',
    misleads: '',
    fact: '',
    checking: ['有孩子喝水后肚子疼的情况，县卫健局正向3家医院核对。'],
    done: ['县供水公司已冲洗管网，14时20分复测两项指标达标。'],
    asked: ['如水仍发黄，请先放水5到10分钟。'],
    nextMs: NOON_MS + 8 * HOUR_MS,
    contact: '供水服务热线 0000-654321（24小时）',
    signature: '清河县人民政府新闻办公室',
    changed: '',
    ...change,
  };
}

/** A desk with claims already in it. `act` fills in the hash of the current text unless one is given; it answers with the refusal's code or the kinds written. */
export type StatementDesk = {
  state(): DeskState;
  ask(by: string, command: Readonly<Record<string, unknown>>, nowMs?: number): string;
  act(by: string, act: Readonly<Record<string, unknown>>, nowMs?: number, id?: string): string;
  sha(id?: string): string;
  statement(id?: string): Statement;
  /** What others' books would have done. */
  put(change: (state: DeskState) => DeskState): void;
  /** The whole refusal of an act, for its words. */
  refusal(by: string, act: Readonly<Record<string, unknown>>): Refusal;
  entries(): readonly FoldEntry[];
};

const PEOPLE: Readonly<Record<string, Role>> = {
  mo: 'monitor',
  wei: 'writer',
  yan: 'writer',
  ping: 'approver',
  han: 'approver',
  zhou: 'approver',
  lin: 'leader',
  deng: 'department',
};
const NEEDS_HASH = new Set(['submit', 'sign-off', 'approve', 'emergency', 'countersign', 'release', 'out']);

export function aStatementDesk(...claims: readonly Claim[]): StatementDesk {
  let state = (claims.length === 0 ? [aWaterClaim()] : claims).reduce(
    (held, claim) => ({ ...held, claims: withRow(held.claims, claim.id, claim) }),
    FIRST_STATE,
  );
  const entries: FoldEntry[] = [];
  const actorOf = (by: string): Actor =>
    by === 'machine' ? { kind: 'machine' } : { kind: 'person', id: PersonId.parse(by) };
  const decided = (by: string, command: unknown, nowMs: number): ReturnType<typeof decide> =>
    decide(state, DeskCommand.parse(command), actorOf(by), nowMs, RULES);
  const ask = (by: string, command: unknown, nowMs = NOON_MS): string => {
    const answer = decided(by, command, nowMs);
    if (isRefusal(answer)) return answer.refused;
    for (const { kind, body, texts = {} } of answer) {
      const entry = { n: entries.length + 1, atMs: nowMs, actor: by, kind, body, texts };
      entries.push(JSON.parse(JSON.stringify(entry)) as FoldEntry);
      state = apply(state, entry);
    }
    return answer.map(({ kind }) => kind).join() || 'nothing';
  };
  const held = (id: string): Statement | undefined => rowAt(state.statements, id);
  const sha = (id = 's1'): string => {
    const statement = held(id);
    return (statement === undefined ? undefined : currentVersion(statement)?.sha256) ?? '0'.repeat(64);
  };
  const full = (act: Readonly<Record<string, unknown>>, id: string): unknown => {
    const hash = NEEDS_HASH.has(String(act['act'])) ? { sha256: sha(id) } : {};
    return { do: 'statement', id, act: { ...hash, ...act } };
  };
  ask('machine', { do: 'set-up', id: 'ada', name: 'ada' });
  for (const [name, role] of Object.entries(PEOPLE)) {
    ask('ada', { do: 'add-person', id: name, draft: { name, roles: [role] } });
  }
  ask('ada', { do: 'change-settings', change: { office: '清河县新闻办' } });
  return {
    state: () => state,
    ask,
    sha,
    act: (by, act, nowMs = NOON_MS, id = 's1') => ask(by, full(act, id), nowMs),
    statement(id = 's1') {
      const statement = held(id);
      assert.ok(statement, id);
      return statement;
    },
    put(change) {
      state = change(state);
    },
    refusal(by, act) {
      const answer = decided(by, full(act, 's1'), NOON_MS);
      assert.ok(isRefusal(answer));
      return answer;
    },
    entries: () => entries,
  };
}

/** A draft with that whole text, by Wei. */
export function aDraft(desk: StatementDesk, form = aForm(), kind = 'notice', id = 's1'): void {
  assert.equal(
    desk.act('wei', { act: 'open', kind, claim: 'c1', corrects: null }, NOON_MS, id),
    'statement-opened,statement-saved',
  );
  assert.equal(desk.act('wei', { act: 'save', base: 1, form }, NOON_MS, id), 'statement-saved');
}

/** As far as `state`, by the straight way. */
export function brought(desk: StatementDesk, state: StatementState, id = 's1'): void {
  aDraft(desk, aForm(), 'notice', id);
  const way: readonly (readonly [StatementState, string, Readonly<Record<string, unknown>>])[] = [
    ['submitted', 'wei', { act: 'submit' }],
    ['approved', 'ping', { act: 'approve' }],
    ['scheduled', 'ping', { act: 'release', channels: ['page'], publishAtMs: null }],
    ['published', 'machine', { act: 'out' }],
  ];
  for (const [reached, by, act] of way) {
    if (desk.statement(id).state === state) return;
    desk.act(by, act, NOON_MS, id);
    assert.equal(desk.statement(id).state, reached);
  }
}
