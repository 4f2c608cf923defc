import { z } from 'zod';
import { ClaimId, StatementId } from './id.ts';
import { rolesOf } from './rights.ts';
import { READERS, type RouteSpec } from './route.ts';
import { StatementAct, StatementDraft, StatementSave } from './statement-act.ts';
import { StatementRuleAct, StatementRules } from './statement-rule.ts';
import { DiffReply, LintReply, StatementDetail, StatementRow } from './statement-view.ts';
import { StatementForm, StatementState } from './statement.ts';

const statement = z.object({ id: StatementId });
const version = z.coerce.number().int().min(0).max(1_000);
/** A whole form with its evidence; the default of the other routes is smaller. */
const FORM_BYTES_MAX = 512 * 1024;

/** Statements: drafts and their versions, lint, sign-offs, approval, release; and the rules of who may speak. */
export const STATEMENT_ROUTES = {
  'GET /api/statements': {
    summary: 'Statements, those in the works first',
    allow: READERS,
    query: z.object({
      state: z.union([StatementState, z.literal('open'), z.literal('all')]).default('open'),
      claim: ClaimId.optional(),
    }),
    reply: z.array(StatementRow),
  },
  'POST /api/statements': {
    summary: 'Begin a statement; on a claim the first version is filled in from its points and evidence',
    allow: rolesOf('statement-draft'),
    body: StatementDraft,
    reply: StatementDetail,
  },
  'GET /api/statements/{id}': {
    summary: 'A statement beside its claim: versions, lint, sign-offs, what one may do now',
    allow: READERS,
    params: statement,
    reply: StatementDetail,
  },
  'POST /api/statements/{id}/versions': {
    summary: 'Save a version on top of the one that was changed; refused where another one came first',
    allow: rolesOf('statement-draft'),
    params: statement,
    body: StatementSave,
    bodyBytesMax: FORM_BYTES_MAX,
    reply: StatementDetail,
  },
  'POST /api/statements/{id}/lint': {
    summary: 'What a text still lacks, and how it would look; nothing is kept',
    allow: READERS,
    params: statement,
    body: z.object({ form: StatementForm }),
    bodyBytesMax: FORM_BYTES_MAX,
    reply: LintReply,
  },
  'POST /api/statements/{id}/template': {
    summary: 'The form filled in anew from the claim as it stands; nothing is kept',
    allow: rolesOf('statement-draft'),
    params: statement,
    reply: StatementForm,
  },
  'GET /api/statements/{id}/diff': {
    summary: 'What changed between two versions (0: nothing was there)',
    allow: READERS,
    params: statement,
    query: z.object({ from: version, to: version }),
    reply: DiffReply,
  },
  'POST /api/statements/{id}/acts': {
    summary: 'Comment, submit, return, sign off, approve, countersign, release, stop, hand on',
    allow: rolesOf(
      'statement-comment',
      'statement-submit',
      'statement-return',
      'statement-sign-off',
      'statement-approve',
      'statement-emergency',
      'statement-publish',
      'statement-stop',
    ),
    params: statement,
    body: StatementAct,
    reply: StatementDetail,
  },
  'GET /api/statement-rules': {
    summary: 'Who speaks on what, and the wordings that drafts are filled in from',
    allow: READERS,
    reply: StatementRules,
  },
  'POST /api/statement-rules': {
    summary: 'Change them',
    allow: rolesOf('rule-change'),
    body: StatementRuleAct,
    reply: StatementRules,
  },
} as const satisfies Record<string, RouteSpec>;
