import assert from 'node:assert/strict';
import { applyEdits, loadLexicon } from '../../api/analysis/lexicon.ts';
import { AnalysisQueueFull, createAnalysisPool, QUEUE_TEXTS_MAX } from '../../api/analysis/pool.ts';
import type { AnalysisPool } from '../../api/analysis/pool.ts';
import { LEXICONS_DIR } from '../../api/analysis/script.ts';
import type { Lexicon } from '../../api/contract/analysis.ts';

describe('the analysis pool', function () {
  this.timeout(60_000);
  let pool: AnalysisPool;
  let lexicon: Lexicon;

  before(() => {
    const loaded = loadLexicon(LEXICONS_DIR);
    assert.ok('lexicon' in loaded);
    lexicon = loaded.lexicon;
    pool = createAnalysisPool({ threads: 1, lexicon });
  });
  after(() => pool.close());

  it('answers in the order of the texts, over more than one batch', async () => {
    const texts = Array.from({ length: 150 }, (_, index) => ({ text: `停水了 ${index} 次`, title: '停水' }));
    const analyses = await pool.analyse(texts);
    assert.equal(analyses.length, 150);
    analyses.forEach((analysis, index) => {
      assert.ok(analysis.tokens.includes(String(index)));
      assert.equal(analysis.topics[0]?.id, 'water');
    });
    assert.equal(pool.queued(), 0);
  });

  it('texts sent after a new lexicon are tagged by it', async () => {
    const row = { file: 'topics', label: 'water', words: '绿水怪', weight: 5, origin: 'hand' } as const;
    const edited = applyEdits(lexicon, [{ act: 'put', row }]);
    await pool.setLexicon(edited);
    const [analysis] = await pool.analyse([{ text: '绿水怪' }]);
    assert.equal(analysis?.version, edited.version);
    assert.equal(analysis.topics[0]?.id, 'water');
  });

  it('refuses what goes past its queue and goes on', async () => {
    await assert.rejects(pool.analyse(Array(QUEUE_TEXTS_MAX + 1).fill({ text: '水' })), AnalysisQueueFull);
    assert.equal((await pool.analyse([{ text: '水' }])).length, 1);
  });

  it('a closed pool rejects instead of waiting', async () => {
    const closed = createAnalysisPool({ threads: 1, lexicon });
    const pending = assert.rejects(closed.analyse([{ text: '水' }]), /closed/);
    await closed.close();
    await pending;
    await assert.rejects(closed.analyse([{ text: '水' }]), /closed/);
  });
});
