import assert from 'node:assert/strict';
import { SOURCE_MEMORY_CHARS_MAX } from '../../api/contract/limit.ts';
import {
  emptyMemory,
  noteKnown,
  noteValidators,
  readMemory,
  VALIDATORS_MAX,
  writeMemory,
} from '../../crawler/memory.ts';
import { pageAddress, pageKey } from '../../crawler/page-address.ts';
import { isGrown } from '../../crawler/visit-board.ts';

describe('memory between visits', () => {
  it('comes back as it was written', () => {
    const memory = emptyMemory();
    memory.seenMs = 7;
    noteKnown(memory, 'a', { mark: 1, page: 'http://x.example/2' });
    noteValidators(memory, 'v', { etag: '"1"', modified: null });
    assert.deepEqual(readMemory(writeMemory(memory)), memory);
  });

  it('what cannot be read is no memory', () => {
    for (const text of ['', 'x', '{}', '{"v":2}', 'null', '[1']) assert.deepEqual(readMemory(text), emptyMemory());
  });

  it('never grows past its limit, and forgets what was used longest ago', () => {
    const memory = emptyMemory();
    for (let at = 0; at < 5_000; at++)
      noteKnown(memory, `key${at}`, {
        mark: 1_790_000_000_000 + at,
        page: at % 9 ? '' : `http://bbs.example/${'p'.repeat(200)}`,
      });
    for (let at = 0; at < 50; at++) noteValidators(memory, `v${at}`, { etag: `"${at}"`, modified: null });
    noteKnown(memory, 'key4000', { mark: 1, page: '' });
    const text = writeMemory(memory);
    assert.ok(
      text.length <= SOURCE_MEMORY_CHARS_MAX && text.length > SOURCE_MEMORY_CHARS_MAX * 0.9,
      String(text.length),
    );
    const again = readMemory(text);
    assert.ok(again.known.has('key4000') && again.known.has('key4999') && !again.known.has('key0'));
    assert.equal(again.validators.size, VALIDATORS_MAX);
  });

  it('a validator that is too long is not kept', () => {
    const memory = emptyMemory();
    noteValidators(memory, 'v', { etag: 'x'.repeat(1_000), modified: null });
    assert.equal(memory.validators.size, 0);
  });

  it('two ways to one page are one page', () => {
    const same = [
      'http://x.example/a?id=1&utm_source=w',
      'http://x.example/a?id=1#top',
      'http://x.example/a?id=1&PHPSESSID=9',
      'http://u:p@x.example/a?id=1',
    ];
    assert.equal(new Set(same.map(pageKey)).size, 1);
    assert.notEqual(pageKey('http://x.example/a?id=2'), pageKey(same[0] ?? ''));
    assert.equal(pageAddress('http://x.example/a?uid=77&id=1').includes('77'), false);
  });
});

describe('whether a thread grew', () => {
  const NOW_MS = Date.UTC(2026, 10, 24, 4);
  const HOUR_MS = 3_600_000;
  const memory = { ...emptyMemory(), seenMs: NOW_MS - HOUR_MS };
  const at = (lastMs: number | undefined, mark: number, rank = 0): boolean =>
    isGrown(
      { url: 'u', title: 't', ...(lastMs === undefined ? {} : { lastMs }) },
      rank,
      { mark, page: '' },
      memory,
      NOW_MS,
    );

  it('a thread that is not known is new', () => {
    assert.equal(isGrown({ url: 'u', title: 't' }, 99, undefined, memory, NOW_MS), true);
  });
  it('a reply since the last visit', () => {
    assert.equal(at(NOW_MS - 60_000, NOW_MS - 5 * HOUR_MS), true);
    assert.equal(at(NOW_MS - 5 * HOUR_MS, NOW_MS - 5 * HOUR_MS), false);
  });
  it('"3 hours ago" moves with the clock and is no reply', () => {
    assert.equal(at(NOW_MS - 3 * HOUR_MS, NOW_MS - 4 * HOUR_MS), false);
  });
  it('without a time, or with the day alone, it is looked at now and then while it is on top', () => {
    assert.equal(at(undefined, NOW_MS - HOUR_MS), true);
    assert.equal(at(undefined, NOW_MS - 60_000), false);
    assert.equal(at(undefined, NOW_MS - HOUR_MS, 30), false);
    assert.equal(at(Date.UTC(2026, 10, 23, 16), NOW_MS - HOUR_MS), true);
  });
  it('a thread of which pages are left is read on', () => {
    assert.equal(at(NOW_MS - 99 * HOUR_MS, -1), true);
  });
});
