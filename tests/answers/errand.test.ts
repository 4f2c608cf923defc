import assert from 'node:assert/strict';
import { createErrands, ERRAND_KEPT_MS, ERRANDS_MAX } from '../../api/answers/errand.ts';
import { isRefusal, refuse } from '../../api/contract/index.ts';

describe('long work', function () {
  this.timeout(10_000);
  const setUp = () => {
    let nowMs = 1_000;
    const errands = createErrands<string>({ now: () => nowMs });
    return { errands, wait: (ms: number) => (nowMs += ms) };
  };
  const never = new Promise<string>(() => undefined);

  it('short work is answered at once', async () => {
    const { errands } = setUp();
    assert.deepEqual(await errands.start('a', 'one', () => Promise.resolve('done')), {
      startedMs: 1_000,
      share: 1,
      result: 'done',
    });
  });

  it('shows its share, is started once, can be left, and is found again with its result', async () => {
    const { errands } = setUp();
    const { promise, resolve } = Promise.withResolvers<string>();
    let starts = 0;
    const work = (report: (share: number) => void): Promise<string> => {
      starts += 1;
      report(0.4);
      return promise;
    };
    const first = await errands.start('a', 'one', work);
    assert.deepEqual(first, { startedMs: 1_000, share: 0.4, result: null });
    assert.deepEqual(await errands.start('a', 'one', work), first);
    assert.equal(((await errands.start('a', 'another', work)) as { refused: string }).refused, 'busy');
    assert.equal(starts, 1);
    resolve('done');
    await promise;
    await new Promise(setImmediate);
    assert.deepEqual(errands.read('a'), { startedMs: 1_000, share: 1, result: 'done' });
    assert.deepEqual(errands.aboutOf('a'), 'one');
  });

  it('a refusal of the work and what it throws are said once, and it can be started anew', async () => {
    const { errands } = setUp();
    const refused = await errands.start('a', 'one', () => Promise.resolve(refuse('busy')));
    assert.deepEqual(refused, refuse('busy'));
    await assert.rejects(
      errands.start('a', 'one', () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal(errands.read('a'), null);
  });

  it('a result is forgotten after its time, or when it is dropped', async () => {
    const { errands, wait } = setUp();
    await errands.start('a', 'one', () => Promise.resolve('done'));
    wait(ERRAND_KEPT_MS + 1);
    assert.equal(errands.read('a'), null);
    await errands.start('b', 'one', () => Promise.resolve('done'));
    errands.drop('b');
    assert.equal(errands.read('b'), null);
  });

  it('beyond its limit the oldest results go, and work that runs is never pushed out', async () => {
    const { errands } = setUp();
    await Promise.all(Array.from({ length: ERRANDS_MAX - 1 }, (_, at) => errands.start(`r${at}`, 'one', () => never)));
    await errands.start('old', 'one', () => Promise.resolve('old'));
    await errands.start('new', 'one', () => Promise.resolve('new'));
    assert.deepEqual([errands.read('old'), isRefusal(errands.read('new'))], [null, false]);
    errands.drop('new');
    const last = await errands.start('last', 'one', () => never);
    assert.deepEqual(last, { startedMs: 1_000, share: 0, result: null });
    assert.equal(((await errands.start('more', 'one', () => never)) as { refused: string }).refused, 'busy');
  });
});
