import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dataPaths } from '../../api/desk-parts.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import type { Figure } from './run.ts';
import { residentMb, startBenchServer, type BenchServer } from './live-server.ts';
import { PostMaker } from './store-posts.ts';

const DIST = join(import.meta.dirname, '../../dashboard/dist');
const ASSETS = join(DIST, 'assets');
const SCRIPT_BYTES_MAX = 150_000;
const START_MS_MAX = 3_000;
const MEMORY_MB_MAX = 512;
const FILL_MS = 30_000;
const BATCH_POSTS = 500;
/** Starts of which the median counts. */
const STARTS = 3;
const SEARCHES = 20;

/** What a screen costs: bytes of the first one, the start of the server on a filled folder, its memory. */
export async function run(): Promise<readonly Figure[]> {
  return [...scripts(), ...(await server())];
}

function scripts(): readonly Figure[] {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('the screens are not built: npm run build');
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const entry = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map((match) => match[1] ?? '');
  const later = readdirSync(ASSETS).filter((name) => /^(?:Overview|BandChart|chart)-.*\.js$/.test(name));
  const figure = (name: string, bytes: number): Figure => ({
    name: `screens: ${name}`,
    value: bytes / 1_000,
    unit: 'kB gzipped',
    limit: `≤ ${SCRIPT_BYTES_MAX / 1_000}`,
    ok: bytes <= SCRIPT_BYTES_MAX,
  });
  return [
    figure('script that index.html needs', bytesOf(entry)),
    figure('script of the overview, charts included', bytesOf([...entry, ...later])),
  ];
}

/** Gzipped bytes of these files and of all that they import statically. */
function bytesOf(names: readonly string[]): number {
  const found = new Map<string, number>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue;
    const text = readFileSync(join(ASSETS, name), 'utf8');
    found.set(name, gzipSync(text).length);
    for (const match of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) queue.push(match[1] ?? '');
  }
  return [...found.values()].reduce((sum, bytes) => sum + bytes, 0);
}

async function server(): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-screens-'));
  try {
    const posts = await fill(dataDir);
    const starts: number[] = [];
    for (let start = 1; start < STARTS; start++) {
      const running = await startBenchServer(dataDir);
      starts.push(running.startMs);
      await running.stop();
    }
    const running = await startBenchServer(dataDir);
    starts.push(running.startMs);
    const memoryMb = await use(running).finally(() => running.stop());
    const segmentersMb = Number(
      execFileSync(process.execPath, [join(import.meta.dirname, 'screens-segmenters.ts'), '1']),
    );
    const startMs = starts.toSorted((a, b) => a - b)[STARTS >> 1] ?? Infinity;
    const ownMb = memoryMb - segmentersMb;
    const name = `screens: memory of the API, ${posts} posts, besides ${Math.round(segmentersMb)} MB of its segmenter`;
    return [
      {
        name: `screens: start of serve to its first answer, ${posts} posts`,
        value: startMs,
        unit: 'ms',
        limit: `≤ ${START_MS_MAX}`,
        ok: startMs <= START_MS_MAX,
      },
      { name, value: ownMb, unit: 'MB', limit: `≤ ${MEMORY_MB_MAX}`, ok: ownMb <= MEMORY_MB_MAX },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Puts as many posts as go in half a minute, the newest of them new. */
async function fill(dataDir: string): Promise<number> {
  const store = await openSqlitePosts({ dir: dataPaths(dataDir).posts });
  const maker = new PostMaker(Date.now() - 24 * 3_600_000);
  const untilMs = performance.now() + FILL_MS;
  let posts = 0;
  while (performance.now() < untilMs) {
    await store.put(maker.batch(BATCH_POSTS));
    posts += BATCH_POSTS;
  }
  await store.close();
  return posts;
}

/** Asks what a screen asks, and gives the memory after it. */
async function use(running: BenchServer): Promise<number> {
  const cookie = await running.setUp();
  for (let number = 0; number < SEARCHES; number++) {
    await (await running.call('GET', '/api/overview', null, { cookie })).arrayBuffer();
    await (await running.call('POST', '/api/search', { topics: [`topic-${number % 14}`] }, { cookie })).arrayBuffer();
  }
  return residentMb(running.pid);
}
