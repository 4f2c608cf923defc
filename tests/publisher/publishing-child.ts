import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Statement } from '../../api/contract/index.ts';
import { openFolder } from '../../api/publisher/folder.ts';
import { createPublisher, type Publisher } from '../../api/publisher/publisher.ts';
import { createDeliveries, type Deliveries } from '../../api/work/deliveries.ts';
import { createPublications } from '../../api/work/publications.ts';
import { openWork } from '../../api/work/work.ts';
import { NOON_MS } from '../desk/scene.ts';
import { aSite, aWritten } from './statements.ts';

export const CHANNELS = ['page', 'hook', 'robot'] as const;

/** A scheduled statement over a journal of one file: a line is an entry. The test and its child open the same folder. */
export type Room = {
  readonly publisher: Publisher;
  readonly deliveries: Deliveries;
  readonly errors: unknown[];
  /** Lines of the journal. */
  readonly journal: () => readonly string[];
  close(): void;
};

/** `killAt`: the process ends itself there, as kill -9 would. `stopped`: somebody stops it before it leaves. */
export function openRoom(dir: string, killAt: string, nowMs = NOON_MS): Room {
  const work = openWork({ dir: join(dir, 'work'), now: () => nowMs });
  const deliveries = createDeliveries(work);
  const file = join(dir, 'journal');
  const lines = (): readonly string[] =>
    existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const die = (step: string): void => {
    if (step === killAt) process.kill(process.pid, 'SIGKILL');
  };
  const errors: unknown[] = [];
  const publisher = createPublisher({
    folder: openFolder(join(dir, 'public')),
    statements: () => [statementAfter(lines())],
    site: () => aSite([]),
    publications: createPublications(work),
    check: () => null,
    journal(statement) {
      append(file, `published ${statement.id}`);
      return null;
    },
    deliver(publication, statement, channel) {
      if (channel === 'page') return;
      const once = { key: `${statement.id} ${publication.sha256} ${channel}`, atMs: publication.atMs };
      deliveries.add('通报', '{}', { channel, about: statement.id, once });
      die(`queued ${channel}`);
    },
    onPublished: () => undefined,
    now: () => nowMs,
    onError: (error) => errors.push(error),
    onStep: die,
    lookMs: 1_000_000,
  });
  return {
    publisher,
    deliveries,
    errors,
    journal: lines,
    close() {
      publisher.close();
      work.close();
    },
  };
}

export function stop(dir: string): void {
  appendFileSync(join(dir, 'journal'), 'stopped s1\n');
}

function statementAfter(journal: readonly string[]): Statement {
  const isOut = journal.some((line) => line.startsWith('published'));
  const isStopped = journal.some((line) => line.startsWith('stopped'));
  const state = isOut ? 'published' : isStopped ? 'stopped' : 'scheduled';
  return aWritten({
    state,
    version: 5 + journal.length,
    channels: [...CHANNELS],
    publishAtMs: NOON_MS,
    publishedMs: isOut ? NOON_MS : null,
  });
}

function append(file: string, line: string): void {
  const handle = openSync(file, 'a');
  writeSync(handle, `${line}\n`);
  fsyncSync(handle);
  closeSync(handle);
}

if (process.argv[1] === import.meta.filename) {
  const [, , dir = '', killAt = ''] = process.argv;
  const room = openRoom(dir, killAt);
  room.publisher.look();
  room.close();
}
