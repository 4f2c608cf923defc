import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import { z } from 'zod';
import { isRefusal } from '../../api/contract/index.ts';
import { createDeliveries, TRIES_MAX, WAITING_MAX } from '../../api/work/deliveries.ts';
import { createJobs, JOB_MS, JOBS_MAX, LISTENERS_MAX } from '../../api/work/jobs.ts';
import { createMarks } from '../../api/work/marks.ts';
import { createRaised } from '../../api/work/raised.ts';
import { createSecrets, openSecretKey } from '../../api/work/secrets.ts';
import { keysAt, monthMs, openVoiceKeys, OVERLAP_MS } from '../../api/work/voice-keys.ts';
import { aScene, NOON_MS, type Scene } from './scene.ts';

const FAILED = { failed: { code: 'x', zh: '失败', en: 'failed' } };
const DAY = 24 * 3_600_000;

describe('jobs', () => {
  const never = new AbortController().signal;

  it('a question goes to one listener and its answer comes back', async () => {
    const jobs = createJobs({ now: Date.now });
    const listening = [jobs.next({ browser: false }, 5_000, never), jobs.next({ browser: false }, 5_000, never)];
    const asked = jobs.ask('preview', 'https://example.cn/', null);
    const job = await Promise.race(listening);
    assert.equal(job?.url, 'https://example.cn/');
    assert.equal(jobs.answer(job.id, FAILED), true);
    assert.equal(jobs.answer(job.id, FAILED), false, 'a second answer is nobody’s');
    assert.deepEqual(await asked, FAILED);
    jobs.close();
    assert.deepEqual(
      (await Promise.all(listening)).filter((each) => each !== null),
      [job],
    );
  });

  it('a rendered page waits for a crawler with a browser', async () => {
    const jobs = createJobs({ now: Date.now });
    const asked = jobs.ask('preview', 'https://example.cn/', 'rendered');
    assert.equal(await jobs.next({ browser: false }, 10, never), null);
    assert.equal((await jobs.next({ browser: true }, 10, never))?.as, 'rendered');
    jobs.close();
    assert.equal(isRefusal(await asked), true);
  });

  it('a crawler that hangs up is not handed anything', async () => {
    const jobs = createJobs({ now: Date.now });
    const gone = new AbortController();
    const listening = jobs.next({ browser: true }, 5_000, gone.signal);
    gone.abort();
    assert.equal(await listening, null);
    const asked = jobs.ask('probe', 'https://example.cn/', null);
    assert.notEqual(await jobs.next({ browser: true }, 10, never), null);
    jobs.close();
    await asked;
  });

  it('a question that nobody answers is refused after ten seconds', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const jobs = createJobs({ now: () => NOON_MS });
    const asked = jobs.ask('probe', 'https://example.cn/', null);
    mock.timers.tick(JOB_MS);
    mock.timers.reset();
    const answer = await asked;
    assert.equal(isRefusal(answer) && answer.refused, 'crawler-silent');
    assert.equal(await jobs.next({ browser: true }, 1, never), null, 'nor is it handed out any more');
  });

  it('listeners are bounded', async () => {
    const jobs = createJobs({ now: Date.now });
    const listening = Array.from({ length: LISTENERS_MAX }, () => jobs.next({ browser: true }, 60_000, never));
    assert.equal(await jobs.next({ browser: true }, 60_000, never), null);
    jobs.close();
    await Promise.all(listening);
  });

  it('open questions are bounded', async () => {
    const jobs = createJobs({ now: Date.now });
    const asked = Array.from({ length: JOBS_MAX }, () => jobs.ask('probe', 'https://example.cn/', null));
    const more = await jobs.ask('probe', 'https://example.cn/', null);
    assert.equal(isRefusal(more) && more.refused, 'busy');
    jobs.close();
    await Promise.all(asked);
  });
});

