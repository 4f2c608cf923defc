import type { z } from 'zod';
import type { Person, Refusal, RouteKey, ROUTES, StoredFile } from '../contract/index.ts';

/** Who calls, as the session says. */
export type Actor = { readonly person: Person; readonly sessionId: string };

type Spec<K extends RouteKey> = (typeof ROUTES)[K];
type Of<S, Key extends string> = S extends { readonly [P in Key]: infer T extends z.ZodType } ? z.output<T> : undefined;

/** A file as a reply. `name` is what the reader's disk will call it. */
export type Download = {
  readonly file: StoredFile;
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
};

/** What a handler is given: everything in it was checked against the route's schemas. */
export type Call<K extends RouteKey> = {
  readonly params: Of<Spec<K>, 'params'>;
  readonly query: Of<Spec<K>, 'query'>;
  readonly body: Of<Spec<K>, 'body'>;
  /** The bytes of a route that takes a file. */
  readonly upload: Spec<K> extends { readonly upload: true } ? AsyncIterable<Uint8Array> : undefined;
  readonly actor: Spec<K>['allow'] extends 'free' | 'crawler' ? null : Actor;
  /** The caller's network: an IPv4 address or an IPv6 /64. Used to slow log-ins, never stored. */
  readonly network: string;
  /** A coarse word for the browser, for the list of one's own sessions. */
  readonly device: string;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
  /** Sets the session cookie, or with null removes it. */
  readonly setSession: (token: string | null) => void;
};

export type ReplyOf<K extends RouteKey> =
  Spec<K> extends { readonly download: true }
    ? Download
    : Spec<K>['reply'] extends z.ZodType
      ? z.output<Spec<K>['reply']>
      : null;

export type Handler<K extends RouteKey> = (call: Call<K>) => Promise<ReplyOf<K> | Refusal> | ReplyOf<K> | Refusal;

export type Handlers = { readonly [K in RouteKey]: Handler<K> };
