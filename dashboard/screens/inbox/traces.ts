import type { Found } from './types.ts';

/** One thing that can be erased, as a line with a box. `ms`: when it came in. */
export type Trace = {
  readonly what: 'posts' | 'texts' | 'files' | 'requests';
  readonly id: string;
  /** Where it stands: a source, a kind of entry, a claim. */
  readonly at: string;
  readonly text: string;
  readonly ms: number;
};

export type TraceNames = {
  /** Of an entry of the journal. */
  readonly entry: (kind: string) => string;
  readonly file: (at: Found['files'][number]['at'], no: number) => string;
  readonly request: (kind: Found['requests'][number]['kind']) => string;
};

export function tracesOf(found: Found, names: TraceNames): readonly Trace[] {
  return [
    ...found.posts.map(({ id, source, title, text, seenMs: ms }): Trace => ({
      what: 'posts',
      id: String(id),
      at: source,
      text: text === '' ? title : text,
      ms,
    })),
    ...found.texts.map(({ ref, what, text, atMs: ms }): Trace => ({
      what: 'texts',
      id: ref,
      at: names.entry(kindOf(what)),
      text,
      ms,
    })),
    ...found.files.map(({ sha256, name, at, no, atMs: ms }): Trace => ({
      what: 'files',
      id: String(sha256),
      at: names.file(at, no),
      text: name,
      ms,
    })),
    ...found.requests.map(({ id, kind, text, atMs: ms }): Trace => ({
      what: 'requests',
      id: String(id),
      at: names.request(kind),
      text,
      ms,
    })),
  ];
}

/** `claim-opened.title`: the kind of the entry, without the name of the text in it. */
export function kindOf(what: string): string {
  return what.split('.')[0] ?? what;
}
