import assert from 'node:assert/strict';
import type { SourceId } from '../../api/contract/id.ts';
import { FIRST_VISIT_LIVE_MS, FUTURE_SLACK_MS, TEXT_CHARS_MAX, TITLE_CHARS_MAX } from '../../api/contract/limit.ts';
import { IngestPost } from '../../api/contract/post.ts';
import { maskedPost, type MaskedPost, type PostMaker, type ReadPost } from '../../crawler/posts.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 1);
const HOUR_MS = 3_600_000;

function made(read: Partial<ReadPost> = {}, maker: Partial<PostMaker> = {}, nowMs = NOW_MS): MaskedPost {
  const post: ReadPost = {
    kind: 'reply',
    own: null,
    url: 'http://bbs.example/thread-1-1-1.html',
    thread: 'http://bbs.example/thread-1-1-1.html',
    floor: 2,
    title: '停水',
    text: '我家也停了',
    publishedMs: NOW_MS - HOUR_MS,
    handle: '老张',
    ...read,
  };
  return maskedPost(
    post,
    { source: 's1' as SourceId, voiceKey: 'k'.repeat(32), isFirstVisit: false, sinceMs: 0, ...maker },
    nowMs,
  );
}

describe('a post on its way out', () => {
  it('is what the contract takes, and holds nothing of a person', () => {
    const post = made({
      title: '联系13812345678',
      text: '老张的车牌京A12345，邮箱zhang@example.com',
      url: 'http://bbs.example/space-uid-77.html?uid=77',
    });
    assert.ok(IngestPost.safeParse(post).success);
    assert.doesNotMatch(JSON.stringify(post), /13812345678|京A12345|zhang@|uid=77|uid-77/);
    assert.match(post.voice ?? '', /^[0-9a-f]{16}$/);
  });

  it('crawled twice has the same id, whatever was edited meanwhile; another floor, source or page has another', () => {
    assert.equal(
      made().id,
      made(
        { text: '改了', title: '新题', publishedMs: null, url: 'http://bbs.example/thread-1-2-1.html' },
        { voiceKey: 'other' },
        NOW_MS + HOUR_MS,
      ).id,
    );
    const others = [
      made({ floor: 3 }),
      made({}, { source: 's2' as SourceId }),
      made({ thread: 'http://bbs.example/thread-2-1-1.html' }),
    ];
    assert.equal(new Set([made().id, ...others.map(({ id }) => id)]).size, 4);
  });

  it('a page whose own number looks like a phone number keeps an identity of its own', () => {
    const one = made({ thread: null, floor: null, url: 'http://n.example/a/13812345678.html' });
    const other = made({ thread: null, floor: null, url: 'http://n.example/a/13912345678.html' });
    assert.notEqual(one.id, other.id);
    assert.ok(!one.url?.includes('13812345678'));
  });

  it('one handle is one voice within a source and a key, and not beyond', () => {
    assert.equal(made().voice, made({ floor: 9 }).voice);
    assert.notEqual(made().voice, made({}, { source: 's2' as SourceId }).voice);
    assert.notEqual(made().voice, made({}, { voiceKey: 'other' }).voice);
    assert.equal(made({ handle: null }).voice, null);
    assert.equal(made({ handle: '' }).voice, null);
  });

  it('what was published before the source was listened to is its past, however late it is found', () => {
    const since = { sinceMs: NOW_MS - 5 * HOUR_MS };
    assert.equal(made({ publishedMs: NOW_MS - 6 * HOUR_MS }, since).backfill, true);
    assert.equal(made({ publishedMs: NOW_MS - 5 * HOUR_MS - FIRST_VISIT_LIVE_MS + 1 }, since).backfill, false);
    assert.equal(made({ publishedMs: NOW_MS - HOUR_MS }, since).backfill, false);
  });

  it('without a time it is past on the first visit and news afterwards', () => {
    assert.equal(made({ publishedMs: null }, { isFirstVisit: true }).backfill, true);
    assert.equal(made({ publishedMs: null }).backfill, false);
  });

  it('a time that lies ahead is now', () => {
    assert.equal(made({ publishedMs: NOW_MS + FUTURE_SLACK_MS + 1 }).publishedMs, NOW_MS);
  });

  it('is cut at the limits of the wire, never inside a character or a masked number', () => {
    const post = made({ title: '题'.repeat(400), text: `${'水'.repeat(TEXT_CHARS_MAX - 1)}😀` });
    assert.equal(post.title.length, TITLE_CHARS_MAX);
    assert.equal(post.text.length, TEXT_CHARS_MAX - 1);
    assert.ok(post.text.isWellFormed());
    assert.ok(IngestPost.safeParse(post).success);
  });
});
