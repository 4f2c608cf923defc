import type { Request, Response } from 'express';
import { isRefusal } from '../contract/index.ts';

/** Replies that are held, and for how long: a page asks again within seconds of the connection's return, a person within minutes. */
export const ONCE_MAX = 200;
export const ONCE_MS = 600_000;

/**
 * Acts at most once for a key. The same key again gets the first reply, also while the first is under way. What was refused or failed changed
 * nothing and may be tried again. Held in memory: after a restart the desk's own rules alone judge a repeat.
 */
export type Once = (key: string, act: () => unknown) => Promise<unknown>;

export function createOnce(now: () => number): Once {
  const held = new Map<string, { readonly atMs: number; readonly reply: Promise<unknown> }>();
  return async (key, act) => {
    const first = held.get(key);
    if (first !== undefined && now() - first.atMs < ONCE_MS) return first.reply;
    const reply = (async () => act())();
    held.delete(key);
    held.set(key, { atMs: now(), reply });
    const [oldest] = held.keys();
    if (held.size > ONCE_MAX && oldest !== undefined) held.delete(oldest);
    try {
      const value = await reply;
      if (isRefusal(value)) held.delete(key);
      return value;
    } catch (error) {
      held.delete(key);
      throw error;
    }
  };
}

/** By what a request is known when it comes again: who asks, what for, and the key that the page gave it. Null: it carries none. */
export function onceKey(request: Request, response: Response): string | null {
  const given = request.get('request-key') ?? '';
  const actor: unknown = response.locals['actor'];
  if (request.method === 'GET' || !/^[\w-]{16,64}$/.test(given) || !isPerson(actor)) return null;
  return `${actor.person.id} ${request.method} ${request.originalUrl} ${given}`;
}

function isPerson(actor: unknown): actor is { readonly person: { readonly id: string } } {
  return typeof actor === 'object' && actor !== null && 'person' in actor;
}
