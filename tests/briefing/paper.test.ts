import assert from 'node:assert/strict';
import { boundPaper, paperOf } from '../../api/briefing/paper.ts';
import type { MadeIssue, Paper, PaperSection } from '../../api/contract/briefing-paper.ts';
import type { BriefingEdit } from '../../api/contract/briefing.ts';
import { canonical } from '../../api/paper/canonical.ts';
import { aBriefing, SEVEN_MS } from '../desk/rows.ts';
import { aMade } from './made.ts';

const NAMES = { mo: '林岚', ping: '陈立' };
const PLAN = { reportsTo: '县委办', copiesTo: '各镇' };
const edit = (change: Pick<BriefingEdit, 'act' | 'key'> & Partial<BriefingEdit>): BriefingEdit => ({
  ...{ before: null, text: '', by: 'mo', atMs: SEVEN_MS + 600_000 },
  ...change,
});
const paper = (edits: readonly BriefingEdit[], made: MadeIssue = aMade()): Paper =>
  paperOf(made, aBriefing({ edits: [...edits] }), NAMES, PLAN);
const keys = ({ sections }: Paper, id: PaperSection): readonly string[] =>
  sections.find((section) => section.id === id)?.findings.map(({ key }) => key) ?? [];
const words = ({ sections }: Paper, id: PaperSection): string =>
  (sections.find((section) => section.id === id)?.findings ?? [])
    .map(({ cells }) => cells.flatMap((cell) => cell.map(({ text }) => text)).join(''))
    .join('\n');

describe('the issue as it is read', () => {
  it('untouched it is what was made, with the judgement still to write and nothing to trace', () => {
    const read = paper([]);
    assert.deepEqual(keys(read, 'hot'), ['hot:a', 'hot:b', 'hot:c']);
    assert.deepEqual(keys(read, 'judgement'), []);
    assert.ok(!read.sections.some(({ id }) => id === 'trace'));
    assert.equal(read.classed, '内部');
    assert.deepEqual(
      read.sections.map(({ id }) => id),
      ['gist', 'hot', 'judgement', 'method'],
    );
  });

  it('a finding goes where it was moved to, within its own section, and the move is said', () => {
    const moved = paper([
      edit({ act: 'move', key: 'hot:c', before: 'hot:a' }),
      edit({ act: 'move', key: 'hot:a' }),
      edit({ act: 'move', key: 'hot:b', before: 'gist:0' }),
    ]);
    assert.deepEqual(keys(moved, 'hot'), ['hot:c', 'hot:b', 'hot:a']);
    assert.match(words(moved, 'trace'), /调整顺序 3 条（林岚）/);
  });

  it('what is left out stands in the trace with its words, its reason, who and when', () => {
    const left = paper([
      edit({ act: 'comment', key: 'hot:b', text: '已电话核实' }),
      edit({ act: 'leave-out', key: 'hot:b', text: '与昨日重复' }),
    ]);
    assert.deepEqual(keys(left, 'hot'), ['hot:a', 'hot:c']);
    assert.match(
      words(left, 'trace'),
      /“热点”删减一条：公交改线；12 条（删减理由：与昨日重复；林岚，2026年11月25日 07:10）/,
    );
    assert.match(words(left, 'trace'), /对已删减一条的评论：已电话核实/);
    assert.deepEqual(left.comments, []);
  });

  it('put back it is a finding like any other', () => {
    const back = paper([
      edit({ act: 'leave-out', key: 'hot:b', text: '重复' }),
      edit({ act: 'put-back', key: 'hot:b' }),
    ]);
    assert.deepEqual(keys(back, 'hot'), ['hot:a', 'hot:b', 'hot:c']);
    assert.ok(!words(back, 'trace').includes('重复'));
  });

  it('how it was counted cannot be left out', () => {
    const read = paper([edit({ act: 'leave-out', key: 'method:0', text: '太长' })]);
    assert.deepEqual(keys(read, 'method'), ['method:0']);
  });

  it('a reason for a finding that is not made any more is kept', () => {
    const read = paper([
      edit({ act: 'leave-out', key: 'hot:gone', text: '重复报送' }),
      edit({ act: 'comment', key: 'hot:gone2', text: '待核' }),
    ]);
    assert.match(words(read, 'trace'), /重新生成后不再出现的一条，删减理由：重复报送（林岚/);
    assert.match(words(read, 'trace'), /重新生成后不再出现的一条，评论：待核/);
  });

  it('what is bound is the same before and after the release', () => {
    const draft = aBriefing({ judgement: ['建议加密检测。'] });
    const released = { atMs: SEVEN_MS + 1, by: 'ping', paper: draft.made.sha256, n: 1, hash: '', channels: [] };
    const before = paperOf(aMade(), draft, NAMES, PLAN);
    const after = paperOf(aMade(), { ...draft, state: 'released', released }, NAMES, PLAN);
    assert.notEqual(canonical(before), canonical(after));
    assert.equal(canonical(boundPaper(before)), canonical(boundPaper(after)));
    assert.equal(after.releasedText, '签发：陈立，2026年11月25日 07:00');
  });
});
