import assert from 'node:assert/strict';
import { ARCHIVE_AGE_MS, FUTURE_SLACK_MS, TEXT_CHARS_MAX, type IngestPost } from '../../api/contract/index.ts';
import { admit } from '../../api/intake/admit.ts';
import { LEAD_SOURCE } from '../../api/answers/parts.ts';
import { aRow, type GivenRow } from './rows.ts';

const NOW_MS = Date.UTC(2026, 10, 10);
const DAY_MS = 24 * 3_600_000;
const RULES = { isSource: (id: string): boolean => id === LEAD_SOURCE, isErased: () => false, nowMs: NOW_MS };

function admitted(given: GivenRow): IngestPost {
  const verdict = admit(aRow(NOW_MS, given), RULES);
  assert.ok('post' in verdict, JSON.stringify(verdict));
  return verdict.post;
}

function reasonFor(row: unknown): string {
  const verdict = admit(row, RULES);
  return 'reason' in verdict ? verdict.reason : 'admitted';
}

describe('what may come in', () => {
  it('a time a little ahead is now; one far ahead is not believed', () => {
    assert.equal(admitted({ publishedMs: NOW_MS + FUTURE_SLACK_MS }).publishedMs, NOW_MS);
    assert.equal(admitted({ publishedMs: NOW_MS + FUTURE_SLACK_MS + 1 }).publishedMs, null);
    assert.equal(admitted({ publishedMs: 8_640_000_000_000_000 }).publishedMs, null);
    assert.equal(admitted({ publishedMs: NOW_MS - 5 }).publishedMs, NOW_MS - 5);
    assert.equal(admitted({ publishedMs: null }).publishedMs, null);
  });

  it("a crawler's clock that is a day off does not move a post", () => {
    assert.equal(admitted({ seenMs: NOW_MS + DAY_MS }).seenMs, NOW_MS);
    assert.equal(admitted({ seenMs: NOW_MS - DAY_MS - 1 }).seenMs, NOW_MS);
    // What waited in an outbox keeps its hour.
    assert.equal(admitted({ seenMs: NOW_MS - 3_600_000 }).seenMs, NOW_MS - 3_600_000);
  });

  it('an old post is of the past, whatever the crawler says', () => {
    assert.equal(admitted({ publishedMs: NOW_MS - ARCHIVE_AGE_MS - 1 }).backfill, true);
    assert.equal(admitted({ publishedMs: NOW_MS - ARCHIVE_AGE_MS }).backfill, false);
    assert.equal(admitted({ publishedMs: 0 }).backfill, true);
    assert.equal(admitted({ backfill: true }).backfill, true);
    assert.equal(admitted({ publishedMs: null }).backfill, false);
  });

  it('half a surrogate pair becomes a mark, a whole one stays', () => {
    const { text, title } = admitted({ text: '停水\ud83d了', title: '\udc00😀' });
    assert.equal(text, '停水\ufffd了');
    assert.equal(title, '\ufffd😀');
    assert.ok(text.isWellFormed() && title.isWellFormed());
  });

  it('what a crawler did not mask is masked here', () => {
    const { text, title, url } = admitted({
      text: '请联系13812345678或 wang@example.com',
      title: '身份证110101199003078515',
      url: 'https://example.org/thread-9.html?uid=4711&token=abcdef',
    });
    for (const number of ['13812345678', 'wang@', '110101199003078515', '4711', 'abcdef']) {
      assert.ok(!`${text} ${title} ${url ?? ''}`.includes(number), number);
    }
  });

  it('an address that is not of the web is left out', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'news/17', ' javascript:x'])
      assert.equal(admitted({ url }).url, null, url);
    assert.equal(admitted({ url: 'https://example.org/a' }).url, 'https://example.org/a');
  });

  it('a reason names the field and the rule, never the value', () => {
    assert.equal(reasonFor(aRow(NOW_MS, { source: 'another' })), 'source: not a source of this office');
    assert.equal(reasonFor(aRow(NOW_MS, { text: ' ', title: '' })), 'text: empty');
    assert.equal(reasonFor({ ...aRow(NOW_MS), text: '密'.repeat(TEXT_CHARS_MAX + 1) }), 'text: too_big');
    assert.equal(reasonFor({ ...aRow(NOW_MS), id: '13812345678' }), 'id: invalid_format');
    assert.equal(reasonFor({ ...aRow(NOW_MS), voice: '王小明' }), 'voice: invalid_format');
    assert.equal(reasonFor({ ...aRow(NOW_MS), publishedMs: -1 }), 'publishedMs: too_small');
    for (const row of [null, 5, 'row', [], undefined]) assert.match(reasonFor(row), /^post: invalid_type/);
  });
});
