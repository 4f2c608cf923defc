import assert from 'node:assert/strict';
import { FIGURE_ROWS_MAX, BRIEFINGS_SHOWN_MAX } from '../../api/contract/briefing-view.ts';
import { PARAGRAPHS_MAX, PARAGRAPH_CHARS_MAX } from '../../api/contract/briefing.ts';
import { DeskRule } from '../../api/contract/briefing-paper.ts';
import { NOTE_CHARS_MAX } from '../../api/contract/limit.ts';
import { figureWords } from '../../dashboard/screens/briefing/figure-words.ts';
import { nameOf } from '../../dashboard/screens/briefing/file.ts';
import * as handover from '../../dashboard/screens/briefing/handover/types.ts';
import { joined, paragraphsOf, textOf, unsavedOf } from '../../dashboard/screens/briefing/judgement.ts';
import {
  chartTable,
  groupsOf,
  headed,
  leftOut,
  nameOfKey,
  stepTo,
} from '../../dashboard/screens/briefing/paper-view.ts';
import { minOfTime, timeOfMin } from '../../dashboard/screens/briefing/plan.ts';
import { isNarrowed, queryOf } from '../../dashboard/screens/briefing/query.ts';
import * as limits from '../../dashboard/screens/briefing/types.ts';
import type { Chart, Edit, Finding, Section } from '../../dashboard/screens/briefing/types.ts';
import { zh } from '../../dashboard/text/zh.ts';

const finding = (key: string, ...cells: string[]): Finding => ({
  key,
  cells: cells.map((text) => [{ text }]),
  link: null,
  fresh: false,
  posts: [],
});
const section = (id: Section['id'], findings: Finding[], columns: string[] = []): Section => ({
  id,
  title: id,
  columns,
  numeric: [],
  findings,
  empty: '无。',
});
const edit = (act: Edit['act'], key: string, text = ''): Edit => ({
  act,
  key,
  before: null,
  text,
  by: 'p1',
  atMs: 0 as Edit['atMs'],
});

describe('an issue of the briefing on the screen', () => {
  it('numbers its sections as in print: promises and main points before them, the appendix after', () => {
    const ids = ['promised', 'gist', 'due', 'hot', 'judgement', 'method', 'trace'] as const;
    const titles = headed(ids.map((id) => section(id, []))).map(({ title }) => title);
    assert.deepEqual(titles, ['promised', 'gist', '一、due', '二、hot', '三、judgement', '附：method', 'trace']);
  });

  it('a title that has its number already is not numbered twice', () => {
    assert.equal(headed([{ ...section('due', []), title: '一、需回应事项' }])[0]?.title, '一、需回应事项');
  });

  it('a sentence among the rows of a table stands where it stood', () => {
    const rows = [finding('a', '水', '3'), finding('b', '另有 2 条。'), finding('c', '电', '1')];
    assert.deepEqual(
      groupsOf(section('hot', rows, ['议题', '条数'])).map(({ as, findings }) => [as, findings.length]),
      [
        ['table', 1],
        ['lines', 1],
        ['table', 1],
      ],
    );
  });

  it('a finding moves a step up or down, and not past the ends', () => {
    const three = section('hot', [finding('a', '1'), finding('b', '2'), finding('c', '3')]);
    assert.equal(stepTo(three, 'b', -1), 'a');
    assert.equal(stepTo(three, 'a', 1), 'c');
    assert.equal(stepTo(three, 'b', 1), null);
    assert.equal(stepTo(three, 'a', -1), undefined);
    assert.equal(stepTo(three, 'c', 1), undefined);
    assert.equal(stepTo(three, 'x', 1), undefined);
  });

  it('the last word on a finding counts: left out, or put back', () => {
    const edits = [edit('leave-out', 'a', '重复'), edit('leave-out', 'b', '过时'), edit('put-back', 'a')];
    assert.deepEqual([...leftOut(edits).keys()], ['b']);
  });

  it('what was left out keeps its name by the trace that is printed', () => {
    const words = '“热点 TOP5”删减一条：夜市噪声；19（删减理由：已回到平常；林岚，2026年11月25日 07:10）';
    const paper = { sections: [section('hot', [finding('a', '水')]), section('trace', [finding('left:b', words)])] };
    assert.equal(nameOfKey(paper, 'b'), '夜市噪声');
    assert.equal(nameOfKey(paper, 'a'), '水');
    assert.equal(nameOfKey(paper, 'gone'), '');
  });

  it('missing data is an empty cell of the table, never 0', () => {
    const chart = {
      unit: '条',
      bins: [{ label: '8时' }, { label: '9时' }],
      lines: [{ name: '条数', kind: 'line', values: [3, null] }],
    } as unknown as Chart;
    assert.deepEqual(chartTable(chart, '时间'), {
      head: ['时间', '条数（条）'],
      rows: [
        ['8时', 3],
        ['9时', null],
      ],
    });
  });

  it('every way of counting is said in words', () => {
    const said = (query: Parameters<typeof figureWords>[0]): string =>
      figureWords(query, zh.briefing, (_, id) => id, String).join('；');
    const span = { fromMs: 1 as Edit['atMs'], toMs: 2 as Edit['atMs'] };
    for (const rule of DeskRule.options)
      assert.match(said({ of: 'desk', rule, body: null, ...span }), /\p{Script=Han}.*1 至 2/u);
    const lists = { topics: ['供水'], places: [], markers: [], sources: [], kinds: [] };
    const criteria = { text: '发黄', group: '', ...lists, ...span };
    assert.equal(said({ of: 'posts', criteria }), '公开帖文的条数；1 至 2（北京时间）；含“发黄”；限于 供水');
  });
});

