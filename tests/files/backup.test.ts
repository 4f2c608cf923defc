import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '../../api/backup/make.ts';
import { expandFiles, FILE_PACK, packFiles } from '../../api/backup/file-pack.ts';
import { BackupRefused } from '../../api/backup/manifest.ts';
import { restoreBackup, type RestoreOptions } from '../../api/backup/restore.ts';
import { isRefusal } from '../../api/contract/index.ts';
import { openFiles, type Files } from '../../api/files/files.ts';
import { addErasures, erasuresPath } from '../../api/journal/erasures.ts';
import { openJournal } from '../../api/journal/journal.ts';
import { DOCX, PDF, PNG } from './bytes.ts';

const NOW_MS = Date.UTC(2026, 10, 25, 4);

describe('files in a backup', () => {
  let root = '';
  let dir = '';
  let fresh = '';
  let out = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'firstword-'));
    [dir, fresh, out] = [join(root, 'data'), join(root, 'fresh'), join(root, 'office.backup')];
    openJournal({ dir: join(dir, 'journal'), now: () => NOW_MS }).close();
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  async function put(files: Files, bytes: Buffer): Promise<string> {
    const done = await files.put([bytes], { bytesMax: 10_000 });
    assert.ok(!isRefusal(done));
    return done.file.sha256;
  }
  const restore = (options: Partial<RestoreOptions> = {}) =>
    restoreBackup(out, fresh, { replace: false, erasures: null, erasePosts: async () => undefined, ...options });

  it('come back as they were, each under its hash', async () => {
    const files = openFiles({ dir: join(dir, 'files') });
    const all = [await put(files, PDF), await put(files, PNG), await put(files, DOCX)];
    writeFileSync(join(dir, 'files', 'new', 'half'), 'half written');
    await makeBackup(dir, out, { nowMs: NOW_MS, store: 'sqlite' });
    await restore();
    const back = openFiles({ dir: join(fresh, 'files') });
    for (const sha256 of all) assert.deepEqual(await back.find(sha256), await files.find(sha256));
    assert.equal(await put(back, PDF), all[0]);
  });

  it('an erased file does not come back', async () => {
    const files = openFiles({ dir: join(dir, 'files') });
    const [kept, erased] = [await put(files, PDF), await put(files, PNG)];
    await makeBackup(dir, out, { nowMs: NOW_MS, store: 'sqlite' });
    addErasures(erasuresPath(dir), [{ what: 'file', id: erased, atMs: NOW_MS }]);
    await restore({ erasures: erasuresPath(dir) });
    const back = openFiles({ dir: join(fresh, 'files') });
    assert.equal(await back.find(erased), null);
    assert.notEqual(await back.find(kept), null);
  });

  it('a pack that leads out of its folder or lies about a size is refused', async () => {
    const hash = 'a'.repeat(64);
    for (const line of ['../../x.pdf 1\nx', `${hash}.pdf 99\nx`, `${hash}.pdf -1\nx`, `${hash}/../x.pdf 1\nx`, 'x']) {
      const staging = join(root, 'staging');
      mkdirSync(join(staging, 'files'), { recursive: true });
      writeFileSync(join(staging, FILE_PACK), `FIRSTWORD-FILES 1\n${line}`);
      await assert.rejects(expandFiles(staging), BackupRefused, line);
      rmSync(staging, { recursive: true });
    }
  });

  it('no file store is no part of the backup', () => assert.deepEqual(packFiles(join(root, 'none'), root), []));
});
