import { z } from 'zod';
import {
  AlertId,
  Criteria,
  LevelName,
  Ms,
  PersonId,
  PostId,
  Role,
  SourceId,
  SourceKind,
  WatchId,
} from '../contract/index.ts';
import { maskText, maskUrl } from '../contract/privacy.ts';
import { BRIEFING_FACTS } from './briefings/facts.ts';
import { CHANNEL_FACTS } from './channels/facts.ts';
import { CLAIM_FACTS } from './claims/facts.ts';
import { CLOCK_FACTS } from './clocks/facts.ts';
import { CONCERN_FACTS } from './concerns/facts.ts';
import { DRILL_FACTS } from './drills/facts.ts';
import { fact } from './fact.ts';
import { HANDOVER_FACTS } from './handovers/facts.ts';
import { INQUIRY_FACTS } from './inquiries/facts.ts';
import { LexiconEditSchema } from './lexicon-row.ts';
import { OFFICE_FACTS, SampleBody } from './offices/facts.ts';
import { REQUEST_FACTS } from './requests/facts.ts';
import { STATEMENT_FACTS } from './statements/facts.ts';

/** An entry on its way to the journal. `texts` hold free text and personal data, which can be erased later. */
export type EntryDraft = {
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly texts?: Readonly<Record<string, string>>;
};

/** An entry as the fold needs it. A text is null once it was erased. */
export type FoldEntry = {
  readonly n: number;
  readonly atMs: number;
  readonly actor: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
};

const source = z.object({
  id: SourceId,
  kind: SourceKind,
  name: z.string(),
  url: z.string().nullable(),
  everyMin: z.number().int(),
  sample: z.boolean(),
});
const alert = z.object({ alert: AlertId });
const post = z.object({ post: PostId });

/** Every kind of entry that the desk writes, with its body. */
export const Fact = z.discriminatedUnion('kind', [
  fact('person-added', z.object({ id: PersonId, roles: z.array(Role) })),
  fact('person-roles', z.object({ id: PersonId, roles: z.array(Role) })),
  fact('person-stopped', z.object({ id: PersonId })),
  fact('person-restored', z.object({ id: PersonId })),
  fact('source-added', source),
  fact(
    'source-changed',
    z.object({
      id: SourceId,
      name: z.string().optional(),
      everyMin: z.number().int().optional(),
      paused: z.boolean().optional(),
    }),
  ),
  fact('source-removed', z.object({ id: SourceId })),
  fact('source-visit', z.object({ id: SourceId })),
  fact('sample-added', z.object({ sources: z.array(source), bodies: z.array(SampleBody).optional() })),
  fact('sample-removed', z.object({ posts: z.number(), sources: z.number() })),
  fact('alert-take', alert),
  fact('alert-hand-over', alert.extend({ to: PersonId })),
  fact('alert-snooze', alert.extend({ untilMs: Ms })),
  fact('alert-false-alarm', alert),
  fact('alert-close', alert),
  fact('alert-reopen', alert),
  fact(
    'settings-changed',
    z.object({
      office: z.string().optional(),
      alertBudget: z.number().optional(),
      channelLevel: LevelName.optional(),
      digestMin: z.number().optional(),
    }),
  ),
  fact('channel-changed', z.object({ kind: z.enum(['none', 'webhook', 'wecom']), set: z.boolean() })),
  fact('watch-added', z.object({ id: WatchId, criteria: Criteria })),
  fact('watch-removed', z.object({ id: WatchId })),
  fact('lexicon-edited', z.object({ edit: LexiconEditSchema })),
  fact('export-made', z.object({ rows: z.number().int(), sha256: z.string() })),
  fact('original-opened', post),
  fact('lead-entered', post.extend({ channel: z.string() })),
  fact('link-made', z.object({ person: PersonId })),
  fact('password-set', z.object({ person: PersonId })),
  fact('import-run', z.object({ posts: z.number().int(), refused: z.number().int(), sha256: z.string() })),
  ...CLAIM_FACTS,
  ...INQUIRY_FACTS,
  ...CLOCK_FACTS,
  ...STATEMENT_FACTS,
  ...CONCERN_FACTS,
  ...OFFICE_FACTS,
  ...CHANNEL_FACTS,
  ...REQUEST_FACTS,
  ...DRILL_FACTS,
  ...HANDOVER_FACTS,
  ...BRIEFING_FACTS,
]);
export type Fact = z.infer<typeof Fact>;
export type FactKind = Fact['kind'];

/** The contact that staff write for others to ask at stays as it is: it is there to be called. */
const KEPT_TEXT = /^contact\d*$/;

/** A draft whose kind and body are checked by the compiler. Personal numbers in its texts are masked. */
export function draft<Kind extends FactKind>(
  kind: Kind,
  body: Extract<Fact, { kind: Kind }>['body'],
  texts?: Readonly<Record<string, string>>,
): EntryDraft {
  if (texts === undefined) return { kind, body };
  // What staff type can repeat what a citizen wrote. Staff's own names are theirs.
  const isStaff = kind === 'person-added';
  const masked = (name: string, text: string): string => (name === 'url' ? maskUrl(text) : maskText(text));
  const kept = Object.entries(texts).map(
    ([name, text]) => [name, isStaff || KEPT_TEXT.test(name) ? text : masked(name, text)] as const,
  );
  return { kind, body, texts: Object.fromEntries(kept) };
}

/** What stands where a text was erased. */
export const ERASED_TEXT = '(已删除 erased)';

export function textOf(entry: FoldEntry, name: string): string {
  return entry.texts[name] ?? (name in entry.texts ? ERASED_TEXT : '');
}
