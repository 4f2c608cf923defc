import assert from 'node:assert/strict';
import { ClaimState, RIGHTS, type Role } from '../../../api/contract/index.ts';
import { DeskClaimAct, type DeskClaimActName } from '../../../api/desk/claims/command.ts';
import { CLAIM_RULES } from '../../../api/desk/claims/rules.ts';
import { withRow } from '../../../api/desk/table.ts';
import { aClaim, aPoint, aStatement } from '../rows.ts';
import { HOUR_MS, NOON_MS, ROLES_OF, type Name } from '../scene.ts';
import { aClaimDesk, PIECE, POST, type ClaimDesk } from './way.ts';
import { ClaimId, EvidenceId, PointId, StatementId } from '../../../api/contract/index.ts';

const VARIANT = { id: 'v1', text: '自来水被污染了快转', post: POST, group: POST, firstSeenMs: NOON_MS };
/** One good example of each act, for a claim that has all that they need. */
const EXAMPLES: Readonly<Record<DeskClaimActName, object>> = {
  open: {
    title: '夜市要整体关停',
    topics: [],
    places: [],
    origin: { from: 'hand' },
    knownMs: NOON_MS,
    firstPostMs: null,
  },
  edit: { title: '自来水有异味' },
  take: {},
  'hand-over': { to: 'wei' },
  check: { note: '再查' },
  ready: {},
  close: { note: '群众已知情' },
  watch: { untilMs: NOON_MS + HOUR_MS, note: '只有两条' },
  'pass-on': { to: '邻县' },
  dismiss: { note: '不是传言' },
  resume: { note: '又有人传' },
  grade: { grade: 'major', note: '停水面广' },
  merge: { into: 'c2' },
  split: { title: '有孩子住院', points: ['p1'] },
  attach: { variant: { ...VARIANT, id: 'v2', text: '别的话别的话', group: null, post: null } },
  detach: { variant: 'v1' },
  'dismiss-post': { post: 'b'.repeat(32) },
  'point-add': { text: '有孩子住院' },
  'point-edit': { point: 'p1', text: '城东自来水发黄' },
  'point-remove': { point: 'p1' },
  verdict: { point: 'p1', verdict: 'false', evidence: ['e1'] },
  'evidence-add': PIECE,
  'evidence-withdraw': { evidence: 'e1', note: '弄错了' },
  choose: { choice: 'wait', reasons: ['small:2'], note: '先看' },
  'take-up': { statement: 's9' },
};
const NAMES = Object.keys(EXAMPLES) as DeskClaimActName[];

/** A claim that has everything, in any state; another one; and an earlier statement that is out. */
function fullDesk(state: ClaimState): ClaimDesk {
  const e1 = EvidenceId.parse('e1');
  const piece = { id: e1, kind: 'document', title: '报告', from: '县疾控中心', body: null, note: '' } as const;
  const rest = {
    obtainedMs: NOON_MS,
    addedMs: NOON_MS,
    by: 'mo',
    files: [],
    url: null,
    rawSha256: null,
    inquiry: null,
  };
  const desk = aClaimDesk({
    state,
    holder: null,
    points: [aPoint()],
    evidence: [{ ...piece, ...rest, files: [] }],
    variants: [{ ...VARIANT, post: null, group: null, addedMs: NOON_MS, by: 'mo' }],
  });
  const other = aClaim({ id: ClaimId.parse('c2'), no: 2, state: 'checking' });
  const out = aStatement({ id: StatementId.parse('s9'), claim: null, publishedMs: NOON_MS - HOUR_MS });
  desk.give((held) => ({
    ...held,
    claims: withRow(held.claims, 'c2', other),
    statements: withRow(held.statements, 's9', out),
  }));
  return desk;
}

function may(name: Name, act: DeskClaimActName): boolean {
  const allowed: readonly Role[] = RIGHTS[CLAIM_RULES[act].right];
  return ROLES_OF[name].some((role) => allowed.includes(role));
}

describe('who may do what with a claim, when', () => {
  it('every act has an example, and every example is an act', () => {
    const all = DeskClaimAct.options.map((option) => option.shape.act.value);
    assert.deepEqual(all.toSorted(), NAMES.toSorted());
  });

  for (const act of NAMES.filter((name) => name !== 'open')) {
    it(`${act}: every role and state as the table says, and a refusal changes nothing`, () => {
      for (const state of ClaimState.options) {
        for (const name of Object.keys(ROLES_OF) as Name[]) {
          const desk = fullDesk(state);
          const before = desk.state();
          const answer = desk.act(name, { act, ...EXAMPLES[act] });
          const what = `${name} · ${act} · ${state}`;
          if (!may(name, act)) assert.equal(answer, 'claim-role', what);
          else if (!CLAIM_RULES[act].from.includes(state)) assert.equal(answer, 'claim-state', what);
          // A new claim that nobody looked at is not closed: the one rule beside the table.
          else if (act === 'close' && state === 'new') assert.equal(answer, 'claim-state', what);
          else assert.match(answer, /^(?:claim-|evidence-added)/, what);
          const refused = answer === 'claim-role' || answer === 'claim-state';
          assert.equal(desk.state() === before, refused, what);
        }
      }
    });
  }

  it('the machine attaches and does nothing else', () => {
    for (const act of NAMES) {
      const answer = fullDesk('checking').act(
        'machine',
        { act, ...EXAMPLES[act] },
        { id: act === 'open' ? 'c9' : 'c1' },
      );
      assert.equal(answer, act === 'attach' ? 'claim-variant-attached' : 'claim-role', act);
    }
  });

  it('a refusal names the roles, or what can be done now and by whom, in both languages', () => {
    const desk = fullDesk('closed');
    desk.act('lin', { act: 'ready' });
    assert.match(desk.refusal()?.zh ?? '', /监测员、撰稿人、审批人/);
    desk.act('mo', { act: 'ready' });
    assert.match(desk.refusal()?.zh ?? '', /已结案.*恢复核实（监测员、撰稿人、审批人）/);
    assert.match(desk.refusal()?.en ?? '', /closed.*resume it \(monitors, writers, approvers\)/);
  });

  it('an act on a claim that is not there is told so', () => {
    assert.equal(aClaimDesk(null).act('mo', { act: 'take' }), 'not-found');
    assert.equal(
      fullDesk('checking').act('mo', { act: 'verdict', ...EXAMPLES.verdict, point: PointId.parse('p9') }),
      'not-found',
    );
  });
});
