import assert from 'node:assert/strict';
import {
  EFFECT_PAGE_POSTS,
  type ClaimDetail,
  type EffectPosts,
  type EffectView,
  type ScoreView,
} from '../../api/contract/index.ts';
import type { StatementDetail } from '../../api/contract/statement-view.ts';
import { aForm } from '../desk/statements/writing.ts';
import { aRow } from '../intake/rows.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';

const MINUTE_MS = 60_000;
const TOLD = '听说上游清源化工厂漏了，自来水被污染，千万别喝，快转给家人，大家都小心';
const TITLE = '县应急管理局关于城东自来水情况的通报第一次发布';
const SAID = `转发官方消息，${TITLE}，大家可以看看，别再传了`;

/** Repeats before and after a statement, from posts that came in to what the screen is told. */
describe('the effect over the wire', function () {
  this.timeout(60_000);
  let server: TestServer;
  let nowMs = Date.now() - 6 * 60 * MINUTE_MS;
  const cookies: Record<string, string> = {};
  let claim = '';
  let statement = '';
  let serial = 0;

  async function ingest(text: string, count: number, fromMs: number, eachMs: number): Promise<void> {
    const posts = Array.from({ length: count }, (_, at) => {
      serial += 1;
      return aRow(fromMs + at * eachMs, {
        id: `post ${serial}`,
        text: text === TOLD ? `${TOLD}${'！'.repeat(1 + (at % 3))}` : text,
        voice: serial.toString(16).padStart(16, '0'),
      });
    });
    const body = { posts };
    const headers = { authorization: `Bearer ${CRAWLER_TOKEN}` };
    const reply = await server.call('POST', '/api/ingest', { body, headers });
    assert.equal((reply.json as { accepted: number }).accepted, count, reply.text);
  }
  async function ask<T>(who: string, method: string, path: string, body?: unknown): Promise<T> {
    const cookie = cookies[who] ?? '';
    const answer = await server.call(method, path, { cookie, ...(body === undefined ? {} : { body }) });
    assert.equal(answer.status, 200, answer.text);
    return answer.json as T;
  }

  before(async () => {
    server = await startTestServer({}, () => nowMs);
    for (const role of ['monitor', 'writer', 'approver', 'leader', 'department'] as const)
      cookies[role] = await server.logIn(`one ${role}`, [role]);
    await ingest(TOLD, 40, nowMs - 60 * MINUTE_MS, 1.5 * MINUTE_MS);
    const origin = { from: 'group', post: aRow(0, { id: 'post 1' }).id };
    const opened = await ask<ClaimDetail>('monitor', 'POST', '/api/claims', { title: '自来水被污染', origin });
    claim = opened.claim.id;
    const draft = { kind: 'holding', claim };
    statement = (await ask<StatementDetail>('writer', 'POST', '/api/statements', draft)).statement.id;
    const before = await ask<StatementDetail>('writer', 'GET', `/api/statements/${statement}`);
    const form = aForm({
      title: TITLE,
      nextMs: nowMs + 3_600_000,
      verified: [],
    });
    const base = before.statement.versions.length;
    const saved = await ask<StatementDetail>('writer', 'POST', `/api/statements/${statement}/versions`, { base, form });
    const { sha256 } = saved.lint;
    const act = (who: string, body: object): Promise<StatementDetail> =>
      ask(who, 'POST', `/api/statements/${statement}/acts`, { sha256, ...body });
    await act('writer', { act: 'submit' });
    await act('approver', { act: 'approve' });
    await act('approver', { act: 'release', channels: ['page'] });
    server.running.parts.publisher.look();
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('is too early to tell of right after a statement, and says nothing before there is one', async () => {
    const view = await ask<EffectView>('leader', 'GET', `/api/statements/${statement}/effect`);
    assert.equal(view.finding.kind, 'early');
    assert.deepEqual(
      view.moments.map(({ kind, title }) => [kind, title]),
      [['holding', TITLE]],
    );
    const open = await ask<StatementDetail>('writer', 'POST', '/api/statements', { kind: 'notice', claim });
    const answer = await server.call('GET', `/api/statements/${open.statement.id}/effect`, {
      cookie: cookies['leader'] ?? '',
    });
    assert.equal((answer.json as { refused: string }).refused, 'statement-not-out');
  });

  it('tells repeats from mentions, each post in one of them, and takes silence of the crawlers for no fall', async () => {
    const outMs = nowMs;
    nowMs += 90 * MINUTE_MS;
    await ingest(TOLD, 8, outMs + MINUTE_MS, 3 * MINUTE_MS);
    await ingest(SAID, 6, outMs + 10 * MINUTE_MS, 5 * MINUTE_MS);
    // What passes on the statement with the claim in it mentions the statement.
    await ingest(`${SAID}。${TOLD}`, 1, outMs + 20 * MINUTE_MS, MINUTE_MS);
    // The watch learns that no crawler was heard since: what was not read is no fall.
    await server.running.parts.lookout.look();
    const view = await ask<EffectView>('leader', 'GET', `/api/statements/${statement}/effect`);
    assert.deepEqual([view.repeats, view.mentions], [48, 7]);
    assert.ok(view.bins.some(({ repeats }) => repeats === null));
    assert.equal(view.finding.kind, 'gap', view.finding.zh);
    assert.ok(view.voices === null || view.voices >= 5);
    const whole = await ask<EffectView>('monitor', 'GET', `/api/claims/${claim}/effect`);
    assert.deepEqual([whole.repeats, whole.mentions, whole.moments.length], [48, 7, 1]);
  });

  it('leads from each number to as many posts, covered for those who may not search', async () => {
    for (const path of [`/api/statements/${statement}/effect`, `/api/claims/${claim}/effect`]) {
      const view = await ask<EffectView>('leader', 'GET', path);
      const posts = (of: string, more = '', from = view.fromMs, to = view.toMs) =>
        ask<EffectPosts>(
          'leader',
          'GET',
          `${path}/posts?of=${of}&fromMs=${Math.ceil(from)}&toMs=${Math.ceil(to)}${more}`,
        );
      for (const kind of ['repeats', 'mentions'] as const) {
        assert.equal((await posts(kind)).total, view[kind]);
        for (const row of view.sources) assert.equal((await posts(kind, `&source=${row.source}`)).total, row[kind]);
        for (const bin of view.bins) {
          if (bin[kind] === null) continue;
          const [from, to] = [Math.max(bin.atMs, view.fromMs), Math.min(bin.atMs + view.stepMs, view.toMs)];
          assert.equal((await posts(kind, '', from, to)).total, bin[kind]);
        }
      }
      const first = await posts('repeats');
      assert.equal(first.posts.length, EFFECT_PAGE_POSTS);
      const rest = await posts('repeats', `&offset=${first.next ?? 0}`);
      assert.equal(new Set([...first.posts, ...rest.posts].map(({ id }) => id)).size, view.repeats);
    }
  });

  it('leaves a row in the lead-time ledger with its peak', async () => {
    const { rows, months, sample } = await ask<ScoreView>('leader', 'GET', '/api/score');
    assert.deepEqual(
      rows.map(({ no, wordMs }) => [no, wordMs !== null]),
      [[1, true]],
    );
    assert.ok(rows[0]?.peakMs !== null);
    assert.deepEqual([months.length, sample], [1, false]);
  });

  it('is not for departments', async () => {
    for (const path of [`/api/claims/${claim}/effect`, '/api/score', '/api/drill'])
      assert.equal((await server.call('GET', path, { cookie: cookies['department'] ?? '' })).status, 403);
  });
});
