import { createHash } from 'node:crypto';
import type { Briefing } from '../../../api/contract/briefing.ts';
import { briefingIdAt, endedPeriods, yearOf } from '../../../api/desk/briefings/period.ts';
import { nextIssueNo } from '../../../api/desk/briefings/rows.ts';
import { anyOf, CHECKERS, isRow, type Move, type Said, type Scene } from './moves.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const KEYS = ['claim:c1', 'hot:water', 'due:i1', 'gone:by now'];

/** Some issues are asked for twice, and some with a number that is not the next. */
function made({ chance, state, nowMs, id }: Scene): Move {
  const kind = chance.pick(['daily', 'daily', 'daily', 'weekly', 'monthly'] as const);
  const when = state.briefingPlan;
  const periods = endedPeriods(kind, when, nowMs, 0, 5);
  const { fromMs, toMs } = chance.pick(periods);
  const year = yearOf(toMs);
  const no = chance.happens(0.9) ? nextIssueNo(state, kind, year) : 1 + chance.below(9);
  const made = { sha256: sha256(id()), atMs: nowMs, n: 1, hash: 'e'.repeat(64), lacking: [] };
  const act = { act: 'make', kind, about: null, year, no, fromMs, toMs, made, sample: chance.happens(0.1) };
  return { by: ['machine', 'machine', ...CHECKERS], command: { do: 'briefing', id: briefingIdAt(kind, toMs), act } };
}

const DUE: Readonly<Record<Briefing['state'], readonly string[]>> = {
  draft: ['judge', 'judge', 'move', 'comment', 'leave-out', 'put-back', 'remake', 'submit', 'submit'],
  submitted: ['release', 'release', 'release', 'return'],
  released: ['read', 'mark', 'send-again', 'file', 'redact'],
};

export function briefingMoved(scene: Scene): Move {
  const { chance, state, said, id, nowMs } = scene;
  const row = anyOf(scene, state.briefings);
  if (!isRow<Briefing>(row) || chance.happens(0.1)) return made(scene);
  const key = chance.pick(KEYS);
  const paper = sha256(`${row.id} ${row.version}`);
  const remade = { ...row.made, sha256: sha256(id()), atMs: nowMs };
  const release = { act: 'release', paper: chance.happens(0.9) ? paper : sha256('another'), channels: [] };
  const mark = { act: 'mark', key, text: said(), about: said(), body: 'health', dueMs: nowMs + 1 };
  const acts: readonly (readonly [readonly string[], Said])[] = [
    [CHECKERS, { act: 'judge', version: row.version, paragraphs: [said(), said()].slice(chance.below(2)) }],
    [CHECKERS, { act: 'move', key, before: chance.pick([...KEYS, null]) }],
    [CHECKERS, { act: 'comment', key, text: said() }],
    [CHECKERS, { act: 'leave-out', key, text: said() }],
    [CHECKERS, { act: 'put-back', key }],
    [['machine', 'mo'], { act: 'remake', made: remade, sample: row.sample }],
    [CHECKERS, { act: 'submit' }],
    [['ping', 'han'], { act: 'return', note: said() }],
    [
      ['ping', 'han', 'zhou'],
      { ...release, seen: { paper, version: row.version }, head: { n: 1, hash: 'e'.repeat(64) } },
    ],
    [['lin', 'mo', 'wei', 'fang'], { act: 'read' }],
    [['lin'], { ...mark, concern: id() }],
    [['ping'], { act: 'send-again', note: said() }],
    [['machine'], { act: 'file', form: chance.pick(['pdf', 'docx']), sha256: sha256(id()), bytes: 9 }],
    [['machine'], { act: 'redact', made: sha256(id()), paper: row.released === null ? null : sha256(id()) }],
  ];
  const due = acts.filter(([, { act: name }]) => DUE[row.state].includes(name));
  const [by, act] = chance.pick(chance.happens(0.8) ? due : acts);
  return { by, command: { do: 'briefing', id: row.id, act } };
}

/** When issues are made, and what the paper is called. */
export function briefingsPlanned({ chance, state, said }: Scene): Move {
  const plan = { ...state.briefingPlan, name: said(), atMin: chance.below(1_440), weekday: 1 + chance.below(7) };
  return { by: ['ping', 'ada'], command: { do: 'plan-briefings', plan } };
}
