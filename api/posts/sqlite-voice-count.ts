import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { VOICE_POSTS_MAX } from './port.ts';
import { dayOf } from './slice.ts';
import { ranked, totalOf, type Match } from './sqlite-match.ts';
import { voiceDays, voiceTable } from './sqlite-schema.ts';

/** Distinct voices over the matches. A voice lies in the table of the day on which its post was first seen. */
export function voicesOf(db: DatabaseSync, matches: readonly Match[], most = VOICE_POSTS_MAX): number {
  const live = new Map(voiceDays(db).map((day): [string, StatementSync] => [day, voiceIn(db, day)]));
  const voices = new Set<unknown>();
  for (const { seenMs, seq } of postsIn(matches, most)) {
    const found = live.get(dayOf(seenMs))?.get(seq)?.['voice'];
    if (found !== undefined) voices.add(found);
  }
  return voices.size;
}

function voiceIn(db: DatabaseSync, day: string): StatementSync {
  return db.prepare(`SELECT voice FROM ${voiceTable(day)} WHERE seq = ?`);
}

type Seen = { readonly seenMs: number; readonly seq: number };

/** All of them in any order; only where there are too many are the newest picked out. */
function* postsIn(matches: readonly Match[], most: number): Iterable<Seen> {
  if (totalOf(matches) > most) {
    for (const { held, seq } of ranked(matches, 'newest', null, most))
      yield { seq, seenMs: held.columns.seen[held.columns.positionOf(seq)] ?? 0 };
    return;
  }
  for (const { held, positions } of matches)
    for (const position of positions)
      yield { seq: held.columns.seq[position] ?? 0, seenMs: held.columns.seen[position] ?? 0 };
}
