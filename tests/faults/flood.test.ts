import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { AlertView, IngestReply, SourceView, type IngestPost } from '../../api/contract/index.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';
import { aPostId, aSourceId } from '../support/post.ts';
import { WHOLE } from './processes.ts';

const COPIES = WHOLE ? 200_000 : 20_000;
const BATCH = 200;
/** The flood lasts as long as the ordinary event beside it. */
const MINUTES = 20;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const HISTORY_DAYS = 14;
/** A Wednesday noon in Beijing. */
const NOON_MS = Date.parse('2026-11-25T12:00:00+08:00');
/**
 * What the process may grow by. 20,000 took 122 MB and 200,000 took 262 MB: the index of near-copies (at most 100 MB), SQLite's caches,
 * the page of facts and the collector's slack, and nothing that grows with each copy.
 */
const GROWTH_MB_MAX = WHOLE ? 400 : 250;

/** The flooded topic, and one that has nothing to do with it. */
const FLOODED = 'topic:water';
const ORDINARY = 'topic:traffic';

type Day = {
  readonly alerts: readonly AlertView[];
  readonly band: unknown;
  readonly groups: readonly string[];
  readonly posts: number;
  readonly grownMb: number;
};

describe(`a flood of ${COPIES} near-copies from one source`, function () {
  this.timeout(60_000 + COPIES * 3);
  let calm: Day;
  let flooded: Day;

  before(async () => {
    calm = await aDay(0);
    flooded = await aDay(COPIES);
  });

  it('is stored, and collapses into few groups', () => {
    assert.equal(flooded.posts, calm.posts + COPIES);
    assert.ok(flooded.groups.length <= 10, `${flooded.groups.length} groups`);
  });

  it('leaves an ordinary series as it is: the same band, the same alert at the same level', () => {
    assert.deepEqual(flooded.band, calm.band);
    const [without, within] = [calm, flooded].map((day) =>
      day.alerts.filter((alert) => alert.series.includes(ORDINARY)),
    );
    assert.equal(without?.length, 1, 'the event beside the flood is seen');
    assert.deepEqual(
      within?.map(({ level, peak, raisedMs }) => ({ level, peak, raisedMs })),
      without?.map(({ level, peak, raisedMs }) => ({ level, peak, raisedMs })),
    );
  });

  it('raises nothing by itself: one source is not the town', () => {
    assert.deepEqual(
      flooded.alerts.filter((alert) => alert.series.includes(FLOODED)),
      [],
    );
  });

  it('takes bounded memory', () => {
    console.log(`      ${flooded.groups.length} groups, ${flooded.grownMb} MB more`);
    assert.ok(flooded.grownMb < GROWTH_MB_MAX, `${flooded.grownMb} MB`);
  });
});

/** Two weeks of history, then twenty minutes with an ordinary event, and beside it a flood of so many copies. */
async function aDay(copies: number): Promise<Day> {
  let nowMs = NOON_MS;
  const server = await startTestServer({}, () => nowMs);
  try {
    const cookie = await server.logIn('值班员', ['administrator', 'monitor']);
    const sources: string[] = [];
    for (const name of ['清河论坛', '清河在线', '市民热线选登', '灌水论坛']) {
      const body = { kind: 'feed', name, url: `https://s${sources.length}.example.org/feed` };
      sources.push(SourceView.parse((await server.call('POST', '/api/sources', { cookie, body })).json).id);
    }
    await ingest(server, history(sources));
    await look(server);
    const beforeMb = rssMb();
    for (let minute = 0; minute < MINUTES; minute++) {
      nowMs += MINUTE_MS;
      const flood = Array.from({ length: copies / MINUTES }, (_, at) =>
        aCopy(sources[3] ?? '', minute * (copies / MINUTES) + at, nowMs),
      );
      await ingest(server, [...event(sources, minute, nowMs), ...flood]);
      await look(server);
    }
    const grownMb = rssMb() - beforeMb;
    const alerts = AlertView.array().parse((await server.call('GET', '/api/alerts', { cookie })).json);
    const { parts } = server.running;
    const band = parts.lookout.band(ORDINARY, NOON_MS - DAY_MS, nowMs);
    const { posts } = await parts.posts.stats();
    assert.deepEqual(server.errors, []);
    return { alerts, band, groups: await groupsOf(server, sources[3] ?? ''), posts, grownMb };
  } finally {
    await server.stop();
  }
}

