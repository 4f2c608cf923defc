import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { startChores, VOICE_DAYS, type Chores } from '../../api/answers/chores.ts';
import { createTrouble } from '../../api/answers/trouble.ts';
import { ClaimId, isRefusal, PersonId, type FileRef } from '../../api/contract/index.ts';
import { rowsOf } from '../../api/desk/table.ts';
import { dataPaths } from '../../api/desk-parts.ts';
import { createMarks } from '../../api/work/marks.ts';
import { openWork, type Work } from '../../api/work/work.ts';
import { aPost } from '../support/post.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TODAY_MS = Date.UTC(2026, 10, 25, 4);
const RETENTION_DAYS = 90;

describe('retention', () => {
  let server: TestServer;
  let work: Work;
  let chores: Chores;
  let nowMs: number;
  const doubts: boolean[] = [];

  function startAnew(): void {
    const { parts } = server.running;
    const onError = (error: unknown): void => assert.fail(String(error));
    const marks = createMarks(work);
    chores = startChores({
      ...parts,
      marks,
      sweepWork: work.sweep,
      onClock: (isDoubted) => doubts.push(isDoubted),
      onError,
    });
  }

  async function lookFor(hours: number): Promise<void> {
    for (let at = 0; at < hours; at += 1) {
      nowMs += HOUR;
      await chores.look();
    }
  }

  async function kept(): Promise<{ readonly days: readonly number[]; readonly voices: number }> {
    const { facts } = await server.running.parts.posts.factsSince('', 100);
    const days = facts.map(({ seenMs }) => Math.round((TODAY_MS - seenMs) / DAY)).sort((a, b) => b - a);
    return { days, voices: facts.filter(({ voice }) => voice !== null).length };
  }

  beforeEach(async () => {
    nowMs = TODAY_MS;
    doubts.length = 0;
    server = await startTestServer({ retentionDays: RETENTION_DAYS }, () => nowMs);
    work = openWork({ dir: dataPaths(server.config.dataDir).work, now: () => nowMs });
    startAnew();
    const ages = [200, 80, 20, 0];
    const rows = ages.map((days) => aPost({ id: `d${days}`, seenMs: TODAY_MS - days * DAY, voice: `v${days}` }));
    await server.running.parts.posts.put(rows);
  });
  afterEach(async () => {
    chores.close();
    work.close();
    await server.stop();
  });

  it('drops what is old, and voices sooner', async () => {
    await lookFor(1);
    assert.deepEqual(await kept(), { days: [80, 20, 0], voices: 2 });
    nowMs += DAY;
    await lookFor(1);
    assert.deepEqual(doubts, [false, false]);
    for (let day = 0; day < VOICE_DAYS + 1; day += 1) {
      nowMs += DAY;
      await lookFor(1);
    }
    assert.deepEqual(await kept(), { days: [20, 0], voices: 0 });
  });

  it('a clock a year ahead, with posts that come in by it, drops nothing that is not old, and the desk is told', async () => {
    await lookFor(1);
    nowMs += 365 * DAY;
    await server.running.parts.posts.put([aPost({ id: 'by the wrong clock', seenMs: nowMs })]);
    await lookFor(30);
    assert.deepEqual((await kept()).days, [80, 20, 0, -365]);
    assert.equal((await kept()).voices, 2);
    assert.equal(doubts.at(-1), true);
    nowMs -= 365 * DAY;
    await lookFor(2);
    assert.deepEqual((await kept()).days, [80, 20, 0, -365]);
    assert.equal(doubts.at(-1), false);
  });

  it('a clock a year back drops nothing, and nothing when it comes forward again, over a restart too', async () => {
    await lookFor(1);
    nowMs -= 365 * DAY;
    await lookFor(2);
    chores.close();
    startAnew();
    nowMs += 365 * DAY;
    await lookFor(2);
    assert.deepEqual(await kept(), { days: [80, 20, 0], voices: 2 });
    assert.equal(doubts.at(-1), false);
  });

  it('the first look of all goes by the newest post', async () => {
    nowMs += 365 * DAY;
    await lookFor(1);
    assert.deepEqual((await kept()).days, [80, 20, 0]);
    assert.equal(doubts.at(-1), true);
  });

  it('an upload that no act refers to goes after two days, one that is used stays', async () => {
    const { parts } = server.running;
    const put = async (text: string, ageDays: number): Promise<FileRef> => {
      const kept = await parts.files.put([Buffer.from(text)], { bytesMax: 1_000 });
      assert.ok(!isRefusal(kept));
      const { sha256, kind } = kept.file;
      const folder = join(server.config.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4));
      const at = new Date(TODAY_MS - ageDays * DAY);
      utimesSync(join(folder, `${sha256}.${kind}`), at, at);
      return { ...kept.file, name: 'a.txt' };
    };
    const [used, left, fresh, taken] = [
      await put('用到的', 9),
      await put('没用到的', 3),
      await put('刚上传的', 1),
      await put('又上传的', 9),
    ];
    await server.logIn('mo', ['monitor']);
    const [mo] = rowsOf(parts.desk.state().people);
    const by = { kind: 'person', id: mo?.id ?? PersonId.parse('nobody') } as const;
    const claim = { do: 'claim', id: ClaimId.parse('c1') } as const;
    const origin = { from: 'hand' } as const;
    const words = { title: '停水', topics: [], places: [], about: null, origin, sample: false };
    const none = { knownMs: TODAY_MS, firstPostMs: null, variants: [] };
    assert.equal(parts.desk.command({ ...claim, act: { act: 'open', ...words, ...none } }, by), null);
    const piece = {
      kind: 'document',
      title: '公告',
      from: '水厂',
      body: null,
      obtainedMs: TODAY_MS,
      note: '',
    } as const;
    const act = { ...piece, files: [used], url: null, rawSha256: null, inquiry: null };
    assert.equal(parts.desk.command({ ...claim, fresh: 'e1', act: { act: 'evidence-add', ...act } }, by), null);
    // The same bytes, sent once more: somebody is about to use them.
    await parts.files.put([Buffer.from('又上传的')], { bytesMax: 1_000 });
    await lookFor(1);
    const there = async (file: FileRef): Promise<boolean> => (await parts.files.find(file.sha256)) !== null;
    assert.deepEqual(await Promise.all([used, left, fresh, taken].map(there)), [true, false, true, true]);
  });

  it('nothing is swept by a clock that jumped ahead', async () => {
    const { parts } = server.running;
    await lookFor(1);
    const kept = await parts.files.put([Buffer.from('刚上传的')], { bytesMax: 1_000 });
    assert.ok(!isRefusal(kept));
    nowMs = Date.now() + 365 * DAY;
    await lookFor(1);
    assert.equal(doubts.at(-1), true);
    assert.notEqual(await parts.files.find(kept.file.sha256), null);
  });

  it('a doubted clock is a banner, from when it was noticed until it is believed', () => {
    const { parts } = server.running;
    const trouble = createTrouble(parts.posts, () => nowMs);
    const shown = (): readonly unknown[] => trouble.banners(parts).map(({ code, sinceMs }) => [code, sinceMs]);
    trouble.noteClock(true);
    nowMs += HOUR;
    trouble.noteClock(true);
    assert.deepEqual(shown(), [['clock-jumped', TODAY_MS]]);
    trouble.noteClock(false);
    assert.deepEqual(shown(), []);
  });
});
