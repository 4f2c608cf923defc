import { router, withQuery } from '../../../lib/router.svelte.ts';

/** Which posts of an effect: repeats or mentions, of one source or of all, in a time. */
export type EffectPart = {
  readonly of: 'repeats' | 'mentions';
  readonly source?: string;
  readonly fromMs: number;
  readonly toMs: number;
};

/** The address of this screen with the posts behind a number shown over it. */
export function effectHref({ of, source = '', fromMs, toMs }: EffectPart): string {
  // Posts have whole milliseconds: those from 5.5 on are those from 6 on.
  const span = { postsFrom: String(Math.ceil(fromMs)), postsTo: String(Math.ceil(toMs)) };
  return withQuery(router.path, { ...Object.fromEntries(router.query), posts: of, postsSource: source, ...span });
}

const msOf = (text: string | null): number => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : 0);

/** What the address asks for; null: nothing. */
export function partAsked(query: URLSearchParams): EffectPart | null {
  const of = query.get('posts');
  if (of !== 'repeats' && of !== 'mentions') return null;
  const [fromMs, toMs] = [msOf(query.get('postsFrom')), msOf(query.get('postsTo'))];
  return { of, source: query.get('postsSource') ?? '', fromMs, toMs };
}

export const NOT_ASKED = { posts: '', postsSource: '', postsFrom: '', postsTo: '' } as const;
