/** One thing that people talk about. Every line is a frame with `{slots}` (see grammar.ts). */
export interface Subject {
  readonly title: string;
  /** The sentence that says what happened; a post always has it. */
  readonly core: string;
  /** Good news: nobody complains about it. */
  readonly good: boolean;
  readonly details: readonly string[];
  readonly replies: readonly string[];
}

/** A topic of the town's talk. */
export interface Topic {
  readonly id: string;
  /** Share among all talk, relative to the other topics. */
  readonly weight: number;
  /** The body that speaks on it on the portal and in the news. */
  readonly bureau: string;
  readonly subjects: readonly Subject[];
  readonly news: readonly Bulletin[];
}

/** A notice or a piece of local news. */
export interface Bulletin {
  readonly headline: string;
  readonly lines: readonly string[];
}
