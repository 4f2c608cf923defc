import { z } from 'zod';
import { BodyId, ConcernId, ConcernOrigin, FileRef, Ms, RequestId, StatementId } from '../../contract/index.ts';
import { ConcernReminder, LedgerPlan, Satisfaction } from '../../contract/concern.ts';
import { ConsultationId, Taken } from '../../contract/consultation.ts';
import { fact } from '../fact.ts';

const concern = z.object({ concern: ConcernId });
const ofBody = concern.extend({ body: BodyId });
/** Names of the files are the texts `name0`, `name1` … */
const files = z.array(FileRef.omit({ name: true }));
const consultation = z.object({ consultation: ConsultationId });

export const CONCERN_FACTS = [
  /** Texts: `title`, `text`. */
  fact(
    'concern-opened',
    concern.extend({
      origin: ConcernOrigin,
      topics: z.array(z.string()),
      places: z.array(z.string()),
      sample: z.boolean(),
      heardMs: Ms.nullable().optional(),
    }),
  ),
  /** Texts: `title`, `text`, where they changed. */
  fact(
    'concern-edited',
    concern.extend({ topics: z.array(z.string()).optional(), places: z.array(z.string()).optional() }),
  ),
  /** Texts: `note`. */
  fact('concern-assigned', ofBody.extend({ others: z.array(BodyId), dueMs: Ms })),
  /** Texts: `text`. */
  fact('concern-answered', ofBody.extend({ files })),
  /** Texts: `outcome`. */
  fact('concern-reported', ofBody.extend({ solved: z.boolean(), files })),
  /** Texts: `note`. */
  fact('concern-returned', ofBody),
  fact('concern-extension-asked', ofBody.extend({ toMs: Ms })),
  fact('concern-extended', concern.extend({ toMs: Ms })),
  fact('concern-extension-refused', concern),
  /** Texts: `text`. */
  fact('concern-urged', concern),
  /** Texts: `note`. */
  fact('concern-sent-back', concern.extend({ dueMs: Ms })),
  /** Texts: `outcome`, `publicAnswer`. */
  fact('concern-settled', concern.extend({ solved: z.boolean(), files })),
  /** Texts: `note`. */
  fact('concern-revisited', concern.extend({ how: z.enum(['call', 'visit']), satisfaction: Satisfaction })),
  /** By the machine, for a citizen. Texts: `note`. */
  fact('concern-satisfaction', concern.extend({ request: RequestId, satisfaction: Satisfaction })),
  /** Texts: `note`. */
  fact('concern-redone', concern.extend({ dueMs: Ms })),
  /** Texts: `text`. */
  fact('concern-marked', concern),
  /** `body`: where one of a department wrote it. Texts: `text`. */
  fact('concern-noted', concern.extend({ body: BodyId.nullable() })),
  /** By the machine. */
  fact('concern-reminded', concern.extend({ kind: ConcernReminder, dueMs: Ms })),
  fact('ledger-planned', z.object({ plan: LedgerPlan })),
  /** Texts: `title`, `question`, `option0`, `option1` … */
  fact(
    'consultation-drafted',
    consultation.extend({ concern: ConcernId.nullable().optional(), options: z.number().int(), untilMs: Ms }),
  ),
  fact('consultation-started', consultation),
  /** Texts: `group`, `summary`. */
  fact(
    'consultation-answered',
    consultation.extend({
      option: z.number().int().nullable(),
      count: z.number().int(),
      via: z.enum(['staff', 'inbox']),
      /** Of citizens, that were counted with it. */
      requests: z.array(RequestId).optional(),
    }),
  ),
  /** Texts: `note`. */
  fact('consultation-closed', consultation),
  /** Texts: `decision`, and `what0`, `why0`, `what1` … of the views, in their order. */
  fact('consultation-concluded', consultation.extend({ taken: z.array(Taken.pick({ taken: true })) })),
  /** Texts: `note`. */
  fact('consultation-withdrawn', consultation),
  fact('consultation-linked', consultation.extend({ statement: StatementId, as: z.enum(['announced', 'answered']) })),
] as const;
