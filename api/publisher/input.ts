import type { PublicPage, Statement } from '../contract/index.ts';
import type { PublicConsultation } from './consultation.ts';

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
  /** Started ones, newest first. */
  readonly consultations: readonly PublicConsultation[];
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

/** What was published on the same matter, by the id of each: of the same claim, or tied by corrections. In the order given. */
export function chainsOf(statements: readonly Statement[]): ReadonlyMap<string, readonly Statement[]> {
  // Union-find over ids of statements and claims: a matter is a set of ids that lead to the same root.
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
    if (at !== id) parents.set(id, at);
    return at;
  };
  const tie = (one: string, other: string): void => {
    const [root, also] = [rootOf(one), rootOf(other)];
    if (root !== also) parents.set(also, root);
  };
  for (const { id, claim, corrects } of statements) {
    if (claim !== null) tie(`claim ${claim}`, id);
    if (corrects !== null) tie(corrects, id);
  }
  const matters = Map.groupBy(statements, ({ id }) => rootOf(id));
  return new Map(statements.map(({ id }) => [id, matters.get(rootOf(id)) ?? []]));
}
