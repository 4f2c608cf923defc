import assert from 'node:assert/strict';
import { BodyId, EvidenceId, Verdict, type Evidence } from '../../../api/contract/index.ts';
import { overallVerdict, overturnedCount, refuseVerdict } from '../../../api/desk/claims/verdict.ts';
import { aPoint } from '../rows.ts';
import { NOON_MS } from '../scene.ts';

const WORDS = Verdict.options;
const ABOUT = { id: 'water-company', name: '县供水公司' };

/** The sentence, read word by word: all closed equal; a mix with true or partly; otherwise; all open. */
function asWritten(verdicts: readonly Verdict[]): { verdict: Verdict; open: number } {
  const open = verdicts.filter((verdict) => verdict === 'open').length;
  const closed = verdicts.filter((verdict) => verdict !== 'open');
  if (closed.length === 0) return { verdict: 'open', open };
  if (new Set(closed).size === 1) return { verdict: closed[0] ?? 'open', open };
  if (closed.includes('true') || closed.includes('partly')) return { verdict: 'partly', open };
  return { verdict: 'unsupported', open };
}

/** All lists of up to `length` verdicts. */
function lists(length: number): readonly (readonly Verdict[])[] {
  if (length === 0) return [[]];
  const shorter = lists(length - 1);
  return [
    ...shorter,
    ...shorter.filter((list) => list.length === length - 1).flatMap((list) => WORDS.map((word) => [...list, word])),
  ];
}

function piece(change: Partial<Evidence> = {}): Evidence {
  return {
    id: EvidenceId.parse('e1'),
    kind: 'document',
    title: '检测报告',
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

describe('the word of a claim', () => {
  it('follows from its points as the rule is written, for every list of up to five', () => {
    const all = lists(5);
    assert.equal(all.length, 1 + 5 + 25 + 125 + 625 + 3125);
    for (const verdicts of all)
      assert.deepEqual(overallVerdict(verdicts.map((verdict) => ({ verdict }))), asWritten(verdicts), verdicts.join());
  });

  it('does not depend on the order of the points', () => {
    for (const verdicts of lists(4)) {
      const backwards = verdicts.toReversed().map((verdict) => ({ verdict }));
      assert.deepEqual(overallVerdict(backwards), overallVerdict(verdicts.map((verdict) => ({ verdict }))));
    }
  });

  it('an overturned verdict is a closed one that became another word, also by way of open', () => {
    const point = (...verdicts: readonly Verdict[]) =>
      aPoint({ given: verdicts.map((verdict) => ({ verdict, evidence: [], note: '', atMs: NOON_MS, by: 'mo' })) });
    const count = (...verdicts: readonly Verdict[]): number => overturnedCount([point(...verdicts)]);
    assert.deepEqual(
      [count('true'), count('true', 'true'), count('true', 'open', 'true'), count('true', 'open', 'false')],
      [0, 0, 0, 1],
    );
    assert.equal(count('true', 'false', 'true'), 2);
  });
});

describe('what carries a verdict', () => {
  const own = piece({ body: BodyId.parse('water-company'), from: '县供水公司' });
  const named = piece({ from: ' 县供水公司 ' });
  const other = piece({ id: EvidenceId.parse('e2') });
  const asked = piece({ id: EvidenceId.parse('e3'), kind: 'asked' });
  const rows: readonly (readonly [string, Verdict, readonly Evidence[], typeof ABOUT | null, string | null])[] = [
    ['open needs nothing', 'open', [], ABOUT, null],
    ['nothing carries nothing', 'true', [], ABOUT, 'evidence-missing'],
    ['a record of asking is no evidence of truth', 'true', [asked], ABOUT, 'evidence-missing'],
    ['nor of falsehood', 'false', [asked], ABOUT, 'evidence-missing'],
    ['it is the evidence for unsupported', 'unsupported', [asked], ABOUT, null],
    ['the body itself can say that it is true', 'true', [own], ABOUT, null],
    ['its own word never makes a point false', 'false', [own], ABOUT, 'evidence-short'],
    ['not by its name either', 'false', [named], ABOUT, 'evidence-short'],
    ['nor twice', 'false', [own, named], ABOUT, 'evidence-short'],
    ['its word is enough for unsupported', 'unsupported', [own], ABOUT, null],
    ['one that is not from it is enough for false', 'false', [other], ABOUT, null],
    ['two from different bodies are', 'false', [own, other], ABOUT, null],
    ['a claim about no body: one is enough', 'false', [own], null, null],
  ];
  for (const [name, verdict, pieces, about, refused] of rows) {
    it(name, () => assert.equal(refuseVerdict(verdict, pieces, about)?.refused ?? null, refused));
  }
});
