import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isDiskFull } from '../contract/disk-full.ts';
import { PersonId } from '../contract/index.ts';
import type { Kept, Work } from './work.ts';

const Session = z.object({
  id: z.string(),
  person: PersonId,
  device: z.string(),
  sinceMs: z.number(),
  lastMs: z.number(),
});
export type Session = z.infer<typeof Session>;

/** Log-ins that are open. Only a hash of the token is stored: whoever reads the file cannot log in with it. */
export type Sessions = {
  /** A fresh token of 32 random bytes, for the cookie. `device` is a coarse word such as "Chrome · Windows". */
  open(person: PersonId, device: string): string;
  /** Null if there is none, it was ended, or it ran out. */
  find(token: string): Session | null;
  /** Newest use first. */
  list(person: PersonId): readonly Session[];
  /** Ends one of this person's sessions; false if it is not theirs or gone. */
  end(person: PersonId, id: string): boolean;
  endAll(person: PersonId, exceptId?: string): number;
};

/** A session unused for a working day and a half is over; any session is over after a week. */
export const SESSION_IDLE_MS = 12 * 3_600_000;
export const SESSION_ABSOLUTE_MS = 7 * 24 * 3_600_000;
/** The oldest goes when one more is opened. */
export const SESSIONS_PER_PERSON_MAX = 20;
/** A use is noted once a minute, not at each request. */
const TOUCH_MS = 60_000;

export function createSessions(work: Work): Sessions {
  const shelf = work.shelf('session', Session);
  const ofPerson = (person: PersonId): readonly Kept<Session>[] =>
    shelf
      .list()
      .filter((kept) => kept.value.person === person)
      .sort((a, b) => b.value.lastMs - a.value.lastMs);
  const untilMs = (session: Session): number =>
    Math.min(session.lastMs + SESSION_IDLE_MS, session.sinceMs + SESSION_ABSOLUTE_MS);

  return {
    open(person, device) {
      for (const old of ofPerson(person).slice(SESSIONS_PER_PERSON_MAX - 1)) shelf.remove(old.key);
      const token = randomBytes(32).toString('base64url');
      const nowMs = work.now();
      const session = { id: randomBytes(9).toString('base64url'), person, device, sinceMs: nowMs, lastMs: nowMs };
      shelf.put(keyOf(token), session, { expect: null, untilMs: untilMs(session) });
      return token;
    },
    find(token) {
      const kept = shelf.get(keyOf(token));
      if (kept === null) return null;
      const nowMs = work.now();
      if (nowMs - kept.value.lastMs < TOUCH_MS) return kept.value;
      const touched = { ...kept.value, lastMs: nowMs };
      try {
        // A conflict means that it was just ended or touched by another request: the next look-up says which.
        shelf.put(kept.key, touched, { expect: kept.version, untilMs: untilMs(touched) });
        return touched;
      } catch (error) {
        // On a full disk the screens are still read.
        if (isDiskFull(error)) return kept.value;
        throw error;
      }
    },
    list: (person) => ofPerson(person).map((kept) => kept.value),
    end(person, id) {
      const kept = ofPerson(person).find((each) => each.value.id === id);
      return kept !== undefined && shelf.remove(kept.key);
    },
    endAll: (person, exceptId) =>
      ofPerson(person).filter((kept) => kept.value.id !== exceptId && shelf.remove(kept.key)).length,
  };
}

function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
