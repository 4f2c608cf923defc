import assert from 'node:assert/strict';
import { spreadOf } from '../../api/answers/claim-spread.ts';
import { ClaimId } from '../../api/contract/index.ts';
import { rowAt } from '../../api/desk/table.ts';
import type { ClaimDetail, ClaimList, ClaimSpread } from '../../api/contract/index.ts';
import { aRow } from '../intake/rows.ts';
import { CRAWLER_TOKEN, startTestServer, type Answer, type TestServer } from '../support/server.ts';

const TOLD = '听说上游清源化工厂漏了，自来水被污染，千万别喝，快转给家人';
const COPY = `${TOLD}！！`;
const ALIKE = `早上起来看到业主群里都在说这件事，我转一下给大家看看：${TOLD}。我家今天烧水也有一股味道，不知道是不是因为这个，有没有懂的人说一说到底怎么回事，孩子还要上学`;
const NEARBY = '自来水被化工厂污染了吗，我们小区的水今天还是黄的，打电话没有人接';
const DENIAL = '不实信息请勿轻信：经县里现场核查，上游的清源化工厂没有漏，自来水也没有被污染，家人可以放心喝';

describe('claims over the wire', function () {
  this.timeout(60_000);
  let server: TestServer;
  const cookies: Record<string, string> = {};
  const nowMs = Date.now();

  async function ingest(texts: readonly string[], from: number): Promise<void> {
    const posts = texts.map((text, at) =>
      aRow(nowMs - 3_600_000 + (from + at) * 60_000, {
        id: `post ${from + at}`,
        text,
        voice: (from + at).toString(16).padStart(16, '0'),
      }),
    );
    const reply = await server.call('POST', '/api/ingest', {
      body: { posts },
      headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
    });
    assert.equal((reply.json as { accepted: number }).accepted, texts.length);
    await server.running.parts.claimWatch.look();
  }
  const ask = (who: string, method: string, path: string, body?: unknown): Promise<Answer> =>
    server.call(method, path, { cookie: cookies[who] ?? '', ...(body === undefined ? {} : { body }) });
  async function act(id: string, body: unknown, who = 'monitor'): Promise<ClaimDetail> {
    const answer = await ask(who, 'POST', `/api/claims/${id}/acts`, body);
    assert.equal(answer.status, 200, answer.text);
    return answer.json as ClaimDetail;
  }
  async function read(id: string, who = 'monitor'): Promise<ClaimDetail> {
    return (await ask(who, 'GET', `/api/claims/${id}`)).json as ClaimDetail;
  }
  const postId = (at: number): string => aRow(0, { id: `post ${at}` }).id;

  let id = '';
  before(async () => {
    server = await startTestServer();
    for (const role of ['monitor', 'writer', 'leader', 'department'] as const)
      cookies[role] = await server.logIn(`one ${role}`, [role]);
    await ingest([TOLD, COPY, COPY, '今天天气很好，适合出门走走看看河边的花'], 0);
    const draft = { title: '自来水被化工厂污染', origin: { from: 'group', post: postId(1) }, topics: ['water'] };
    const answer = await ask('monitor', 'POST', '/api/claims', draft);
    assert.equal(answer.status, 200, answer.text);
    id = (answer.json as ClaimDetail).claim.id;
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('a claim opened from a group of near-copies has its text once and counts its posts', async () => {
    const { claim, mentions } = await read(id);
    assert.deepEqual([claim.variants.length, claim.variants[0]?.text, mentions], [1, TOLD, 3]);
    assert.equal(claim.firstPostMs, nowMs - 3_600_000);
    assert.ok(claim.knownMs >= nowMs);
  });

  it('what is much alike is attached by the machine, what is less alike is proposed, a denial is neither', async () => {
    await ingest([ALIKE, NEARBY, DENIAL, COPY], 10);
    const { claim, proposals, mentions } = await read(id);
    assert.deepEqual(
      claim.variants.map(({ text, by }) => [text, by === 'machine']),
      [
        [TOLD, false],
        [ALIKE, true],
      ],
    );
    assert.deepEqual(
      proposals.map(({ post }) => post),
      [postId(11)],
    );
    assert.equal(mentions, 5);
  });

  it('a proposal that a person said no to does not come back', async () => {
    await act(id, { act: 'dismiss-post', post: postId(11) });
    assert.deepEqual((await read(id)).proposals, []);
  });

  it('the spread counts posts by source and time, and hides voices under 5', async () => {
    const spread = (await ask('leader', 'GET', `/api/claims/${id}/spread`)).json as ClaimSpread;
    assert.equal(spread.total, 5);
    assert.equal(spread.voices, 5);
    assert.equal(
      spread.bins.reduce((sum, { seen }) => sum + seen, 0),
      5,
    );
    const small = await ask('monitor', 'POST', '/api/claims', { title: '河边的花要被挖掉', origin: { from: 'hand' } });
    const { claim } = small.json as ClaimDetail;
    await act(claim.id, { act: 'attach-post', post: postId(3) });
    const few = (await ask('leader', 'GET', `/api/claims/${claim.id}/spread`)).json as ClaimSpread;
    assert.deepEqual([few.total, few.voices], [1, null]);
    await act(claim.id, { act: 'dismiss', note: '不是传言' });
  });

  it('hours in which the source of its posts was not read are null, not zero', async () => {
    const { parts } = server.running;
    const claim = rowAt(parts.desk.state().claims, ClaimId.parse(id));
    assert.ok(claim);
    const [source] = (await spreadOf(parts, claim)).sources;
    assert.ok(source);
    const paused = { source: source.source, fromMs: nowMs - 20 * 60_000, toMs: null };
    const stopped = { source: '*', fromMs: nowMs - 20 * 60_000, toMs: null };
    const other = { source: 'another', fromMs: 0, toMs: null };
    for (const [gap, isLost] of [
      [paused, true],
      [stopped, true],
      [other, false],
    ] as const) {
      const { bins, total } = await spreadOf({ ...parts, lookout: { ...parts.lookout, gaps: () => [gap] } }, claim);
      const last = bins.at(-1);
      assert.equal(last?.count, isLost ? null : 0, gap.source);
      assert.equal(last.seen, 0);
      assert.equal(
        total,
        bins.reduce((sum, { seen }) => sum + seen, 0),
      );
      assert.ok(bins.some(({ count }) => count !== null && count > 0));
    }
  });

  it('points, evidence and verdicts come to the claim’s word, and the truth opens a concern', async () => {
    await act(id, { act: 'take' });
    const texts = ['城东部分小区自来水发黄', '清源化工发生泄漏', '有孩子喝水后住院'];
    for (const text of texts) await act(id, { act: 'point-add', text });
    const { claim } = await act(id, {
      act: 'evidence-add',
      kind: 'measurement',
      title: '水质检测报告',
      from: '县疾控中心',
      obtainedMs: nowMs,
      note: '07:50 浑浊度 1.8 NTU',
    });
    const [first, second] = claim.points;
    const evidence = claim.evidence.map((piece) => piece.id);
    const none = await ask('monitor', 'POST', `/api/claims/${id}/acts`, {
      act: 'verdict',
      point: first?.id,
      verdict: 'true',
    });
    assert.equal((none.json as { refused: string }).refused, 'evidence-missing');
    await act(id, { act: 'verdict', point: first?.id, verdict: 'true', evidence });
    const after = await act(id, { act: 'verdict', point: second?.id, verdict: 'false', evidence });
    assert.deepEqual(after.overall, { verdict: 'partly', open: 1 });
    assert.equal(typeof after.claim.points[0]?.concern, 'string');
    assert.equal(after.claim.points[1]?.concern, null);
  });

  it('leaders read excerpts without addresses and without posts, and may only choose and grade', async () => {
    const { claim, may, proposals } = await read(id, 'leader');
    assert.deepEqual(may.toSorted(), ['choose', 'grade']);
    assert.ok(claim.variants.every(({ post }) => post === null));
    assert.deepEqual(proposals, []);
    const refused = await ask('leader', 'POST', `/api/claims/${id}/acts`, { act: 'ready' });
    assert.equal(refused.status, 403);
    assert.match((refused.json as { zh: string }).zh, /监测员、撰稿人、审批人/);
  });

  it('departments read no claims', async () => {
    assert.equal((await ask('department', 'GET', '/api/claims')).status, 403);
  });

  it('an act in the wrong state is refused and says who may do what now', async () => {
    const { json, status } = await ask('monitor', 'POST', `/api/claims/${id}/acts`, { act: 'resume', note: 'x' });
    const { refused, zh } = json as { refused: string; zh: string };
    assert.deepEqual([status, refused], [409, 'claim-state']);
    assert.match(zh, /核实中/);
    assert.match(zh, /转入待发布（监测员、撰稿人、审批人）/);
  });

  it('the board lists open claims with clocks and counts', async () => {
    const { claims, counts } = (await ask('leader', 'GET', '/api/claims')).json as ClaimList;
    assert.deepEqual(
      claims.map((row) => [row.title, row.mentions, row.variants]),
      [['自来水被化工厂污染', 5, 2]],
    );
    assert.ok((claims[0]?.clocks.length ?? 0) > 0);
    assert.deepEqual(counts, { checking: 1, dismissed: 1 });
  });

  it('choosing to wait keeps the reasons and moves nothing', async () => {
    const { claim, sheet } = await act(
      id,
      { act: 'choose', choice: 'wait', reasons: ['small:5'], note: '先核实' },
      'writer',
    );
    assert.deepEqual([claim.state, claim.choice?.choice, claim.choice?.reasons], ['checking', 'wait', ['small:5']]);
    assert.ok(sheet.against.some(({ code }) => code === 'small'));
    assert.ok(sheet.forAnswer.some(({ code }) => code === 'truth'));
  });
});
