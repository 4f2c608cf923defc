import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PersonId, refuse, type Refusal } from '../contract/index.ts';
import type { Work } from './work.ts';

const Link = z.object({ purpose: z.enum(['set-up', 'password']), person: PersonId.nullable() });
/** What a one-time link is for: `set-up` makes the first administrator, `password` sets a person's first or lost password. */
export type Link = z.infer<typeof Link>;

export type Links = {
  /** A fresh token. Earlier links for the same thing end. */
  make(link: Link): { readonly token: string; readonly untilMs: number };
  /** Looks without using it up; refuses `link-used`. */
  look(token: string): Link | Refusal;
  /** Uses it up, for exactly one caller however many try at once; refuses `link-used`. */
  use(token: string): Link | Refusal;
  /** Ends a person's links (access was stopped), or the set-up link with null. */
  end(person: PersonId | null): void;
};

export const LINK_MS = 24 * 3_600_000;

export function createLinks(work: Work): Links {
  const shelf = work.shelf('link', Link);
  const end = (person: PersonId | null): void => {
    for (const kept of shelf.list()) if (kept.value.person === person) shelf.remove(kept.key);
  };
  return {
    make(link) {
      end(link.person);
      const token = randomBytes(32).toString('base64url');
      const untilMs = work.now() + LINK_MS;
      shelf.put(keyOf(token), link, { expect: null, untilMs });
      return { token, untilMs };
    },
    look: (token) => shelf.get(keyOf(token))?.value ?? refuse('link-used'),
    use(token) {
      const kept = shelf.get(keyOf(token));
      return kept !== null && shelf.remove(kept.key, kept.version) ? kept.value : refuse('link-used');
    },
    end,
  };
}

function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
