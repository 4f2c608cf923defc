import assert from 'node:assert/strict';
import { createMachineLook } from '../../api/answers/briefing-machine.ts';

const ALL = 'AR PL UMing CN\nAR PL UKai CN\nNoto Sans CJK SC\nNoto Serif CJK SC\n';

describe('what a machine lacks for the forms of an issue', () => {
  const lookAt = (browser: string | null, list: string | null, now = () => 0) =>
    createMachineLook({ findBrowser: () => browser, now, fonts: () => Promise.resolve(list) });

  it('is said with the command that gets it, and blocks no release', async () => {
    const checks = await lookAt(null, 'Noto Sans CJK SC\nNoto Serif CJK SC\n')();
    assert.deepEqual(
      checks.map(({ id, ok, blocks }) => [id, ok, blocks]),
      [
        ['browser', false, false],
        ['fonts', false, false],
      ],
    );
    assert.ok(checks.every(({ zh, en }) => zh.includes('apt-get install') && en.includes('apt-get install')));
  });

  it('is nothing where all is there, or where nobody can tell', async () => {
    assert.deepEqual(await lookAt('/usr/bin/chromium', ALL)(), []);
    assert.deepEqual(await lookAt('/usr/bin/chromium', null)(), []);
  });

  it('is looked for again after minutes, not at each view', async () => {
    let [nowMs, asked] = [0, 0];
    const look = createMachineLook({
      findBrowser: () => '/usr/bin/chromium',
      now: () => nowMs,
      fonts: () => Promise.resolve((asked += 1) === 1 ? 'none of them\n' : ALL),
    });
    assert.equal((await look()).length, 1);
    assert.equal((await look()).length, 1);
    nowMs = 6 * 60_000;
    assert.deepEqual(await look(), []);
    assert.equal(asked, 2);
  });
});
