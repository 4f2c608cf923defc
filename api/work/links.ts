import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PersonId, refuse, type Refusal } from '../contract/index.ts';
import type { Work } from './work.ts';

const Link = z.object({
  purpose: z.enum(['set-up', 'password', 'answer', 'acknowledge']),
  person: PersonId.nullable(),
  /** Of `answer`: the inquiry; of `acknowledge`: `claim/clock`. */
  about: z.string().max(140).optional(),
});
/**
 * What a one-time link is for: `set-up` makes the first administrator, `password` sets a person's first or lost password, `answer`
 * lets a department answer an inquiry without an account, `acknowledge` lets the person who was told of a clock say so.
 */
export type Link = z.infer<typeof Link>;

export type Links = {
  /** A fresh token. Earlier links for the same thing (purpose, person and what it is about) end. */
  make(link: Link): { readonly token: string; readonly untilMs: number };
  /** Looks without using it up; refuses `link-used`. */
  look(token: string): Link | Refusal;
  /** Uses it up, for exactly one caller however many try at once; refuses `link-used`. */
  use(token: string): Link | Refusal;
  /** Ends a person's links (access was stopped), or the set-up link with null. */
  end(person: PersonId | null): void;
  /** Ends the links of this purpose about this. */
  endAbout(purpose: Link['purpose'], about: string): void;
  /** What the links of this purpose that still work are about. */
  open(purpose: Link['purpose']): ReadonlySet<string>;
};

export const LINK_MS = 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** How long each kind of link works. That of an inquiry ends with its answer; this is for one that nobody answers. */
export const LINK_MS_OF: Readonly<Record<Link['purpose'], number>> = {
  'set-up': LINK_MS,
  password: LINK_MS,
  answer: 180 * DAY_MS,
  acknowledge: 7 * DAY_MS,
};

export function createLinks(work: Work): Links {
  const shelf = work.shelf('link', Link);
  const endWhere = (gone: (link: Link) => boolean): void => {
    for (const kept of shelf.list()) if (gone(kept.value)) shelf.remove(kept.key);
  };
  return {
    make(link) {
      endWhere(
        ({ purpose, person, about }) => purpose === link.purpose && person === link.person && about === link.about,
      );
      const token = randomBytes(32).toString('base64url');
      const untilMs = work.now() + LINK_MS_OF[link.purpose];
      shelf.put(keyOf(token), link, { expect: null, untilMs });
      return { token, untilMs };
    },
    look: (token) => shelf.get(keyOf(token))?.value ?? refuse('link-used'),
    use(token) {
      const kept = shelf.get(keyOf(token));
      return kept !== null && shelf.remove(kept.key, kept.version) ? kept.value : refuse('link-used');
    },
    end: (person) => endWhere((link) => (person === null ? link.purpose === 'set-up' : link.person === person)),
    endAbout: (purpose, about) => endWhere((link) => link.purpose === purpose && link.about === about),
    open: (purpose) =>
      new Set(shelf.list().flatMap(({ value }) => (value.purpose === purpose ? (value.about ?? []) : []))),
  };
}

function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
