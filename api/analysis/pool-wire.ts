import type { Analysis, Lexicon } from '../contract/analysis.ts';

export type PoolText = { readonly text: string; readonly title?: string | undefined };

/** What the pool tells a worker thread; each is answered once, under the same number. */
export type PoolOrder =
  | { readonly kind: 'lexicon'; readonly number: number; readonly lexicon: Lexicon }
  | { readonly kind: 'texts'; readonly number: number; readonly texts: readonly PoolText[] };

export type PoolAnswer =
  | { readonly kind: 'ready'; readonly number: number }
  | { readonly kind: 'done'; readonly number: number; readonly packed: readonly PackedAnalysis[] };

/** An analysis with its lists of strings as one string each: a thread hands over one long string far cheaper than 150 short ones. */
export type PackedAnalysis = Omit<Analysis, 'tokens' | 'fingerprint'> & {
  readonly tokens: string;
  readonly fingerprint: string;
};

export function packAnalysis(analysis: Analysis): PackedAnalysis {
  return { ...analysis, tokens: analysis.tokens.join(' '), fingerprint: analysis.fingerprint.join(' ') };
}

/** The opposite of `packAnalysis`: no token holds a blank. */
export function unpackAnalysis(packed: PackedAnalysis): Analysis {
  return { ...packed, tokens: listOf(packed.tokens), fingerprint: listOf(packed.fingerprint) };
}

function listOf(joined: string): string[] {
  return joined === '' ? [] : joined.split(' ');
}
