import { z } from 'zod';
import {
  BodyId,
  ChannelTarget,
  ClaimId,
  EvidenceId,
  Ms,
  PersonId,
  PublishedPoint,
  StatementId,
  StatementKind,
} from '../../contract/index.ts';
import { fact } from '../fact.ts';

const statement = z.object({ statement: StatementId });
const sealed = statement.extend({ sha256: z.string() });
/** The words of a point as they were released lie in the texts `point0`, `basis0`, `point1` … */
const points = z.array(PublishedPoint.omit({ text: true, basis: true }));

export const STATEMENT_FACTS = [
  fact(
    'statement-opened',
    statement.extend({
      claim: ClaimId.nullable(),
      kind: StatementKind,
      corrects: StatementId.nullable(),
      sample: z.boolean(),
    }),
  ),
  /** A version. Its words lie in the texts, by the names of the form's fields (`title`, `verified0`, `checking1` …). */
  fact(
    'statement-saved',
    sealed.extend({
      verified: z.array(z.array(EvidenceId)),
      checking: z.number().int(),
      done: z.number().int(),
      asked: z.number().int(),
      nextMs: Ms.nullable(),
    }),
  ),
  /** Texts: `text`. */
  fact('statement-commented', statement.extend({ onVersion: z.number().int() })),
  fact('statement-submitted', sealed),
  /** Texts: `note`. */
  fact('statement-returned', statement),
  /** Texts: `signedBy`. */
  fact('statement-signed-off', sealed.extend({ body: BodyId })),
  fact('statement-approved', sealed),
  /** By telephone; texts: `note`. */
  fact('statement-emergency', sealed.extend({ approvers: z.array(PersonId) })),
  fact('statement-countersigned', sealed),
  fact('statement-released', sealed.extend({ channels: z.array(ChannelTarget), publishAtMs: Ms, points })),
  /** Texts: `note`. */
  fact('statement-stopped', statement),
  /** Texts: `to`. */
  fact('statement-handed', statement),
  /** It is out, by the machine, exactly as approved. Texts: `point0`, `basis0`, `point1` … */
  fact('statement-published', sealed.extend({ points })),
  /** Who speaks on a subject. Texts: `subject`, `basis`, and `words`, one a line. */
  fact(
    'subject-set',
    z.object({
      id: z.string(),
      topics: z.array(z.string()),
      speaker: BodyId.nullable(),
      signOffs: z.array(BodyId),
    }),
  ),
  fact('subject-removed', z.object({ id: z.string() })),
  /** Texts: the wordings that changed, by name. */
  fact('wordings-set', z.object({})),
] as const;
