import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { yearsMissing } from '../../api/desk/clocks/calendar.ts';
import { openDeskParts } from '../../api/desk-parts.ts';
import { testConfig } from '../support/server.ts';
import { run } from './child.ts';

describe('the doctor', function () {
  this.timeout(60_000);
  const dir = mkdtempSync(join(tmpdir(), 'doctor-'));
  after(() => rmSync(dir, { recursive: true, force: true }));

  const holidays = async (DATA_DIR: string): Promise<string> =>
    /^.*holidays: .*$/m.exec((await run(['doctor'], dir, { DATA_DIR })).out)?.[0] ?? '';

  it('says which years’ holidays are not entered, and where they are; not when they are', async () => {
    const config = testConfig({ dataDir: join(dir, 'data') });
    const years = yearsMissing([], Date.now());
    assert.match(
      await holidays(config.dataDir),
      new RegExp(`^missing +holidays: .*${years.join(', ')}.*/duty/calendar`),
    );
    const parts = openDeskParts(config, Date.now);
    const days = years.flatMap((year) => [`${year}-01-01`, `${year}-10-01`]);
    const act = { act: 'calendar', days: days.map((day) => ({ day, works: false, name: '放假' })) } as const;
    const refused = parts.desk.command({ do: 'office', act }, { kind: 'terminal' });
    parts.close();
    assert.equal(refused, null);
    assert.match(await holidays(config.dataDir), /^good +holidays: /);
  });

  it('lives on where the journal cannot be read', async () => {
    mkdirSync(join(dir, 'broken/journal'), { recursive: true });
    writeFileSync(join(dir, 'broken/journal/journal.sqlite'), 'no database');
    assert.match(await holidays(join(dir, 'broken')), /^wrong +holidays: the journal cannot be read/);
  });
});
