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
export type Refused = Omit<Refusal, 'refused'> & { readonly refused: RefusalCode | 'offline' | 'unreadable' };
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: Refused };

const OFFLINE: Refused = {
  refused: 'offline',
  zh: '无法连接服务器，操作未提交。请检查网络后重试。',
  en: 'The server cannot be reached; nothing was sent. Check the network and try again.',
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

/** The one way to the API. Never throws for what the network or the server may do. */
export async function call<K extends RouteKey>(key: K, ask: Ask<K>): Promise<Answer<Reply<K>>> {
  const { method, address } = addressOf(key, ask.params, ask.query);
  const body = ask.body === undefined ? {} : { body: JSON.stringify(ask.body) };
  try {
    const response = await fetch(address, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...body,
    });
    whenDated(response.headers.get('date'));
    const answer = await read<Reply<K>>(response);
    if (!answer.ok && answer.refused.refused === 'no-session') whenSessionEnds();
    return answer;
  } catch (error) {
    return { ok: false, refused: error instanceof SyntaxError ? UNREADABLE : OFFLINE };
  }
}
