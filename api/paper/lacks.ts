/** Why a form could not be made now, in both languages, with the command that mends it; it is made once that is there. */
export type Lacks = {
  readonly lacks: 'browser' | 'fonts' | 'time';
  readonly zh: string;
  readonly en: string;
  /** A shell command; empty where waiting is all that helps. */
  readonly install: string;
};

export function isLacks(value: object): value is Lacks {
  return 'lacks' in value;
}
