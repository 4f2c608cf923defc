import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal } from '../../api/contract/index.ts';
import { openFiles, PUTS_MAX, type Files, type Put } from '../../api/files/files.ts';
import { PDF, PNG } from './bytes.ts';

const LIMIT = { bytesMax: 1024 };

describe('the file store', () => {
  let dir = '';
  let files: Files;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'firstword-files-'));
    files = openFiles({ dir, reserveBytes: 0 });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  async function put(bytes: Buffer, options: Parameters<Files['put']>[1] = LIMIT): Promise<Put> {
    const done = await files.put([bytes], options);
    assert.ok(!isRefusal(done), JSON.stringify(done));
    return done;
  }
  const refused = async (bytes: Iterable<Uint8Array>, options = LIMIT): Promise<string> => {
    const done = await files.put(bytes, options);
    return isRefusal(done) ? done.refused : 'taken';
  };
  const lying = (): readonly string[] =>
    readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((each) => (each.isFile() ? [each.name] : []));

  it('keeps a file under the hash of its bytes, and the same bytes once', async () => {
    const sha256 = createHash('sha256').update(PDF).digest('hex');
    const first = await put(PDF);
    assert.deepEqual(first, { file: { sha256, kind: 'pdf', bytes: PDF.length }, fresh: true });
    assert.equal((await put(PDF)).fresh, false);
    assert.deepEqual(lying(), [`${sha256}.pdf`]);
    assert.deepEqual(readFileSync(join(dir, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.pdf`)), PDF);
  });

  it('gives back what it was given, also after a new start, until it is removed', async () => {
    const { file } = await put(PNG);
    const again = openFiles({ dir });
    const read = await again.read(file.sha256);
    assert.ok(read !== null);
    const chunks: Uint8Array[] = [];
    for await (const chunk of read.bytes) chunks.push(chunk);
    assert.deepEqual(Buffer.concat(chunks), PNG);
    assert.equal(await again.remove(file.sha256), true);
    assert.equal(await again.remove(file.sha256), false);
    assert.equal(await files.find(file.sha256), null);
  });

  it('knows no file by anything but a hash', async () => {
    for (const id of ['', '../../etc/passwd', 'a'.repeat(63), 'A'.repeat(64), '..%2f'])
      assert.equal(await files.find(id), null);
  });

  it('leaves nothing of what it refuses', async () => {
    assert.equal(await refused([Buffer.alloc(600, 'a'), Buffer.alloc(600, 'a')]), 'too-big');
    assert.equal(await refused([]), 'file-empty');
    assert.equal(await refused([Buffer.from('MZ\0\0')]), 'file-kind');
    assert.deepEqual(lying(), []);
  });

  it('leaves nothing of what broke off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield PDF;
      throw new Error('gone');
    }
    await assert.rejects(files.put(broken(), LIMIT), /gone/);
    assert.deepEqual(lying(), []);
  });

  it('clears away what a crash left half-written', () => {
    writeFileSync(join(dir, 'new', 'half'), 'x');
    openFiles({ dir });
    assert.deepEqual(lying(), []);
  });

  it('takes a page of the crawler alone, and no picture under that name', async () => {
    const page = Buffer.from('<!doctype html><p>停水');
    assert.equal(await refused([page]), 'file-kind');
    assert.equal((await put(page, { ...LIMIT, as: 'html' })).file.kind, 'html');
    const other = await files.put([page], { ...LIMIT, as: 'png' });
    assert.ok(isRefusal(other) && other.refused === 'file-kind');
  });

  it('leaves room on the disk for what cannot wait', async () => {
    const full = openFiles({ dir, reserveBytes: Number.MAX_SAFE_INTEGER });
    const done = await full.put([PDF], LIMIT);
    assert.ok(isRefusal(done) && done.refused === 'read-only');
  });

  it('a full disk is a refusal, and nothing is left', async () => {
    async function* full(): AsyncGenerator<Uint8Array> {
      yield PDF;
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    }
    const done = await files.put(full(), LIMIT);
    assert.ok(isRefusal(done) && done.refused === 'read-only');
    assert.deepEqual(lying(), []);
  });

  it('writes so many at once, and says busy to the next', async () => {
    const gate = Promise.withResolvers<undefined>();
    async function* slow(at: number): AsyncGenerator<Uint8Array> {
      await gate.promise;
      yield Buffer.from(`第 ${at} 份说明`);
    }
    const all = Array.from({ length: PUTS_MAX }, (_, at) => files.put(slow(at), LIMIT));
    assert.equal(await refused([PDF]), 'busy');
    gate.resolve(undefined);
    for (const done of await Promise.all(all)) assert.ok(!isRefusal(done));
    assert.equal(await refused([PDF]), 'taken');
  });
});
