import assert from 'node:assert/strict';
import { diffOf, DIFF_EDITS_MAX, type DiffRun } from '../../../api/contract/statement-diff.ts';
import { printedMoment, statementParts, textOf } from '../../../api/contract/statement-text.ts';
import { aForm } from './writing.ts';

describe('the printed text', () => {
  it('has its parts in the order of the field, numbered, empty ones left out', () => {
    assert.equal(
      textOf(aForm({ asked: [], checking: [' ', '卫健局正在核对。'] }), 'notice'),
      [
        '清河县新闻办关于城东片区供水情况的通报',
        '2026年11月23日早晨，城东部分用户反映自来水发黄。给大家的生活带来不便，我们诚恳致歉。',
        '一、已核实的情况',
        '城东部分小区自来水发黄，经核实，情况属实，原因是管道抢修。',
        '县疾控中心检测6个点位，挥发酚、苯系物均未检出。',
        '二、正在核实的情况',
        '卫健局正在核对。',
        '三、已采取的措施',
        '县供水公司已冲洗管网，14时20分复测两项指标达标。',
        '下次发布时间：2026年11月25日20:00前。',
        '咨询渠道：供水服务热线 0000-654321（24小时）',
        '清河县人民政府新闻办公室',
      ].join('\n'),
    );
  });

  it('of a rebuttal has the facts before the rumor, and the fact again after it', () => {
    const form = aForm({ rumor: '网传甲。', misleads: '因为乙。', fact: '事实是丙。' });
    const parts = statementParts(form, 'rebuttal').map(({ part }) => part);
    assert.ok(parts.indexOf('verified') < parts.indexOf('rumor'));
    const rumor = statementParts(form, 'rebuttal').find(({ part }) => part === 'rumor');
    assert.deepEqual(
      rumor?.paragraphs.map(({ text }) => text),
      ['网传甲。', '因为乙。', '事实是丙。'],
    );
  });

  it('of a correction says first what changed', () => {
    assert.equal(textOf(aForm({ changed: '6个改为8个。' }), 'correction').split('\n')[1], '更正说明：6个改为8个。');
  });

  it('drops no word: whatever is typed in any part is in the text', () => {
    const form = aForm({ rumor: '甲甲甲', misleads: '乙乙乙', fact: '丙丙丙', changed: '丁丁丁' });
    for (const kind of ['holding', 'notice', 'rebuttal', 'follow-up', 'correction'] as const) {
      for (const word of ['甲甲甲', '乙乙乙', '丙丙丙', '丁丁丁', '诚恳致歉', '放水5到10分钟']) {
        assert.ok(textOf(form, kind).includes(word), `${kind} ${word}`);
      }
    }
  });

  it('reads hours in Beijing time', () =>
    assert.equal(printedMoment(Date.UTC(2026, 11, 31, 16, 5)), '2027年1月1日00:05'));
});

describe('the difference of two versions', () => {
  const shown = (runs: readonly DiffRun[]): string =>
    runs.map(({ is, text }) => ({ same: text, added: `+{${text}}`, removed: `-{${text}}` })[is]).join('');

  it('is by word inside a sentence that was changed', () => {
    const runs = diffOf(
      '县疾控中心检测部分点位，均基本达标。热线不变。',
      '县疾控中心检测6个点位，均未检出。热线不变。',
    );
    assert.equal(shown(runs), '县疾控中心检测-{部分}+{6个}点位，均-{基本达标}+{未检出}。热线不变。');
  });

  it('is by sentence where a sentence came or went', () => {
    const runs = diffOf('甲单位已冲洗。个别网民造谣。', '甲单位已冲洗。通知没有送到所有用户，是我们的不足。');
    assert.equal(shown(runs), '甲单位已冲洗。-{个别网民造谣。}+{通知没有送到所有用户，是我们的不足。}');
  });

  it('gives both texts back from its runs, for random edits', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const letters = [...'水管厂市民检测，。达标\n复通报Ab1'];
    for (let round = 0; round < 300; round += 1) {
      const before = Array.from({ length: random(60) }, () => letters[random(letters.length)] ?? '').join('');
      const at = random(before.length + 1);
      const after = before.slice(0, at) + (letters[random(letters.length)] ?? '') + before.slice(at + random(4));
      const runs = diffOf(before, after);
      const of = (not: DiffRun['is']): string =>
        runs
          .filter(({ is }) => is !== not)
          .map(({ text }) => text)
          .join('');
      assert.equal(of('added'), before, `seed 7, round ${round}`);
      assert.equal(of('removed'), after, `seed 7, round ${round}`);
    }
  });

  it('of texts that share nothing stays quick and whole', () => {
    const before = Array.from({ length: DIFF_EDITS_MAX + 50 }, (_, at) => `甲${at}。`).join('');
    const after = Array.from({ length: DIFF_EDITS_MAX + 50 }, (_, at) => `乙${at}！`).join('');
    const startedMs = performance.now();
    const runs = diffOf(before, after);
    assert.ok(performance.now() - startedMs < 1_000);
    assert.deepEqual(
      runs.map(({ is }) => is),
      ['removed', 'added'],
    );
  });
});
