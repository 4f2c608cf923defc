import assert from 'node:assert/strict';
import { loadLexicon } from '../../../api/analysis/lexicon.ts';
import { isPersonName } from '../../../api/analysis/person-name.ts';
import { loadPublicNames } from '../../../api/analysis/public-names.ts';
import { LEXICONS_DIR } from '../../../api/analysis/script.ts';
import { lint } from '../../../api/desk/statements/lint.ts';
import { NOON_MS } from '../scene.ts';
import { OWN_TEXTS } from './own-texts.ts';

describe('the lint over whole texts, with the real check for names', function () {
  this.timeout(10_000);
  let publicNames: ReadonlySet<string> = new Set();
  before(() => {
    const loaded = loadLexicon(LEXICONS_DIR);
    assert.ok('lexicon' in loaded);
    publicNames = loadPublicNames(LEXICONS_DIR, loaded.lexicon);
  });

  for (const { name, kind, claim, form, finds } of OWN_TEXTS) {
    it(name, () => {
      const isName = (text: string): boolean => isPersonName(text, publicNames);
      const found = lint({ kind, issue: 1, claim, form, speakers: [], isPersonName: isName, nowMs: NOON_MS });
      const codes = new Set(found.map(({ code, severity }) => (severity === 'block' ? `!${code}` : code)));
      assert.deepEqual([...codes].toSorted(), [...finds].toSorted(), found.map(({ zh }) => zh).join('\n'));
    });
  }

  it('takes little time: it runs with every pause of the writer', () => {
    const longest = OWN_TEXTS[2];
    assert.ok(longest);
    const startedMs = performance.now();
    for (let run = 0; run < 50; run += 1) {
      lint({
        ...longest,
        issue: 1,
        speakers: [],
        isPersonName: (text) => isPersonName(text, publicNames),
        nowMs: NOON_MS,
      });
    }
    assert.ok((performance.now() - startedMs) / 50 < 20);
  });
});
