import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PersonId, SourceId, type CrawlReport, type Lease, type Source } from '../../api/contract/index.ts';
import { openWork, type Work } from '../../api/work/work.ts';

export const NOON_MS = Date.UTC(2026, 10, 25, 4);
export const ANNA = PersonId.parse('anna');
export const BO = PersonId.parse('bo');

/** Work records in a folder of their own, with a clock that the test drives. */
export type Scene = {
  readonly work: Work;
  readonly dir: string;
  /** Time goes by. */
  tick(ms: number): void;
  /** The clock is set, and no time goes by. */
  setClock(byMs: number): void;
  /** Only ever runs on. */
  livedMs(): number;
  close(): void;
};

export function aScene(): Scene {
  const dir = mkdtempSync(join(tmpdir(), 'firstword-'));
  let nowMs = NOON_MS;
  let livedMs = 0;
  const work = openWork({ dir, now: () => nowMs });
  return {
    work,
    dir,
    tick(ms) {
      nowMs += ms;
      livedMs += ms;
    },
    setClock: (byMs) => void (nowMs += byMs),
    livedMs: () => livedMs,
    close() {
      work.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function aSource(change: Partial<Omit<Source, 'id'>> & { readonly id?: string } = {}): Source {
  const id = SourceId.parse(change.id ?? 'forum');
  return {
    kind: 'board',
    name: '清河论坛',
    url: `https://bbs.example.cn/${id}`,
    everyMin: 15,
    paused: false,
    sample: false,
    addedMs: NOON_MS,
    ...change,
    id,
  };
}

export function aReport(lease: Lease, change: Partial<CrawlReport> = {}): CrawlReport {
  return { lease: lease.id, outcome: 'ok', reason: null, pages: 1, posts: 3, notBeforeMs: null, memory: '', ...change };
}
