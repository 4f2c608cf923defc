import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, globSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { Banner, IngestReply, SearchReply, SourceView, type IngestPost } from '../../api/contract/index.ts';
import { aPostId, aSourceId } from '../support/post.ts';
import { aText } from './feeds.ts';
import { openDesk, until, WHOLE, type Desk } from './processes.ts';

const DISK = '96m';
const ROOM_BYTES = 8 * 1024 * 1024;
const BATCH = 100;
const BATCHES_MAX = 400;
/** What comes round by itself meets the full disk too: the sign of life twice a minute, the use of a session once. */
const FULL_MS = WHOLE ? 70_000 : 0;
const TOKEN = 'a-token-for-tests-only-0001';

type Answer = { readonly status: number; readonly body: string };

describe('the whole system on a full disk', function () {
  this.timeout(120_000 + FULL_MS);
  let mount = '';
  let desk: Desk;

  before(async function () {
    const dir = mkdtempSync(join(tmpdir(), 'firstword-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', dir], { stdio: 'pipe' });
    } catch {
      rmSync(dir, { recursive: true });
      console.log('      skipped: a small disk cannot be mounted here; run it as root: sudo npm run test:faults');
      return this.skip();
    }
    mount = dir;
    mkdirSync(join(mount, 'data'));
    desk = await openDesk([], {}, join(mount, 'data'));
    await desk.startApi();
  });
  after(async () => {
    await desk?.close();
    if (mount === '') return;
    execFileSync('umount', [mount]);
    rmSync(mount, { recursive: true });
  });

  it('takes no post more, says so in words, answers readers, and goes on by itself when there is room', async () => {
    const draft = { kind: 'feed', name: '清河论坛', url: 'https://forum.example.org/feed' };
    const { id } = SourceView.parse(await desk.ask('POST', '/api/sources', draft));
    const batchOf = (number: number) => ({
      posts: Array.from({ length: BATCH }, (_, at) => post(id, number * BATCH + at)),
    });
    await fill(mount, ROOM_BYTES);
    const { taken, refused } = await ingestUntilRefused(desk, batchOf);
    assert.equal(refused.status, 503, refused.body);
    assert.match(refused.body, /"refused":"read-only"/);
    assert.ok(taken > 0, 'it began with room');
    await fill(mount, 0);
    const codes = (await banners(desk)).map((banner) => banner.code);
    assert.ok(codes.includes('read-only'), codes.join());

    await readersAndWriters(desk, taken * BATCH);
    for (const endMs = Date.now() + FULL_MS; Date.now() < endMs; await wait(2_000))
      await readersAndWriters(desk, taken * BATCH);

    for (const path of globSync(join(mount, 'ballast-*'))) rmSync(path);
    for (let number = taken; number < taken + 3; number++) {
      const answer = await ingest(desk, batchOf(number));
      assert.equal(answer.status, 200, answer.body);
      assert.equal(IngestReply.parse(JSON.parse(answer.body)).accepted, BATCH, 'none of the refused batch was there');
    }
    const left = await until(
      'the banner goes',
      10_000,
      () => banners(desk),
      (list) => list.every(({ code }) => code !== 'read-only'),
    );
    assert.ok(left.length >= 0);
    assert.equal(await total(desk), (taken + 3) * BATCH);
    await desk.ask('POST', '/api/sources', { ...draft, name: '清河在线', url: 'https://forum.example.org/other' });
  });

  it('afterwards it ends cleanly, every database is whole, and the journal verifies', async () => {
    assert.equal(await desk.end('api'), 0, desk.log().slice(-2_000));
    const files = globSync(join(desk.dataDir, '**/*.sqlite'));
    assert.ok(files.length >= 3, files.join());
    for (const path of files) {
      const db = new DatabaseSync(path, { readOnly: true });
      assert.deepEqual({ ...db.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' }, path);
      db.close();
    }
    const verified = await desk.command('verify');
    assert.equal(verified.code, 0, verified.out + verified.err);
  });
});

/** With no byte left, screens are still read; what must be written is refused in words, and is no fault of the system. */
async function readersAndWriters(desk: Desk, posts: number): Promise<void> {
  assert.equal(await total(desk), posts);
  await desk.ask('GET', '/api/overview');
  await desk.ask('GET', '/api/sources');
  const draft = { kind: 'feed', name: '写不下', url: `https://forum.example.org/${Date.now()}` };
  const hello = { crawler: 'here.00000000', room: 8, browser: false, outboxPosts: 0, outboxFull: false };
  for (const [path, body] of [
    ['/api/sources', draft],
    ['/api/leases', hello],
  ] as const) {
    const { status, body: said } =
      path === '/api/leases' ? await asCrawler(desk, path, body) : await asked(desk, path, body);
    assert.ok(status === 200 || (status === 503 && said.includes('read-only')), `${path}: ${status} ${said}`);
  }
}

/** Posts until one batch is refused; how many batches were taken whole. */
async function ingestUntilRefused(
  desk: Desk,
  batchOf: (number: number) => { readonly posts: readonly IngestPost[] },
): Promise<{ readonly taken: number; readonly refused: Answer }> {
  for (let taken = 0; taken < BATCHES_MAX; taken++) {
    const answer = await ingest(desk, batchOf(taken));
    if (answer.status !== 200) return { taken, refused: answer };
    assert.equal(IngestReply.parse(JSON.parse(answer.body)).accepted, BATCH);
  }
  return assert.fail('the disk never filled');
}

const ingest = (desk: Desk, batch: object): Promise<Answer> => asCrawler(desk, '/api/ingest', batch);

async function asCrawler(desk: Desk, path: string, body: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const response = await fetch(desk.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.text() };
}

/** As the administrator, a refusal as a value. */
async function asked(desk: Desk, path: string, body: object): Promise<Answer> {
  try {
    return { status: 200, body: JSON.stringify(await desk.ask('POST', path, body)) };
  } catch (error) {
    const said = String(error);
    return { status: Number(/: (\d{3}) /.exec(said)?.[1]), body: said };
  }
}

/** Writes ballast until `leaveBytes` are left, to the byte if none. */
async function fill(mount: string, leaveBytes: number): Promise<void> {
  const file = openSync(join(mount, `ballast-${leaveBytes}`), 'w');
  const step = Buffer.alloc(leaveBytes === 0 ? 4_096 : 256 * 1024);
  try {
    while (leaveBytes === 0 || freeBytes(mount) > leaveBytes) writeSync(file, step);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    fsyncSync(file);
    closeSync(file);
  }
  // Connections that the server closed meanwhile are noticed before they are used again.
  await wait(50);
}

function freeBytes(mount: string): number {
  const [, line = ''] = execFileSync('df', ['-B1', '--output=avail', mount], { encoding: 'utf8' }).trim().split('\n');
  return Number(line.trim());
}

function post(source: string, serial: number): IngestPost {
  const nowMs = Date.now();
  return {
    id: aPostId(`disk ${serial}`),
    source: aSourceId(source),
    kind: 'entry',
    url: null,
    thread: null,
    floor: null,
    title: '反映',
    text: aText(serial),
    publishedMs: nowMs,
    seenMs: nowMs,
    voice: null,
    backfill: false,
  };
}

async function banners(desk: Desk): Promise<readonly Banner[]> {
  return Banner.array().parse(await desk.ask('GET', '/api/banners'));
}

async function total(desk: Desk): Promise<number> {
  return SearchReply.parse(await desk.ask('POST', '/api/search', {})).total;
}
