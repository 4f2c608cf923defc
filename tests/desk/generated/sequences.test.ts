import assert from 'node:assert/strict';
import { DESK_FOLD } from '../../../api/desk/desk.ts';
import { Fact, type FoldEntry } from '../../../api/desk/entry.ts';
import { play, type Tally } from './office.ts';

const RUNS = 320;
const COMMANDS = 90;
const AWAY_MAX = 3;
/** Kinds that a sequence cannot reach: the machine's own, and those of the spine, which have their own tests. */
const NEVER =
  /^(?:source|sample|lexicon|settings|channel-changed|channel-removed|delivery|export|original|lead|link|password|import|drill|watch-removed|person-(?:added|restored|stopped|roles)|alert|calendar|duty|ledger|subject|request)/;

/** Seeded: `SEED=… mocha …` plays the same sequences once more, the first of them alone where it failed. */
describe('whatever people do, in whatever order', function () {
  this.timeout(180_000);
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  const tally: Record<string, number> = {};

  it(`the invariants hold after every entry, and the fold of the journal is the live state (seed ${seed})`, () => {
    for (let run = 0; run < RUNS; run += 1) {
      try {
        const { state, entries, tally: counted } = play(seed + run, COMMANDS);
        add(tally, counted);
        assert.deepEqual(folded(entries), state, 'the fold of all entries, through JSON');
        assert.deepEqual(DESK_FOLD.parse(JSON.parse(JSON.stringify(state))), state, 'a snapshot');
      } catch (error) {
        throw new Error(`SEED=${seed + run}`, { cause: error });
      }
    }
  });

  it('every kind of entry of the desk came up, and many statements went the whole way', () => {
    const kinds = Fact.options.map((option) => option.shape.kind.value).filter((kind) => !NEVER.test(kind));
    const missing = kinds.filter((kind) => (tally[kind] ?? 0) === 0);
    // By chance one or two stay away in a run; each of them comes in another.
    assert.ok(missing.length <= AWAY_MAX, `seed ${seed}: ${missing.join()} never came up`);
    assert.ok((tally['statement-published'] ?? 0) > RUNS / 8, `${tally['statement-published']} went out`);
    assert.ok((tally['claim-verdict-given'] ?? 0) > RUNS, `${tally['claim-verdict-given']} verdicts`);
  });
});

function folded(entries: readonly FoldEntry[]): unknown {
  const kept = JSON.parse(JSON.stringify(entries)) as FoldEntry[];
  return kept.reduce(DESK_FOLD.apply, DESK_FOLD.initial);
}

function add(tally: Record<string, number>, more: Tally): void {
  for (const [kind, count] of Object.entries(more)) tally[kind] = (tally[kind] ?? 0) + count;
}
