import type { z } from 'zod';
import type { Refusal, RefusalCode, RouteKey, ROUTES } from '../../api/contract/index.ts';

type Spec<K extends RouteKey> = (typeof ROUTES)[K];
type Input<S, P extends string> = S extends { readonly [Q in P]: infer Z extends z.ZodType }
  ? { readonly [Q in P]: z.input<Z> }
  : { readonly [Q in P]?: undefined };

/** What a route takes: `params` of the path, `query` of the address, `body`. */
export type Ask<K extends RouteKey> = Input<Spec<K>, 'params'> & Input<Spec<K>, 'query'> & Input<Spec<K>, 'body'>;
/** What a route answers with; null for 204. */
export type Reply<K extends RouteKey> = Spec<K>['reply'] extends infer Z extends z.ZodType ? z.output<Z> : null;

/** A refusal of the server, or one that this side makes: no connection, or an answer that is no JSON. */
export type Refused = Omit<Refusal, 'refused'> & {
  readonly refused: RefusalCode | 'offline' | 'unanswered' | 'unreadable';
};
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: Refused };

const OFFLINE: Refused = {
  refused: 'offline',
  zh: '无法连接服务器，操作未提交，填写的内容都在。请在连接恢复后重试。',
  en: 'The server cannot be reached; nothing was sent, and what was filled in is still here. Try again once the connection is back.',
};
/** It may have been done: the key below keeps the next attempt from doing it twice. */
const UNANSWERED: Refused = {
  refused: 'unanswered',
  zh: '没有收到服务器的回应，不能确定是否已经提交。填写的内容都在，连接恢复后请再按一次，不会重复提交。',
  en: 'The server did not answer, so this may or may not be done. What was filled in is still here: once the connection is back press again; nothing is done twice.',
};
const UNREADABLE: Refused = {
  refused: 'unreadable',
  zh: '服务器的回应无法读取，请稍后重试。',
  en: 'The answer of the server could not be read; try again later.',
};

/** Longer than the slowest route, a preview (10 s). */
const TIMEOUT_MS = 30_000;

/** `GET /api/alerts/{id}` with its params and query → method and address. */
export function addressOf(
  key: string,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): { readonly method: string; readonly address: string } {
  const [method = 'GET', path = '/'] = key.split(' ');
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const tail = search.toString();
  return { method, address: tail === '' ? filled : `${filled}?${tail}` };
}

function isRefusal(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'refused' in value && 'zh' in value;
}

async function read<T>(response: Response): Promise<Answer<T>> {
  if (response.status === 204) return { ok: true, value: null as T };
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  if (response.ok && !type.includes('json')) return { ok: true, value: text as T };
  const value: unknown = text === '' ? null : JSON.parse(text);
  if (isRefusal(value)) return { ok: false, refused: value };
  // The edge: the server checks its replies against the same contract.
  return response.ok ? { ok: true, value: value as T } : { ok: false, refused: UNREADABLE };
}

let whenSessionEnds: () => void = () => undefined;
/** What to do when any route says that nobody is logged in. */
export function onSessionEnd(act: () => void): void {
  whenSessionEnds = act;
}

let whenDated: (date: string | null) => void = () => undefined;
/** Who wants the hour that each answer was sent at. */
export function onDate(act: (date: string | null) => void): void {
  whenDated = act;
}

let isLost: () => boolean = () => false;
/** Tells whether the connection is lost: until it is back nothing is asked to be done, for it would be done to what is old. */
export function heedLoss(ask: () => boolean): void {
  isLost = ask;
}

/** Requests without an answer, by all that they say: one that is sent again carries its first key, by which the server knows it. */
const unanswered = new Map<string, string>();
const UNANSWERED_MAX = 50;

function keyOf(asked: string): string {
  const key = unanswered.get(asked) ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), hexOf).join('');
  unanswered.delete(asked);
  unanswered.set(asked, key);
  const [oldest] = unanswered.keys();
  if (unanswered.size > UNANSWERED_MAX && oldest !== undefined) unanswered.delete(oldest);
  return key;
}
const hexOf = (part: number): string => part.toString(16).padStart(8, '0');

/** The one way to the API. Never throws for what the network or the server may do. */
export async function call<K extends RouteKey>(key: K, ask: Ask<K>): Promise<Answer<Reply<K>>> {
  const { method, address } = addressOf(key, ask.params, ask.query);
  const body = ask.body === undefined ? {} : { body: JSON.stringify(ask.body) };
  const isAct = method !== 'GET';
  if (isAct && isLost()) return { ok: false, refused: OFFLINE };
  const asked = `${method} ${address} ${body.body ?? ''}`;
  try {
    const response = await fetch(address, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(isAct ? { 'request-key': keyOf(asked) } : {}),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...body,
    });
    whenDated(response.headers.get('date'));
    const answer = await read<Reply<K>>(response);
    unanswered.delete(asked);
    if (!answer.ok && answer.refused.refused === 'no-session') whenSessionEnds();
    return answer;
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, refused: UNREADABLE };
    return { ok: false, refused: isAct ? UNANSWERED : OFFLINE };
  }
}