describe('records of machines', () => {
  let scene: Scene;
  beforeEach(() => (scene = aScene()));
  afterEach(() => scene.close());

  it('a delivery is tried again with back-off, then given up and listed', () => {
    const deliveries = createDeliveries(scene.work);
    const added = deliveries.add('digest', '{"secret":"body"}');
    for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
      const [due] = deliveries.due();
      assert.equal(due?.id, added?.id);
      const after = deliveries.settle(due?.id ?? '', 'timed out');
      assert.equal(after?.state, tries < TRIES_MAX ? 'waiting' : 'failed');
      assert.deepEqual(deliveries.due(), []);
      scene.tick(3_600_000);
    }
    assert.deepEqual(
      deliveries.log(10).map(({ state, tries, why }) => [state, tries, why]),
      [['failed', TRIES_MAX, 'timed out']],
    );
  });

  it('a statement that was given up goes through all its tries once more when a person asks; a digest does not', () => {
    const deliveries = createDeliveries(scene.work);
    const statement = deliveries.add('notice', '{"words":"stay"}', { about: 's1' })?.id ?? '';
    const digest = deliveries.add('digest', '{"words":"go"}')?.id ?? '';
    assert.equal(deliveries.again(statement), 'unfit', 'it still waits');
    for (const id of [statement, digest]) deliveries.giveUp(id, 'gone');
    assert.equal(deliveries.again(digest), 'unfit');
    assert.equal(deliveries.again('nobody'), 'gone');
    const again = deliveries.again(statement);
    assert.ok(typeof again !== 'string' && again.state === 'waiting' && again.tries === 0);
    assert.deepEqual(
      deliveries.due().map(({ id, body }) => [id, body]),
      [[statement, '{"words":"stay"}']],
    );
    assert.equal(deliveries.log(10).length, 2);
    assert.equal(deliveries.settle(statement, null)?.state, 'sent');
    assert.equal(deliveries.again(statement), 'unfit', 'what arrived is not sent twice');
  });

  it('a delivery does not wait for a year because the clock was set back', () => {
    const deliveries = createDeliveries(scene.work);
    scene.setClock(365 * DAY);
    const added = deliveries.add('digest', '');
    deliveries.settle(added?.id ?? '', 'timed out');
    assert.deepEqual(deliveries.due(), []);
    scene.setClock(-365 * DAY);
    assert.equal(deliveries.due()[0]?.id, added?.id);
  });

  it('deliveries that wait outlive a restart and are bounded', () => {
    for (let at = 0; at < WAITING_MAX; at += 1) createDeliveries(scene.work).add('digest', '');
    assert.equal(createDeliveries(scene.work).add('digest', ''), null);
    assert.equal(createDeliveries(scene.work).due().length, WAITING_MAX);
  }).timeout(60_000);

  it('a secret is sealed: neither its text on the disk nor read with another key or under another name', () => {
    const file = join(scene.dir, 'secret');
    const key = openSecretKey(file);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(openSecretKey(file), key);
    const secrets = createSecrets(scene.work, key);
    secrets.put('channel', 'https://hook.example/abc');
    assert.equal(secrets.get('channel'), 'https://hook.example/abc');
    assert.equal(createSecrets(scene.work, Buffer.alloc(32, 7)).get('channel'), null);
    for (const name of ['work.sqlite', 'work.sqlite-wal']) {
      const path = join(scene.dir, name);
      if (existsSync(path)) assert.equal(readFileSync(path).includes('hook.example'), false);
    }
  });

  it('a secret file that holds something else stops, and is not overwritten', () => {
    const file = join(scene.dir, 'secret');
    writeFileSync(file, 'my own notes');
    assert.throws(() => openSecretKey(file), /64 hexadecimal/);
    assert.equal(readFileSync(file, 'utf8'), 'my own notes');
  });

  it('raised alerts outlive a restart, and the oldest goes beyond the limit', () => {
    const schema = z.object({ id: z.string(), raisedMs: z.number() });
    const raised = createRaised(scene.work, schema);
    raised.put({ id: 'b', raisedMs: 2 });
    raised.put({ id: 'a', raisedMs: 1 });
    assert.deepEqual(
      createRaised(scene.work, schema)
        .all()
        .map((alert) => alert.id),
      ['a', 'b'],
    );
    const few = createRaised(scene.work, schema, 2);
    few.put({ id: 'c', raisedMs: 3 });
    assert.deepEqual(
      few.all().map((alert) => alert.id),
      ['b', 'c'],
    );
    assert.equal(createRaised(scene.work, schema).get('a'), null);
    createMarks(scene.work).put('facts', '12');
    assert.equal(createMarks(scene.work).get('facts'), '12');
    assert.equal(createMarks(scene.work).get('other'), '');
  });
});

describe('voice keys', () => {
  let scene: Scene;
  beforeEach(() => (scene = aScene()));
  afterEach(() => scene.close());

  it('a month begins at midnight in China', () => {
    assert.equal(monthMs(NOON_MS, 1), Date.UTC(2026, 10, 30, 16));
    assert.equal(monthMs(Date.UTC(2026, 11, 31, 17), 0), Date.UTC(2026, 11, 31, 16));
  });

  it('a new key comes each month, the old one overlaps for a day and is then gone from the disk', () => {
    let nowMs = NOON_MS;
    const keys = openVoiceKeys({ dir: scene.dir, now: () => nowMs });
    const [november] = keys.current();
    assert.deepEqual(openVoiceKeys({ dir: scene.dir, now: () => nowMs }).current(), [november]);
    nowMs = monthMs(NOON_MS, 1);
    const [december, old] = keys.current();
    assert.notEqual(december?.key, november?.key);
    assert.deepEqual(old, november);
    nowMs += OVERLAP_MS;
    assert.deepEqual(keys.current(), [december]);
    const file = readFileSync(join(scene.dir, 'voice-keys'), 'utf8');
    assert.equal(file.includes(november?.key ?? '-'), false);
    assert.equal(statSync(join(scene.dir, 'voice-keys')).mode & 0o777, 0o600);
  });

  it('after a long rest the key starts anew, and never are there more than two', () => {
    let made = 0;
    const fresh = (): string => String((made += 1)).repeat(64);
    let held = keysAt([], NOON_MS, fresh);
    held = keysAt(held, NOON_MS + 90 * DAY, fresh);
    assert.equal(held.length, 1);
    for (let day = 90; day < 400; day += 1) {
      held = keysAt(held, NOON_MS + day * DAY, fresh);
      assert.ok(held.length <= 2);
    }
  });

  it('a file cut by a crash means new keys, not a stop', () => {
    writeFileSync(join(scene.dir, 'voice-keys'), '[{"key":');
    assert.equal(openVoiceKeys({ dir: scene.dir, now: () => NOON_MS }).current().length, 1);
  });
});
