import assert from 'node:assert/strict';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SearchReply } from '../../api/contract/index.ts';
import { aText } from './feeds.ts';
import { openDesk, WHOLE, type Desk } from './processes.ts';

/** Batches of 400: it is killed after the first, after the third, and its server after the next. */
const ROWS = WHOLE ? 20_000 : 3_000;

describe('an import that is killed', function () {
  this.timeout(180_000);
  let desk: Desk;
  let aside = '';

  before(async () => {
    aside = mkdtempSync(join(tmpdir(), 'firstword-import-'));
    desk = await openDesk([]);
    await desk.startApi();
  });
  after(async () => {
    await desk?.close();
    rmSync(aside, { recursive: true, force: true });
  });

  it('goes on where it stopped, and no row is lost or doubled, whether it dies or its server', async () => {
    const file = join(aside, 'rows.jsonl');
    const publishedAt = new Date(Date.now() - 5 * 86_400_000).toISOString();
    const lines = Array.from({ length: ROWS }, (_, at) =>
      JSON.stringify({ text: aText(at), publishedAt, source: '旧论坛' }),
    );
    writeFileSync(file, `${lines.join('\n')}\n`);
    for (const lines of [400, 1_200]) {
      const running = desk.launch('import', file);
      const ended = once(running, 'exit');
      while (running.exitCode === null && linesDone(desk.dataDir) < lines) await wait(10);
      running.kill('SIGKILL');
      await ended;
    }
    const cut = desk.launch('import', file);
    const ended = once(cut, 'exit') as Promise<[number | null]>;
    const before = linesDone(desk.dataDir);
    while (cut.exitCode === null && linesDone(desk.dataDir) <= before) await wait(10);
    await desk.kill('api');
    const [code] = await ended;
    assert.equal(code, 1, 'it says that it could not go on');
    assert.doesNotMatch(desk.log(), /\n\s+at .*import/, 'in words, without a stack');

    await desk.startApi();
    const last = await desk.command('import', file);
    assert.equal(last.code, 0, last.err);
    assert.match(last.err, /going on after line \d+/);
    assert.equal(SearchReply.parse(await desk.ask('POST', '/api/search', {})).total, ROWS);
    const again = await desk.command('import', file);
    assert.match(again.out, new RegExp(`"accepted":0,"repeated":${ROWS},"refused":0`));
  });
});

/** What the import has noted of itself; 0 before the first batch. */
function linesDone(dataDir: string): number {
  const [path] = globSync(join(dataDir, 'import/*'));
  return path === undefined ? 0 : Number(readFileSync(path, 'utf8'));
}
