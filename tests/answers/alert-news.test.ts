import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAlertNews, raisedRecord } from '../../api/answers/alert-news.ts';
import { dataPaths } from '../../api/desk-parts.ts';
import { createNewsBox } from '../../api/work/news-box.ts';
import { openWork, type Work } from '../../api/work/work.ts';
import type { RaisedAlert } from '../../api/warning/alert.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 25, 4);

/** As the lookout writes it down. */
function anAlert(change: Partial<RaisedAlert> = {}): RaisedAlert {
  const spike: RaisedAlert['spikes'][number] = {
    ...{ series: 'topic:water', level: 'orange', score: 9, fromMs: NOW_MS - HOUR_MS, toMs: NOW_MS, count: 42 },
    ...{ expected: 5, low: 3, high: 9, ratio: 8, voices: 31, sources: [{ source: 'forum', count: 42 }] },
    ...{ loudestShare: 0.3, copiesShare: 0, coverage: 1, historyDays: 21, zh: '有 42 条', en: '42 posts' },
    ...{ windowMin: 60, signature: [], lowered: null },
  };
  return {
    id: 'alert-1',
    series: ['topic:water'],
    level: 'orange',
    score: 9,
    peakLevel: 'orange',
    sinceMs: NOW_MS - HOUR_MS,
    firstSeenMs: NOW_MS,
    updatedMs: NOW_MS,
    endedMs: null,
    recovered: false,
    tellMs: NOW_MS,
    toldScore: 9,
    spikes: [spike],
    ...change,
  };
}

describe('an alert is told to the channels at least once', function () {
  this.timeout(30_000);
  let server: TestServer;
  let work: Work;
  let nowMs = NOW_MS;
  const dataDir = mkdtempSync(join(tmpdir(), 'firstword-told-'));
  const start = async (): Promise<void> => {
    server = await startTestServer({ dataDir }, () => nowMs);
    work = openWork({ dir: dataPaths(dataDir).work, now: () => nowMs });
  };
  const end = async (keep: boolean): Promise<void> => {
    work.close();
    await server.stop(keep);
  };
  const restart = async (): Promise<void> => {
    await end(true);
    await start();
  };
  /** What the lookout's write leaves behind when the process goes right after it. */
  const raised = (alert: RaisedAlert): void => {
    const { parts } = server.running;
    parts.raised.put(raisedRecord(alert, parts.raised.get(alert.id)));
  };
  const waiting = () => createNewsBox(work).waiting().lines;
  const lines = (): readonly string[] => waiting().map(({ line }) => line);
  const intoADigest = (): void => createNewsBox(work).remove(waiting().map(({ key }) => key));
  after(() => rmSync(dataDir, { recursive: true, force: true }));
  beforeEach(async () => {
    nowMs = NOW_MS;
    await start();
  });
  afterEach(async () => {
    assert.deepEqual(server.errors, []);
    server.running.parts.raised.remove('alert-1');
    intoADigest();
    await end(true);
  });

  it('a stop between the write and the telling: the next start tells it, and the one after does not', async () => {
    raised(anAlert());
    assert.deepEqual(lines(), []);
    await restart();
    assert.equal(lines().length, 1);
    assert.match(lines()[0] ?? '', /^舆情提示二级 .*：有 42 条$/);
    intoADigest();
    await restart();
    assert.deepEqual(lines(), [], 'what is in a digest is not told again');
  });

  it('a stop between the telling and the note of it: one line while it waits', async () => {
    raised(anAlert());
    await restart();
    raised(anAlert());
    const { parts } = server.running;
    const record = parts.raised.get('alert-1') ?? assert.fail();
    parts.raised.put({ ...record, toldMs: 0 });
    await restart();
    assert.equal(lines().length, 1);
  });

  it('what grew later and was not told is told as it is now', async () => {
    raised(anAlert());
    await restart();
    raised(anAlert({ level: 'red', tellMs: NOW_MS + HOUR_MS }));
    nowMs += HOUR_MS;
    await restart();
    assert.deepEqual(
      lines().map((line) => line.slice(0, 6)),
      ['舆情提示二级', '舆情提示一级'],
    );
  });

  it('below the level of the channel, and older than two days, nothing is told', async () => {
    raised(anAlert({ level: 'blue' }));
    await restart();
    assert.deepEqual(lines(), []);
    raised(anAlert({ tellMs: NOW_MS + 1 }));
    nowMs += 49 * HOUR_MS;
    await restart();
    assert.deepEqual(lines(), []);
    nowMs = NOW_MS + 2;
    await restart();
    assert.deepEqual(lines(), [], 'and it was noted that it need not be');
  });

  it('told by the running process it is noted, so a start tells nothing twice', async () => {
    const alert = anAlert();
    raised(alert);
    const { parts } = server.running;
    const onError = (error: unknown): void => assert.fail(String(error));
    createAlertNews(parts, () => undefined, onError)([{ alert, isNew: true, tell: true }]);
    assert.equal(lines().length, 1);
    assert.equal(parts.raised.get('alert-1')?.toldMs, NOW_MS);
  });
});
