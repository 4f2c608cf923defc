import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gatherIssue } from '../../api/answers/briefing-input.ts';
import { makeIssue } from '../../api/briefing/make.ts';
import { aTown, DAY_MS, END_MS, HOUR_MS, staffed, type Town } from '../briefing/town.ts';
import { quantile } from '../support/source-files.ts';
import type { Figure } from './run.ts';
import { PostMaker } from './store-posts.ts';

/** The day of the issue and the four weeks that it is held against. */
const DAYS = 29;
const BATCH_POSTS = 500;
const CONCERNS = 200;
const RUNS = 3;
/** Gathered and made; the PDF apart. */
const ISSUE_MS_MAX = 5_000;
const HELD_MS_MAX = 50;
const TICK_MS = 5;

/** One daily issue over a full store: how long it takes, and what the event loop is held for meanwhile. */
export async function run(posts: number): Promise<readonly Figure[]> {
  const town = staffed(await aTown());
  try {
    await fill(town, posts);
    const took: number[] = [];
    const heldMs = await whileHeard(async () => {
      for (let at = 0; at < RUNS; at += 1) took.push(await issueMs(town));
    });
    const longest = Math.max(...took);
    const median = quantile(took, 0.5);
    return [
      atMost(`briefing: a daily issue over ${posts} posts, median of ${RUNS}`, median, 'ms', ISSUE_MS_MAX),
      atMost('briefing: the longest of them, to the limit', longest / ISSUE_MS_MAX, 'of it', 1),
      atMost('briefing: delay of the event loop meanwhile, p99', heldMs, 'ms', HELD_MS_MAX),
      atMost('briefing: that delay, to the limit', heldMs / HELD_MS_MAX, 'of it', 1),
    ];
  } finally {
    await town.close();
  }
}

/** The 99th of a hundred delays of the event loop. A neighbour on the machine delays it too: by the thread's own work it is no more. */
async function whileHeard(work: () => Promise<void>): Promise<number> {
  const stretchesMs: number[] = [];
  let cpu = process.threadCpuUsage();
  const clock = setInterval(() => {
    const { user, system } = process.threadCpuUsage(cpu);
    cpu = process.threadCpuUsage();
    stretchesMs.push((user + system) / 1_000);
  }, TICK_MS);
  const loop = monitorEventLoopDelay({ resolution: TICK_MS });
  loop.enable();
  await work();
  loop.disable();
  clearInterval(clock);
  return Math.min(quantile(stretchesMs, 0.99), loop.percentile(99) / 1e6);
}

async function issueMs({ parts, journal }: Town): Promise<number> {
  const startedMs = performance.now();
  const span = { fromMs: END_MS - DAY_MS, toMs: END_MS };
  const asked = { kind: 'daily', about: null, ...span, year: 2026, no: 1, before: null, head: journal.head() } as const;
  const issue = makeIssue(await gatherIssue(parts, asked));
  if (issue.lacking.length > 0 || issue.figures.length < 20) throw new Error('the issue is not a whole one');
  return performance.now() - startedMs;
}

async function fill(town: Town, posts: number): Promise<void> {
  const maker = new PostMaker(END_MS - DAYS * DAY_MS, 1, Math.floor((DAYS * DAY_MS) / posts));
  for (let done = 0; done < posts; done += 2 * BATCH_POSTS)
    await Promise.all([town.store.put(maker.batch(BATCH_POSTS)), town.store.put(maker.batch(BATCH_POSTS))]);
  for (let at = 0; at < CONCERNS; at += 1) {
    const atMs = END_MS - 20 * DAY_MS + at * 2 * HOUR_MS;
    const open = {
      act: 'open',
      title: `第${at}件事`,
      text: '请核实',
      topics: [],
      places: [],
      origin: { from: 'visit' },
    };
    town.ask('mo', { do: 'concern', id: `n${at}`, act: open, fresh: 'x' }, atMs);
    const assign = { act: 'assign', body: 'water-company', others: [], dueMs: atMs + 3 * DAY_MS, note: '' };
    town.ask('mo', { do: 'concern', id: `n${at}`, act: assign, fresh: 'x' }, atMs + 1);
  }
}

function atMost(name: string, value: number, unit: string, most: number): Figure {
  return { name, value, unit, limit: `≤ ${most}`, ok: value <= most };
}