/** A crawler was heard this minute: no gap. Then what is new is judged. */
async function look(server: TestServer): Promise<void> {
  const body = { crawler: 'here.00000000', room: 0, browser: false, outboxPosts: 0, outboxFull: false };
  const headers = { authorization: `Bearer ${CRAWLER_TOKEN}` };
  assert.equal((await server.call('POST', '/api/leases', { headers, body })).status, 200);
  await server.running.parts.lookout.look();
}

async function ingest(server: TestServer, posts: readonly IngestPost[]): Promise<void> {
  const headers = { authorization: `Bearer ${CRAWLER_TOKEN}` };
  for (let from = 0; from < posts.length; from += BATCH) {
    const batch = posts.slice(from, from + BATCH);
    const { status, json, text } = await server.call('POST', '/api/ingest', { headers, body: { posts: batch } });
    assert.equal(status, 200, text);
    assert.deepEqual(IngestReply.parse(json), { accepted: batch.length, repeated: 0, refused: [] });
  }
}

/** A few posts a day of either topic, by everybody. */
function history(sources: readonly string[]): readonly IngestPost[] {
  return Array.from({ length: HISTORY_DAYS * 12 }, (_, at) => {
    const text = at % 2 === 0 ? `公交车第${at}次晚点` : `家里自来水第${at}天又停水`;
    const publishedMs = NOON_MS - HISTORY_DAYS * DAY_MS + at * (DAY_MS / 12) + 1;
    return post(`past ${at}`, sources[at % 3] ?? '', `${text}，${words(at)}`, publishedMs, `resident ${at % 40}`, true);
  });
}

/** A bus that does not run: people write about in their own words. */
function event(sources: readonly string[], minute: number, nowMs: number): readonly IngestPost[] {
  return [
    post(`event ${minute}`, sources[minute % 3] ?? '', `公交车停运，${words(minute + 7_000)}`, nowMs, `cold ${minute}`),
  ];
}

/** One text with a tail and a number that differ, each under a name of its own. */
function aCopy(source: string, at: number, nowMs: number): IngestPost {
  const text = `紧急通知：全市自来水已被污染，请大家立即储水，千万不要饮用自来水！据内部人士透露，水厂设备发生故障，有关部门正在隐瞒真相，今晚起全城停水七天，超市的矿泉水已经被抢空，老人孩子先送到外地亲戚家，请转发给每一位家人朋友，让更多的人知道。`;
  return post(`copy ${at}`, source, `${text}【${TAILS[at % TAILS.length]}${at}】`, nowMs, `bot ${at}`);
}

const TAILS = ['收到请回复', '转自朋友圈', '速看', '马上删', '扩散', '看完转走'];

function post(
  word: string,
  source: string,
  text: string,
  publishedMs: number,
  handle: string,
  backfill = false,
): IngestPost {
  const voice = createHash('sha256').update(handle).digest('hex').slice(0, 16);
  return {
    id: aPostId(word),
    source: aSourceId(source),
    kind: 'entry',
    url: null,
    thread: null,
    floor: null,
    title: '',
    text,
    publishedMs,
    seenMs: publishedMs,
    voice,
    backfill,
  };
}

const SUBJECTS = ['老人', '孩子', '邻居', '楼长', '门卫', '房东', '租客'];
const DOINGS = ['打了电话', '等了一夜', '去物业问过', '没人上门', '说明天修', '贴了告示', '换了阀门', '量了温度'];
const PLACES = ['三楼', '七号楼', '东门', '顶层', '一单元', '西侧', '新楼', '老楼', '楼道'];

/** A sentence that shares little with that of another number. */
function words(at: number): string {
  const pick = (list: readonly string[], by: number): string => list[(at * by + (at >> 3)) % list.length] ?? '';
  return `${pick(PLACES, 5)}的${pick(SUBJECTS, 3)}${pick(DOINGS, 7)}，${pick(PLACES, 2)}的${pick(SUBJECTS, 5)}${pick(DOINGS, 3)}，第${at * 37}回`;
}

async function groupsOf(server: TestServer, source: string): Promise<readonly string[]> {
  const groups = new Set<string>();
  for (let mark = ''; ;) {
    const page = await server.running.parts.posts.scan(mark, 1_000);
    if (page.posts.length === 0) return [...groups];
    for (const found of page.posts) if (found.source === source) groups.add(found.group);
    mark = page.mark;
  }
}

function rssMb(): number {
  return Math.round(process.memoryUsage().rss / 1_048_576);
}
