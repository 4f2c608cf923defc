/** Entries of one feed; archives that list more are read from the top. */
export const ENTRIES_MAX = 500;

/** What a feed writes down for one entry, before it is understood. Markup and entities may be in title and body. */
export type RawEntry = {
  /** What a relative address of this entry counts from, outermost first. */
  readonly bases: readonly (string | null)[];
  readonly id: string | null;
  readonly link: string | null;
  readonly title: string | null;
  readonly date: string | null;
  readonly body: string | null;
  readonly author: string | null;
};

export type RawFeed = {
  readonly base: string | null;
  readonly title: string | null;
  readonly link: string | null;
  readonly entries: readonly RawEntry[];
};
