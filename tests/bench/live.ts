import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { CRAWLER_TOKEN } from '../support/server.ts';
import { quantile } from '../support/source-files.ts';
import type { Figure } from './run.ts';
import { listen, openClients, type Heard } from './live-clients.ts';
import { makePosts } from './live-posts.ts';
import { openScreen } from './live-screen.ts';
import { startBenchServer, starvedS, type BenchServer } from './live-server.ts';

const POSTS_PER_S = 500;
const BATCH_POSTS = 50;
const BATCH_MS = (BATCH_POSTS / POSTS_PER_S) * 1_000;
const SECONDS = 20;
const BATCHES = (SECONDS * POSTS_PER_S) / BATCH_POSTS;
/** Batches before the clock runs: the dictionary is loaded and the code compiled. */
const WARM_BATCHES = 30;
const OTHERS = 199;
const P99_MS_MAX = 500;
/** After the last post, for what is still on its way. */
const TAIL_MS = 3_000;

/** A batch that was accepted: posts up to and with it, and when the answer came. */
type Accepted = { readonly total: number; readonly atMs: number };

/**
 * 500 posts a second through the door of the crawlers into a server in a process of its own, with 200 screens open: from a
 * post's acceptance to its event at a client, and to its number on the screen of a real browser. All times are of this
 * machine's clock.
 */
export async function run(): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-live-'));
  const server = await startBenchServer(dataDir);
  const closing: (() => Promise<void>)[] = [() => server.stop()];
  try {
    const cookie = await server.setUp();
    const source = await addSource(server, cookie);
    await send(server, source, 0, WARM_BATCHES);
    const clients = await openClients(server, OTHERS);
    closing.unshift(() => clients.close());
    const screen = await openScreen(server.url, cookie);
    if (screen !== null) closing.unshift(() => screen.close());
    await new Promise((done) => setTimeout(done, TAIL_MS));
    const heard = clients.sockets.map((socket) => listen(socket));
    const [startedMs, starvedFromS] = [Date.now(), starvedS(server.pid)];
    const accepted = await send(server, source, WARM_BATCHES, BATCHES);
    const seconds = (Date.now() - startedMs) / 1_000;
    const starved = (starvedS(server.pid) - starvedFromS) / seconds;
    await new Promise((done) => setTimeout(done, TAIL_MS));
    const drawn = screen === null ? [] : await screen.drawn();
    return [
      ...figures(accepted, heard, drawn, seconds),
      {
        name: 'live: server ready without a processor',
        value: starved * 100,
        unit: '% of the time',
        limit: '-',
        ok: true,
      },
    ];
  } finally {
    for (const close of closing) await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function addSource(server: BenchServer, cookie: string): Promise<string> {
  const draft = { kind: 'feed', name: '测速', url: 'https://feed.example.org/all.xml', everyMin: 1_440 };
  const response = await server.call('POST', '/api/sources', draft, { cookie });
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

/** Sends at the pace, whether or not the answers keep up. */
async function send(server: BenchServer, source: string, from: number, batches: number): Promise<readonly Accepted[]> {
  const accepted: Accepted[] = [];
  const startedMs = Date.now();
  let total = 0;
  const one = async (batch: number): Promise<void> => {
    const posts = makePosts(source, batch * BATCH_POSTS, BATCH_POSTS);
    const response = await server.call('POST', '/api/ingest', { posts }, { authorization: `Bearer ${CRAWLER_TOKEN}` });
    const reply = z.object({ accepted: z.number() }).parse(await response.json());
    total += reply.accepted;
    accepted.push({ total, atMs: Date.now() });
  };
  const sent: Promise<void>[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const waitMs = startedMs + batch * BATCH_MS - Date.now();
    if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
    sent.push(one(from + batch));
  }
  await Promise.all(sent);
  return accepted;
}

/** For each post accepted, the time until a total that has it was heard; infinite where none was. */
function delays(accepted: readonly Accepted[], heard: readonly Heard[]): number[] {
  let at = 0;
  return accepted.flatMap(({ total, atMs }) => {
    while (at < heard.length && (heard[at]?.total ?? 0) < total) at++;
    const hit = heard[at];
    const delayMs = hit === undefined ? Infinity : Math.max(0, hit.atMs - atMs);
    return Array<number>(BATCH_POSTS).fill(delayMs);
  });
}

function figures(
  accepted: readonly Accepted[],
  heard: readonly (readonly Heard[])[],
  drawn: readonly Heard[],
  seconds: number,
): readonly Figure[] {
  const events = heard.flatMap((each) => delays(accepted, each));
  const rate = (accepted.at(-1)?.total ?? 0) / seconds;
  const p99 = (name: string, values: readonly number[]): Figure[] => {
    const value = quantile(values, 0.99);
    return [
      { name: `live: ${name}, p50`, value: quantile(values, 0.5), unit: 'ms', limit: '-', ok: true },
      { name: `live: ${name}, p99`, value, unit: 'ms', limit: `≤ ${P99_MS_MAX}`, ok: value <= P99_MS_MAX },
    ];
  };
  const rateMin = POSTS_PER_S * 0.95;
  return [
    { name: 'live: posts accepted', value: rate, unit: 'posts/s', limit: `≥ ${rateMin}`, ok: rate >= rateMin },
    ...p99(`post accepted to event at a client, ${heard.length + 1} clients`, events),
    ...(drawn.length === 0 ? [] : p99('post accepted to drawn in Chromium', delays(accepted, drawn))),
  ];
}
