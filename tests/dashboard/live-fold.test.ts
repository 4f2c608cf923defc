import assert from 'node:assert/strict';
import type { AlertView, LiveEvent, Overview, PostView } from '../../api/contract/index.ts';
import { byUrgency } from '../../dashboard/lib/level.ts';
import {
  EMPTY_VIEW,
  fold,
  isNews,
  showWaiting,
  SHOWN_MAX,
  takeOverview,
  WAITING_MAX,
  type LiveView,
} from '../../dashboard/lib/live-fold.ts';
import { aPost, anAlert, anOverview } from './builders.ts';

const posts = (...names: readonly string[]): PostView[] => names.map((name) => aPost(name));
const idsOf = (list: readonly PostView[]): readonly string[] => list.map((post) => String(post.id));
const newPosts = (seq: number, newest: PostView[], accepted = newest.length): LiveEvent => ({
  kind: 'posts',
  seq,
  nowMs: 2_000,
  accepted,
  posts24h: 100 + accepted,
  newest,
  counts: [{ atMs: 0, count: 9 }],
});
const viewOf = (overview: Partial<Overview>): LiveView => takeOverview(EMPTY_VIEW, anOverview(overview));

describe('the live stream', () => {
  it('never moves the list that is being read: new posts wait', () => {
    const before = viewOf({ newest: posts('a', 'b') });
    const after = fold(before, newPosts(1, posts('c'), 12));
    assert.equal(after.shown, before.shown);
    assert.equal(after.waitingCount, 12);
    assert.equal(after.overview?.posts24h, 112);
    assert.deepEqual(idsOf(showWaiting(after).shown), idsOf(posts('c', 'a', 'b')));
    assert.equal(showWaiting(after).waitingCount, 0);
  });

  it('a second snapshot keeps the list too', () => {
    const before = viewOf({ newest: posts('a') });
    const snapshot: LiveEvent = { kind: 'snapshot', seq: 9, overview: anOverview({ newest: posts('b', 'a') }) };
    const after = fold(before, snapshot);
    assert.deepEqual(idsOf(after.shown), idsOf(posts('a')));
    assert.equal(after.waitingCount, 1);
    assert.equal(after.seq, 9);
  });

  it('an event that was had already changes nothing', () => {
    const once = fold(viewOf({}), newPosts(3, posts('c')));
    assert.equal(fold(once, newPosts(3, posts('d'))), once);
  });

  it('only the bins that changed are patched, and a gap stays a gap', () => {
    const points = [0, 1].map((atMs) => ({ atMs, count: null, expected: 1, low: 0, high: 2 }));
    const after = fold(viewOf({ chart: { stepMs: 1, points } }), newPosts(1, []));
    assert.deepEqual(
      after.overview?.chart.points.map((point) => point.count),
      [9, null],
    );
  });

  it('what is kept has a limit', () => {
    const many = Array.from({ length: 100 }, (_, index) => aPost(`p${index}`));
    const waiting = fold(viewOf({ newest: posts('a') }), newPosts(1, many));
    assert.equal(waiting.waiting.length, WAITING_MAX);
    const full = many.reduce((view, post, index) => showWaiting(fold(view, newPosts(index + 1, [post]))), viewOf({}));
    assert.equal(full.shown.length, SHOWN_MAX);
  });

  it('an alert takes its place by urgency, and one that is closed leaves the overview', () => {
    const before = viewOf({ alerts: [anAlert('a', { level: 'yellow' })] });
    const graver = fold(before, { kind: 'alert', seq: 1, alert: anAlert('b', { level: 'red' }) });
    assert.deepEqual(
      graver.overview?.alerts.map((alert) => String(alert.id)),
      ['b', 'a'],
    );
    const closed = fold(graver, { kind: 'alert', seq: 2, alert: anAlert('b', { level: 'red', state: 'closed' }) });
    assert.deepEqual(
      closed.overview?.alerts.map((alert) => String(alert.id)),
      ['a'],
    );
  });
});

describe('an alert', () => {
  it('is worth a word when it is unheard of or graver, and not when somebody has it', () => {
    const known = [anAlert('a', { level: 'yellow' })];
    assert.ok(isNews(known, anAlert('b')));
    assert.ok(isNews(known, anAlert('a', { level: 'orange' })));
    assert.ok(!isNews(known, anAlert('a', { level: 'yellow' })));
    assert.ok(!isNews(known, anAlert('c', { state: 'acknowledged' })));
  });

  it('one that has recovered or sleeps stands below one that needs somebody', () => {
    const order = (alerts: readonly AlertView[]): readonly string[] =>
      [...alerts].sort(byUrgency).map((alert) => String(alert.id));
    const alerts = [
      anAlert('asleep', { level: 'red', state: 'snoozed' }),
      anAlert('over', { level: 'red', recoveredMs: 5 }),
      anAlert('blue', { level: 'blue' }),
    ];
    assert.deepEqual(order(alerts), ['blue', 'over', 'asleep']);
  });

  it('of two as grave, the one that more posts speak of stands first, though the other is newer', () => {
    const small = anAlert('small', { level: 'red', raisedMs: 9 });
    const large = anAlert('large', {
      level: 'red',
      raisedMs: 1,
      spike: { ...small.spike, count: small.spike.count + 40 },
    });
    assert.deepEqual(
      [small, large].sort(byUrgency).map((alert) => String(alert.id)),
      ['large', 'small'],
    );
  });
});
