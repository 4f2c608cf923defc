import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTENT_TEXT_BYTES_MAX } from '../../api/journal/content.ts';
import { foldJournal, foldOn, SNAPSHOT_ENTRIES } from '../../api/journal/fold.ts';
import { ENTRIES_PER_APPEND_MAX, ENTRY_BYTES_MAX } from '../../api/journal/entry.ts';
import { openJournal, type Entry } from '../../api/journal/journal.ts';
import { aDraft, aFolder, NOON_MS, withJournal } from './scene.ts';

describe('journal', () => {
  let folder: ReturnType<typeof aFolder>;
  beforeEach(() => (folder = aFolder()));
  afterEach(() => folder.close());

  it('numbers entries from 1 without a gap and chains each to the one before', () => {
    withJournal(folder.dir, (journal) => {
      journal.append([aDraft('a'), aDraft('b')], 'p1');
      journal.append([aDraft('c', 'because')], 'p2');
      const entries = journal.read(1, 10);
      assert.deepEqual(
        entries.map((entry) => [entry.n, entry.actor]),
        [
          [1, 'p1'],
          [2, 'p1'],
          [3, 'p2'],
        ],
      );
      assert.equal(entries[1]?.prev, entries[0]?.hash);
      assert.deepEqual(journal.head(), { n: 3, hash: entries[2]?.hash });
      assert.deepEqual(entries[2]?.texts, { note: 'because' });
    });
  });

  it('lists the newest first, page by page', () => {
    withJournal(folder.dir, (journal) => {
      for (const id of 'abcde') journal.append([aDraft(id)], 'p');
      const first = journal.latest(0, 2).map((entry) => entry.n);
      assert.deepEqual(first, [5, 4]);
      assert.deepEqual(
        journal.latest(4, 10).map((entry) => entry.n),
        [3, 2, 1],
      );
    });
  });

  it('takes all entries of a call or none, and none that is too big', () => {
    withJournal(folder.dir, (journal) => {
      const big = { kind: 'note', body: { text: 'x'.repeat(ENTRY_BYTES_MAX) } };
      assert.throws(() => journal.append([aDraft('a'), big], 'p'), RangeError);
      const many = Array.from({ length: ENTRIES_PER_APPEND_MAX + 1 }, () => aDraft('a'));
      assert.throws(() => journal.append(many, 'p'), RangeError);
      assert.equal(journal.head().n, 0);
      assert.equal(journal.verify().ok, true);
    });
  });

  it('keeps the order of time when the clock is set back', () => {
    let nowMs = NOON_MS;
    const journal = openJournal({ dir: folder.dir, now: () => nowMs });
    journal.append([aDraft('a')], 'p');
    nowMs -= 24 * 3_600_000;
    journal.append([aDraft('b')], 'p');
    assert.deepEqual(
      journal.read(1, 2).map((entry) => entry.atMs),
      [NOON_MS, NOON_MS],
    );
    assert.equal(journal.verify().ok, true);
    journal.close();
  });

  it('erases a text from every file, and the chain stays valid', () => {
    const secret = '王小明的住址在幸福小区三栋';
    withJournal(folder.dir, (journal) => {
      const [entry] = journal.append([aDraft('a', secret)], 'p');
      journal.snapshot('v', 1, { note: secret });
      assert.equal(journal.erase(entry?.refs['note'] ?? ''), true);
      assert.equal(journal.erase(entry?.refs['note'] ?? ''), false);
      assert.deepEqual(journal.read(1, 1)[0]?.texts, { note: null });
      assert.equal(journal.latestSnapshot('v'), null);
      assert.equal(journal.verify().ok, true);
      for (const name of readdirSync(folder.dir)) {
        assert.equal(readFileSync(join(folder.dir, name)).includes(secret), false, name);
      }
    });
  });

  it('refuses a text past the limit of the content store, and writes no entry for it', () => {
    withJournal(folder.dir, (journal) => {
      assert.throws(() => journal.append([aDraft('a', 'x'.repeat(CONTENT_TEXT_BYTES_MAX + 1))], 'p'), RangeError);
      assert.equal(journal.head().n, 0);
    });
  });

  it('gives equal texts different references: nothing can be guessed from one', () => {
    withJournal(folder.dir, ({ content }) => assert.notEqual(content.put('same'), content.put('same')));
  });
});

describe('fold', () => {
  let folder: ReturnType<typeof aFolder>;
  beforeEach(() => (folder = aFolder()));
  afterEach(() => folder.close());

  const COUNT = {
    version: 'count-1',
    initial: { entries: 0 },
    apply: (state: { entries: number }) => ({ entries: state.entries + 1 }),
    parse: (kept: unknown) =>
      typeof kept === 'object' && kept !== null && 'entries' in kept ? { entries: Number(kept.entries) } : null,
  };

  it('starts from the snapshot and replays only what came after', () => {
    withJournal(folder.dir, (journal) => {
      const batch = Array.from({ length: 1_000 }, () => aDraft('a'));
      for (let at = 0; at < SNAPSHOT_ENTRIES; at += batch.length) journal.append(batch, 'p');
      assert.deepEqual(foldJournal(journal, COUNT), { state: { entries: SNAPSHOT_ENTRIES }, n: SNAPSHOT_ENTRIES });
      const [last] = journal.append([aDraft('b')], 'p');
      const replayed: Entry[] = [];
      const apply = (state: { entries: number }, entry: Entry) => {
        replayed.push(entry);
        return COUNT.apply(state);
      };
      assert.equal(foldJournal(journal, { ...COUNT, apply }).state.entries, SNAPSHOT_ENTRIES + 1);
      assert.deepEqual(replayed, [last]);
    });
  });

  it('does not read a snapshot of another version', () => {
    withJournal(folder.dir, (journal) => {
      journal.append([aDraft('a')], 'p');
      journal.snapshot('count-0', 1, { entries: 99 });
      assert.equal(foldJournal(journal, COUNT).state.entries, 1);
    });
  });

  it('takes in what another process appended', () => {
    withJournal(folder.dir, (journal) => {
      journal.append([aDraft('a')], 'p');
      const before = foldJournal(journal, COUNT);
      withJournal(folder.dir, (other) => other.append([aDraft('b'), aDraft('c')], 'q'));
      assert.deepEqual(foldOn(journal, COUNT, before.state, before.n), { state: { entries: 3 }, n: 3 });
    });
  });
});
