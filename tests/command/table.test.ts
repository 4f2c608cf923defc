import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../api/command/commands.ts';
import { run as runIn, type Ended } from './child.ts';

const NAMES = Object.keys(COMMANDS) as readonly (keyof typeof COMMANDS)[];

/** Each is a process of its own. */
const AT_ONCE = 4;

describe('the table of commands', function () {
  this.timeout(60_000);
  const dir = mkdtempSync(join(tmpdir(), 'table-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const run = (...args: readonly string[]): Promise<Ended> => runIn(args, dir);

  it('every command tells how it is used, on stdout, with exit 0, and touches nothing', async () => {
    for (let from = 0; from < NAMES.length; from += AT_ONCE) {
      const names = NAMES.slice(from, from + AT_ONCE);
      const ended = await Promise.all(names.map(async (name) => ({ name, ...(await run(name, '--help')) })));
      for (const { name, code, out, err } of ended) {
        assert.deepEqual([code, err], [0, ''], name);
        assert.match(out, new RegExp(`^(?:usage: .*)?\\b${name}\\b`), name);
        assert.match(out, /^exit\b/im, `${name} says its exit codes`);
      }
    }
    assert.deepEqual(readdirSync(dir), []);
  });

  it('the list names each of them', async () => {
    for (const word of ['--help', 'help']) {
      const { code, out } = await run(word);
      assert.equal(code, 0);
      for (const name of NAMES) assert.ok(out.includes(`  ${name} `), name);
    }
  });

  it('no command, or one that is none, is wrong use', async () => {
    for (const name of ['', 'sevre', '__proto__', 'constructor', '../serve']) {
      const { code, err, out } = await run(...(name === '' ? [] : [name]));
      assert.equal(code, 2, name);
      assert.match(out + err, /usage: /);
    }
  });

  const WRONG: readonly (readonly string[])[] = [
    ['import'],
    ['import', 'a', 'b'],
    ['import', '--nosuch'],
    ['user'],
    ['user', 'remove'],
    ['user', 'add'],
    ['user', 'add', '--name', '甲', '--role', 'monitor'],
    ['user', 'add', '--name', '甲', '--role', 'king', '--password-stdin'],
    ['user', 'add', '--name', '甲', '--rôle', 'monitor', '--role', 'monitor', '--password-stdin'],
    ['serve', 'now'],
    ['doctor', 'now'],
    ['reindex', 'now'],
    ['recount', '--now'],
    ['verify', '--nosuch'],
    ['verify', 'nowhere.pdf'],
    ['verify', 'a', 'b'],
    ['briefing'],
    ['briefing', '--out', 'issue'],
    ['briefing', '--out', 'issue.xls'],
    ['briefing', '--kind', 'dayly', '--out', 'a.txt'],
    ['briefing', '--date', '2026-02-30', '--out', 'a.txt'],
    ['briefing', '--kind', 'special', '--out', 'a.txt'],
    ['briefing', '--kind', 'weekly', '--claim', '1', '--out', 'a.txt'],
    ['briefing', '--claim', 'first', '--out', 'a.txt'],
    ['briefing', '--claim', '1', '--concern', '1', '--out', 'a.txt'],
    ['backup'],
    ['restore'],
  ];
  for (const args of WRONG)
    it(`${args.join(' ')}: wrong use, said on stderr with exit 2`, async () => {
      const { code, out, err } = await run(...args);
      assert.deepEqual([code, out], [2, ''], err);
      assert.notEqual(err, '');
      assert.doesNotMatch(err, /^\s+at /m, 'in words, without a stack');
    });
});
