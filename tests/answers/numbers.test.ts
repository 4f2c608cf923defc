import assert from 'node:assert/strict';
import type { ConcernList, RatesReply } from '../../api/contract/concern-view.ts';
import type { ClaimDetail, ClaimSpread, SearchReply } from '../../api/contract/index.ts';
import { aRow } from '../intake/rows.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TOLD = [
  '听说上游清源化工厂漏了，自来水被污染，千万别喝，快转给家人',
  '夜市后面的变压器昨晚爆炸了，整条街停电到现在，有人受伤送医院',
  '县里要把实验小学搬到城西工业园旁边去，家长都不同意，明天去反映',
] as const;

/** Every number on a screen leads to its posts or rows, and the number there is the same. */
describe('numbers and what is behind them', function () {
  this.timeout(60_000);
  let server: TestServer;
  let nowMs = Date.UTC(2026, 10, 25, 4);
  const cookies: Record<string, string> = {};
  let serial = 0;

  async function ask<T>(who: string, method: string, path: string, body?: unknown): Promise<T> {
    const cookie = cookies[who] ?? '';
    const answer = await server.call(method, path, { cookie, ...(body === undefined ? {} : { body }) });
    assert.equal(answer.status, 200, answer.text);
    return answer.json as T;
  }
  const total = async (criteria: object): Promise<number> =>
    (await ask<SearchReply>('monitor', 'POST', '/api/search', criteria)).total;

  before(async () => {
    server = await startTestServer({}, () => nowMs);
    for (const role of ['monitor', 'writer', 'approver', 'leader', 'department'] as const)
      cookies[role] = await server.logIn(`one ${role}`, [role]);
    const posts = TOLD.flatMap((text, group) =>
      Array.from({ length: 3 + group }, (_, at) => {
        serial += 1;
        return aRow(nowMs - (20 - at * 2 - group) * HOUR_MS, {
          id: `post ${serial}`,
          text: `${text}${'！'.repeat(at)}`,
        });
      }),
    );
    const headers = { authorization: `Bearer ${CRAWLER_TOKEN}` };
    const reply = await server.call('POST', '/api/ingest', { body: { posts }, headers });
    assert.equal((reply.json as { accepted: number }).accepted, posts.length, reply.text);
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('a claim of three groups has one address for its mentions, each source and each bin of time', async () => {
    const postId = (at: number): string => aRow(0, { id: `post ${at}` }).id;
    const draft = { title: '三种说法', origin: { from: 'group', post: postId(1) } };
    const { claim } = await ask<ClaimDetail>('monitor', 'POST', '/api/claims', draft);
    for (const at of [4, 8])
      await ask('monitor', 'POST', `/api/claims/${claim.id}/acts`, { act: 'attach-post', post: postId(at) });
    const detail = await ask<ClaimDetail>('monitor', 'GET', `/api/claims/${claim.id}`);
    const spread = await ask<ClaimSpread>('monitor', 'GET', `/api/claims/${claim.id}/spread`);
    const { group } = spread;
    assert.equal(group.split(',').length, 3);
    assert.deepEqual([detail.mentions, spread.total, await total({ group })], [12, 12, 12]);
    assert.ok(spread.sources.length > 0);
    for (const { source, count } of spread.sources)
      assert.equal(await total({ group, sources: [source] }), count, source);
    const bins = spread.bins.filter(({ seen }) => seen > 0);
    assert.ok(bins.length > 3);
    for (const { atMs, seen } of bins)
      assert.equal(await total({ group, fromMs: atMs, toMs: atMs + spread.stepMs }), seen);
    const one = group.split(',')[0] ?? '';
    assert.ok([3, 4, 5].includes(await total({ group: one })), 'an address with one group works as before');
    const sums = spread.sources.reduce((sum, { count }) => sum + count, spread.others);
    assert.deepEqual([sums, bins.reduce((sum, { seen }) => sum + seen, 0)], [12, 12]);
    const refused = await server.call('POST', '/api/search', { cookie: cookies['leader'] ?? '', body: { group } });
    assert.equal(refused.status, 403);
  });

  it('more groups than a search may name are refused', async () => {
    const group = Array.from({ length: 61 }, (_, at) => at.toString(16).padStart(32, '0')).join(',');
    const answer = await server.call('POST', '/api/search', { cookie: cookies['monitor'] ?? '', body: { group } });
    assert.equal(answer.status, 400);
  });

  it('each rate leads to exactly its rows, by department, topic and month', async () => {
    const person = { name: '县水务局', contact: '值班室', people: [], active: true };
    const bodies = await Promise.all(
      ['县水务局', '县教育局'].map((name) =>
        ask<{ id: string }>('approver', 'POST', '/api/bodies', { ...person, name }),
      ),
    );
    const [water, school] = bodies.map(({ id }) => id);
    const topics = [['water'], ['school', 'water'], []];
    for (let at = 0; at < 7; at += 1) {
      const lead = { text: `诉求 ${at}：${TOLD[at % 3] ?? ''}`, channel: 'chat-group', seenMs: nowMs };
      const { post } = await ask<{ post: { id: string } }>('monitor', 'POST', '/api/leads', lead);
      const draft = {
        title: `诉求 ${at}`,
        text: '正文',
        topics: topics[at % 3],
        origin: { from: 'post', post: post.id },
      };
      const { id } = await ask<{ id: string }>('monitor', 'POST', '/api/concerns', draft);
      const act = (body: object) => ask('monitor', 'POST', `/api/concerns/${id}/acts`, body);
      if (at === 6) continue;
      const [lead1, other] = at % 2 === 0 ? [water, school] : [school, water];
      await act({ act: 'assign', body: lead1, others: [other] });
      nowMs += (1 + at) * HOUR_MS;
      if (at === 5) continue;
      await act({ act: 'report', outcome: '已经办了', solved: at % 3 !== 0, body: lead1 });
      if (at < 4) await act({ act: 'settle', outcome: '已经办了', solved: at % 3 !== 0 });
    }
    nowMs += 20 * DAY_MS;
    for (const role of ['monitor', 'leader'] as const) cookies[role] = await server.logIn(`later ${role}`, [role]);
    const rates = await ask<RatesReply>('leader', 'GET', '/api/concerns/rates?days=90');
    assert.ok(rates.all.response.whole > 0 && rates.all.solved.whole > 3, JSON.stringify(rates.all));
    const rows = async (query: Record<string, string | number>): Promise<number> => {
      const address = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
      return (await ask<ConcernList>('leader', 'GET', `/api/concerns?${address.toString()}`)).total;
    };
    const follow = async (of: RatesReply['all'], query: Record<string, string | number>): Promise<void> => {
      for (const rate of ['response', 'solved', 'satisfied'] as const) {
        const asked = { state: 'all', rate, ...query };
        const behind = [await rows({ ...asked, part: 'yes' }), await rows(asked)];
        assert.deepEqual(behind, [of[rate].part, of[rate].whole], JSON.stringify(asked));
      }
    };
    const span = { fromMs: rates.fromMs, toMs: rates.toMs };
    await follow(rates.all, span);
    assert.equal(rates.bodies.length, 3);
    for (const { id, open, overdue, rates: of } of rates.bodies) {
      const own = { body: id ?? '-', lead: 'yes' };
      await follow(of, { ...own, ...span });
      assert.deepEqual([await rows({ ...own }), await rows({ ...own, overdue: 'yes' })], [open, overdue]);
    }
    for (const filter of [{ body: water ?? '' }, { topic: 'water' }, { body: '-' }]) {
      const { counts } = await ask<ConcernList>('leader', 'GET', `/api/concerns?${new URLSearchParams(filter)}`);
      const tabs = {
        ...{ new: { state: 'new' }, assigned: { state: 'assigned' }, reported: { state: 'reported' } },
        settled: { state: 'settled' },
        overdue: { overdue: 'yes' },
        unasked: { state: 'settled', rated: 'unasked' },
        unhappy: { state: 'settled', rated: 'not' },
      };
      for (const [tab, query] of Object.entries(tabs))
        assert.equal(await rows({ ...filter, ...query }), counts[tab], tab);
    }
    for (const { id, open, rates: of } of rates.topics) {
      await follow(of, { topic: id === '' ? '-' : id, ...span });
      assert.equal(await rows({ topic: id === '' ? '-' : id }), open);
    }
    for (const { opened, rates: of, fromMs, toMs } of rates.months) {
      await follow(of, { fromMs, toMs });
      assert.equal(await rows({ state: 'all', rate: 'opened', fromMs, toMs }), opened);
    }
  });
});
