import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { refuse, type Refusal, type Role, type RouteSpec } from '../contract/index.ts';
import { sendRefusal } from './answer.ts';
import type { Actor } from './handler.ts';

export type Guards = {
  readonly baseUrl: string;
  readonly crawlerToken: string;
  readonly sessionOf: (token: string) => Actor | null;
  /** What somebody is told who has none of these roles. */
  readonly refusalOf: (allow: readonly Role[]) => Refusal;
};

/**
 * The name of the session cookie. Over https it has the prefix by which browsers keep other hosts of the same domain from setting
 * it; over http no browser would take that name.
 */
export function sessionCookie(baseUrl: string): string {
  if (baseUrl.startsWith('https:')) return '__Host-firstword';
  const { hostname, port } = new URL(baseUrl);
  const isOwn = hostname !== '127.0.0.1' || port === USUAL_PORT;
  return isOwn ? 'firstword' : `firstword-${port}`;
}

/** Browsers keep cookies by host and not by port: a second office on one machine (a drill) needs a name of its own. */
const USUAL_PORT = '8620';

/** The session token of a Cookie header, or null. The other name counts for nothing: a sibling host may have set it. */
export function sessionToken(cookies: string | undefined, baseUrl: string): string | null {
  const match = new RegExp(`(?:^|;\\s*)${sessionCookie(baseUrl)}=([A-Za-z0-9_-]{20,200})(?:;|$)`).exec(cookies ?? '');
  return match?.[1] ?? null;
}

/**
 * Whether a request that changes something comes from our own page. Browsers say so in Sec-Fetch-Site and Origin; a client that
 * sends neither is no browser, so nobody's cookie is being misused.
 */
export function fromOwnPage(request: Request, baseUrl: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.get('origin');
  if (origin === undefined) return true;
  return origin === new URL(baseUrl).origin || originHost(origin) === request.get('host');
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function sameSecret(given: string, wanted: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return wanted !== '' && timingSafeEqual(hash(given), hash(wanted));
}

/** One gate a route, from its `allow`. It stands before the body is read. */
export function createGuard(guards: Guards): (spec: RouteSpec) => RequestHandler {
  return (spec) => (request, response, next) => {
    const verdict = judge(spec, request, guards);
    if ('refused' in verdict) {
      sendRefusal(response, verdict);
      return;
    }
    response.locals['actor'] = verdict.actor;
    next();
  };
}

function judge(spec: RouteSpec, request: Request, guards: Guards): Refusal | { readonly actor: Actor | null } {
  if (spec.allow === 'crawler') {
    const given = /^Bearer (\S+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
    return sameSecret(given, guards.crawlerToken) ? { actor: null } : refuse('wrong-token');
  }
  if (request.method !== 'GET' && !fromOwnPage(request, guards.baseUrl)) return refuse('foreign-origin');
  if (spec.allow === 'free') return { actor: null };
  const token = sessionToken(request.get('cookie'), guards.baseUrl);
  const actor = token === null ? null : guards.sessionOf(token);
  if (actor === null) return refuse('no-session');
  if (spec.allow === 'session') return { actor };
  const { allow } = spec;
  return actor.person.roles.some((role) => allow.includes(role)) ? { actor } : guards.refusalOf(allow);
}
