import type { PublicPage, Statement } from '../contract/index.ts';

/** The office's own scoreboard, made elsewhere: figures with how each is defined. */
export type Score = {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly definition: string }[];
};

/** Everything that the public page is made from. Only what was published is in it. */
export type SiteInput = {
  readonly office: string;
  readonly page: PublicPage;
  /** Published ones (and those that were corrected since), newest first. */
  readonly statements: readonly Statement[];
  readonly journal: { readonly n: number; readonly hash: string };
  readonly retentionDays: number;
  readonly score: Score | null;
};

/** What is out: these and no others are on the page. Newest first. */
export function publishedOf(statements: readonly Statement[]): readonly Statement[] {
  return statements
    .filter(({ state, publishedMs }) => publishedMs !== null && (state === 'published' || state === 'corrected'))
    .toSorted((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0) || b.no - a.no);
}

export function statementPath({ no }: Pick<Statement, 'no'>): string {
  return `statements/${no}.html`;
}

/** All that was published on the same matter, newest first: of the same claim, or tied by corrections. */
export function chainOf(statements: readonly Statement[], one: Statement): readonly Statement[] {
  const ids = new Set<string>([one.id]);
  // A chain of corrections is followed both ways; each step adds one, so this ends.
  for (let grown = true; grown;) {
    const before = ids.size;
    for (const each of statements) {
      const tied = [each.corrects, each.correctedBy].some((id) => id !== null && ids.has(id));
      const sameClaim = one.claim !== null && each.claim === one.claim;
      if (tied || sameClaim) ids.add(each.id);
    }
    grown = ids.size > before;
  }
  return statements.filter(({ id }) => ids.has(id));
}
