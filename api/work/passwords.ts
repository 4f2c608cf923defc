import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { PersonId, Refusal } from '../contract/index.ts';
import { refuse } from '../contract/index.ts';
import { weakness } from './password-strength.ts';
import type { Work } from './work.ts';

const Hashed = z.object({ salt: z.string(), hash: z.string(), n: z.number(), r: z.number(), p: z.number() });
type Hashed = z.infer<typeof Hashed>;

export type Passwords = {
  /**
   * Null when set; refuses `weak-password`, and `busy` under a flood. `lastSay` is asked when all the rest is done and in one step
   * with the writing: what it refuses is not set.
   */
  set(person: PersonId, password: string, name?: string, lastSay?: () => Refusal | null): Promise<Refusal | null>;
  /** Null stands for a name that nobody has: it costs the same time and is never right. Refuses `busy` under a flood. */
  check(person: PersonId | null, password: string): Promise<boolean | Refusal>;
  has(person: PersonId): boolean;
  /** Gives a copy of the hash to another store, so that the same password is right there; the password itself is known to nobody. */
  copyTo(other: Passwords, person: PersonId): void;
  adopt(person: PersonId, hashed: Hashed): void;
  remove(person: PersonId): void;
};

/** OWASP's scrypt setting of 32 MB and 3 rounds, rounded down to one round for two cores: about 80 ms. */
const COST = { n: 2 ** 15, r: 8, p: 1 } as const;
const HASH_BYTES = 32;
/** Each takes 32 MB and a thread of the pool that files are read by. */
const AT_ONCE = 2;
export const PASSWORD_QUEUE_MAX = 24;

/** `cost` is for tests. */
export function createPasswords(work: Work, cost: Pick<Hashed, 'n' | 'r' | 'p'> = COST): Passwords {
  const shelf = work.shelf('password', Hashed);
  const queue = createQueue();
  const nobody: Hashed = { salt: randomBytes(16).toString('hex'), hash: '00'.repeat(HASH_BYTES), ...cost };
  return {
    async set(person, password, name, lastSay = () => null) {
      const weak = weakness(password, name);
      if (weak !== null) return weak;
      const salt = randomBytes(16).toString('hex');
      const hash = await queue(() => derive(password, { salt, hash: '', ...cost }));
      if (hash === 'full') return refuse('busy');
      const refused = lastSay();
      if (refused !== null) return refused;
      shelf.put(person, { salt, hash: hash.toString('hex'), ...cost });
      return null;
    },
    async check(person, password) {
      const held = person === null ? null : (shelf.get(person)?.value ?? null);
      const hash = await queue(() => derive(password, held ?? nobody));
      if (hash === 'full') return refuse('busy');
      return timingSafeEqual(hash, Buffer.from((held ?? nobody).hash, 'hex')) && held !== null;
    },
    has: (person) => shelf.get(person) !== null,
    copyTo(other, person) {
      const held = shelf.get(person);
      if (held !== null) other.adopt(person, held.value);
    },
    adopt(person, hashed) {
      shelf.put(person, hashed);
    },
    remove(person) {
      shelf.remove(person);
    },
  };
}

function derive(password: string, held: Hashed): Promise<Buffer> {
  const options = { N: held.n, r: held.r, p: held.p, maxmem: 256 * held.n * held.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), Buffer.from(held.salt, 'hex'), HASH_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** Runs a few at once and holds a bounded number back; `full` beyond that. */
function createQueue(): <T>(run: () => Promise<T>) => Promise<T | 'full'> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running >= AT_ONCE) {
      if (waiting.length >= PASSWORD_QUEUE_MAX) return 'full';
      // The slot is handed over by the one who ends, so nobody slips in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
