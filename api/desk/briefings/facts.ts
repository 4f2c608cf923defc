import { z } from 'zod';
import { Briefing, BriefingEdit, BriefingForm, BriefingId, BriefingPlan } from '../../contract/briefing.ts';
import { BodyId, ConcernId, FileHash, Ms } from '../../contract/index.ts';
import { fact } from '../fact.ts';

const briefing = z.object({ briefing: BriefingId });
/** The made issue in the file store, and on which entry of the journal it rests. */
export const Made = Briefing.shape.made;
export type Made = z.infer<typeof Made>;

export const BRIEFING_FACTS = [
  fact(
    'briefing-made',
    briefing.extend({
      kind: Briefing.shape.kind,
      about: Briefing.shape.about,
      year: z.number().int(),
      no: z.number().int(),
      fromMs: Ms,
      toMs: Ms,
      made: Made,
      sample: z.boolean(),
    }),
  ),
  fact('briefing-remade', briefing.extend({ made: Made, sample: z.boolean() })),
  /** Texts: `p0`, `p1` … */
  fact('briefing-judged', briefing.extend({ paragraphs: z.number().int() })),
  /** Texts: `text`: the reason, or the comment. */
  fact(
    'briefing-edited',
    briefing.extend({ act: BriefingEdit.shape.act, key: z.string(), before: z.string().nullable() }),
  ),
  fact('briefing-submitted', briefing),
  /** Texts: `note`. */
  fact('briefing-returned', briefing),
  /** `paper`: of the paper that was released, which lies in the file store under it. `n`, `hash`: the journal's head at that time. */
  fact(
    'briefing-released',
    briefing.extend({ paper: FileHash, n: z.number().int(), hash: z.string(), channels: z.array(z.string()) }),
  ),
  /** By the machine: a form of the released paper was made. */
  fact('briefing-filed', briefing.extend({ form: BriefingForm, sha256: FileHash, bytes: z.number().int() })),
  fact('briefing-read', briefing),
  /** Texts: `about`, `text`. */
  fact('briefing-marked', briefing.extend({ key: z.string(), body: BodyId, dueMs: Ms, concern: ConcernId })),
  /** Texts: `note`. */
  fact('briefing-sent-again', briefing),
  /** At a person's request words were taken out: what is read from now on, and which forms are void. */
  fact('briefing-redacted', briefing.extend({ made: FileHash, paper: FileHash.nullable() })),
  /** Texts: `name`, `reportsTo`, `copiesTo`. */
  fact('briefings-planned', z.object({ plan: BriefingPlan.omit({ name: true, reportsTo: true, copiesTo: true }) })),
] as const;
