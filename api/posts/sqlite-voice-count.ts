import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { VOICE_POSTS_MAX } from './port.ts';
import { dayOf } from './slice.ts';
import { ranked, totalOf, type Match } from './sqlite-match.ts';
import { voiceDays, voiceTable } from './sqlite-schema.ts';

type Seen = { readonly seenMs: number; readonly seq: number };

/** Looks up the voice of a post, in the table of the day on which it was first seen. Null: it has none, or the day was dropped. */
export function voiceLookup(db: DatabaseSync): (post: Seen) => string | null {
  const kept = new Set(voiceDays(db));
  const read = new Map<string, StatementSync>();
  return ({ seenMs, seq }) => {
    const day = dayOf(seenMs);
    if (!kept.has(day)) return null;
    const voiceIn = read.get(day) ?? db.prepare(`SELECT voice FROM ${voiceTable(day)} WHERE seq = ?`);
    read.set(day, voiceIn);
    const row = voiceIn.get(seq);
    return row === undefined ? null : String(row['voice']);
  };
}

/** Distinct voices over the matches. */
export function voicesOf(db: DatabaseSync, matches: readonly Match[], most = VOICE_POSTS_MAX): number {
  const voiceOf = voiceLookup(db);
  const voices = new Set<string>();
  for (const post of postsIn(matches, most)) {
    const voice = voiceOf(post);
    if (voice !== null) voices.add(voice);
  }
  return voices.size;
}

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