describe('the judgement', () => {
  it('is a paragraph a line, without empty ones', () => {
    assert.deepEqual(paragraphsOf(' 第一段。\r\n\n第二段。\n '), ['第一段。', '第二段。']);
    assert.equal(textOf(['甲', '乙']), '甲\n乙');
  });

  it('two texts put together lose nothing and repeat nothing', () => {
    assert.deepEqual(joined(['甲', '乙'], ['乙', '丙']), ['甲', '乙', '丙']);
  });

  it('what was kept in the browser comes back only whole', () => {
    assert.deepEqual(unsavedOf(JSON.stringify({ text: '新', from: '旧' })), { text: '新', from: '旧' });
    for (const kept of [null, '', '{', '[]', '"x"', '{"text":"新"}', JSON.stringify({ text: '同', from: '同' })])
      assert.equal(unsavedOf(kept), null);
  });
});

describe('the address and the forms of the briefing', () => {
  it('an address that was typed wrong shows every issue', () => {
    assert.deepEqual(queryOf(new URLSearchParams('kind=hourly&year=20x6&q=%20')), { kind: '', q: '', year: 0 });
    const asked = queryOf(new URLSearchParams('kind=weekly&year=2026&q=供水'));
    assert.deepEqual(asked, { kind: 'weekly', q: '供水', year: 2026 });
    assert.ok(isNarrowed(asked) && !isNarrowed(queryOf(new URLSearchParams())));
  });

  it('hours of the day go to minutes and back; what is no hour is none', () => {
    for (const min of [0, 420, 1_439]) assert.equal(minOfTime(timeOfMin(min)), min);
    for (const text of ['', '24:00', '7:00', '07:60']) assert.equal(minOfTime(text), null);
  });

  it('a file is saved under the name that the server gives it', () => {
    assert.equal(nameOf("attachment; filename*=UTF-8''%E6%97%A5%E6%8A%A5.pdf"), '日报.pdf');
    assert.equal(nameOf('attachment; filename="a.txt"'), 'a.txt');
    assert.equal(nameOf(null), null);
  });

  it('the limits of the screens are those of the contract', () => {
    assert.equal(limits.NOTE_MAX, NOTE_CHARS_MAX);
    assert.equal(handover.NOTE_MAX, NOTE_CHARS_MAX);
    assert.equal(limits.PARAGRAPHS_MAX, PARAGRAPHS_MAX);
    assert.equal(limits.PARAGRAPH_CHARS_MAX, PARAGRAPH_CHARS_MAX);
    assert.equal(limits.LISTED_MAX, BRIEFINGS_SHOWN_MAX);
    assert.equal(limits.FIGURE_ROWS_MAX, FIGURE_ROWS_MAX);
  });
});
