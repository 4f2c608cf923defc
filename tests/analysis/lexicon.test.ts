import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from '../../api/analysis/csv.ts';
import { applyEdits, loadLexicon } from '../../api/analysis/lexicon.ts';
import { ROW_PARTS_MAX, ROW_WORDS_LENGTH_MAX } from '../../api/analysis/lexicon-rows.ts';
import { LEXICONS_DIR } from '../../api/analysis/script.ts';
import type { LexiconEdit } from '../../api/contract/analysis.ts';

describe('a lexicon', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lexicon-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const problemsOf = (rows: string) => {
    writeFileSync(join(dir, 'topics.csv'), `label,words,weight,origin\n${rows}`);
    const loaded = loadLexicon(dir);
    return 'problems' in loaded ? loaded.problems : [];
  };

  it('the shipped one has the topics, families and tones that the office needs', () => {
    const loaded = loadLexicon(LEXICONS_DIR);
    assert.ok('lexicon' in loaded);
    assert.ok(loaded.lexicon.topics.length >= 14);
    assert.ok(loaded.lexicon.markers.length >= 8);
    assert.equal(loaded.lexicon.tones.length, 5);
    assert.ok(loaded.lexicon.places.length > 3000);
    const local = loaded.lexicon.places.filter(({ id }) => id.startsWith('qh'));
    assert.ok(local.length > 40 && local.every(({ sample }) => sample));
    for (const { rows } of [...loaded.lexicon.topics, ...loaded.lexicon.markers]) assert.ok(rows.length > 10);
  });

  it('a bad line is named with its file, its line and the reason', () => {
    const bad = [
      ['water,水,heavy,hand', /weight/],
      ['water,水,99,hand', /weight/],
      ['water,,1,hand', /empty/],
      ['water,水++停,1,hand', /empty/],
      ['nosuch,水,1,hand', /label/],
      ['water,水,1,robot', /origin/],
      [`water,${'水'.repeat(ROW_WORDS_LENGTH_MAX + 1)},1,hand`, /longer/],
      [
        `water,${Array(ROW_PARTS_MAX + 1)
          .fill('水')
          .join('+')},1,hand`,
        /joined/,
      ],
    ] as const;
    for (const [row, reason] of bad) {
      const [problem] = problemsOf(`water,停水,1,hand\n${row}\n`);
      assert.equal(problem?.file, 'topics.csv');
      assert.equal(problem.line, 3);
      assert.match(problem.reason, reason);
    }
  });

  it('a file that the folder lacks is the shipped one', () => {
    writeFileSync(join(dir, 'topics.csv'), '# ours\nlabel,words,weight,origin\nwater,停水,1,learned\n');
    const loaded = loadLexicon(dir);
    assert.ok('lexicon' in loaded);
    assert.deepEqual(loaded.lexicon.topics[0]?.rows, [{ words: '停水', weight: 1, origin: 'learned' }]);
    assert.ok(loaded.lexicon.places.length > 3000);
  });

  it('equal content has an equal version, and an edit undone is no edit', () => {
    const loaded = loadLexicon(LEXICONS_DIR);
    assert.ok('lexicon' in loaded);
    const { lexicon } = loaded;
    const row = { file: 'topics', label: 'water', words: '绿水怪', weight: 2, origin: 'hand' } as const;
    const put: LexiconEdit = { act: 'put', row };
    const edited = applyEdits(lexicon, [put]);
    assert.notEqual(edited.version, lexicon.version);
    assert.equal(applyEdits(lexicon, [put, put]).version, edited.version);
    assert.equal(applyEdits(edited, [{ act: 'remove', row }]).version, lexicon.version);
    assert.equal(applyEdits(lexicon, []).version, lexicon.version);
  });

  it('reads quotes, comments, blank lines and a byte-order mark, and counts lines', () => {
    assert.deepEqual(parseCsv('\ufeff# note\na,b\r\n\n"x ""y"", z",2\n'), [
      { line: 2, cells: ['a', 'b'] },
      { line: 4, cells: ['x "y", z', '2'] },
    ]);
  });
});
