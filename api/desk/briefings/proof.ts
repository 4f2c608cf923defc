import type { BriefingKind } from '../../contract/briefing-paper.ts';
import type { BriefingForm } from '../../contract/briefing.ts';
import { textOf, Fact, type FoldEntry } from '../entry.ts';

/** A file of a released issue, as the journal tells of it. */
export type FiledIssue = {
  readonly form: BriefingForm;
  readonly filedMs: number;
  readonly kind: BriefingKind;
  readonly year: number;
  readonly no: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly sample: boolean;
  /** The entry that the issue rests on, which is printed at its end. */
  readonly head: { readonly n: number; readonly hash: string };
  readonly released: { readonly atMs: number; readonly by: string; readonly n: number; readonly hash: string };
  /** Words were taken out at a person's request since: another file took its place. */
  readonly voidMs: number | null;
};

type Issue = Omit<FiledIssue, 'form' | 'filedMs' | 'released' | 'voidMs'> & {
  readonly released: FiledIssue['released'] | null;
};

/** What the file with this SHA-256 is by the entries, all of them from the first; null where none of them filed it. */
export function filedIssue(entries: Iterable<FoldEntry>, sha256: string): FiledIssue | null {
  const issues = new Map<string, Issue>();
  const names = new Map<string, string>();
  let found: (FiledIssue & { readonly id: string }) | null = null;
  for (const entry of entries) {
    if (entry.kind === 'person-added') names.set(String(entry.body['id']), textOf(entry, 'name'));
    const fact = entry.kind.startsWith('briefing-') ? Fact.safeParse(entry).data : undefined;
    if (fact === undefined || !('briefing' in fact.body)) continue;
    const { briefing: id } = fact.body;
    const held = issues.get(id);
    // Of two that were made at once the first one stands, as on the desk.
    if (fact.kind === 'briefing-made' && held === undefined) issues.set(id, madeOf(fact.body));
    if (held === undefined) continue;
    if (fact.kind === 'briefing-remade') issues.set(id, { ...held, head: headOf(fact.body.made) });
    if (fact.kind === 'briefing-released') {
      const { n, hash } = fact.body;
      const by = names.get(entry.actor) ?? entry.actor;
      issues.set(id, { ...held, released: { atMs: entry.atMs, by, n, hash } });
    }
    if (fact.kind === 'briefing-filed' && fact.body.sha256 === sha256 && held.released !== null)
      found = { ...held, id, released: held.released, form: fact.body.form, filedMs: entry.atMs, voidMs: null };
    if (fact.kind === 'briefing-redacted' && found?.id === id) found = { ...found, voidMs: found.voidMs ?? entry.atMs };
  }
  return found;
}

type MadeBody = Extract<Fact, { kind: 'briefing-made' }>['body'];

function madeOf({ kind, year, no, fromMs, toMs, sample, made }: MadeBody): Issue {
  return { kind, year, no, fromMs, toMs, sample, head: headOf(made), released: null };
}

function headOf({ n, hash }: MadeBody['made']): FiledIssue['head'] {
  return { n, hash };
}
