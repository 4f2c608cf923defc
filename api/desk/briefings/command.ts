import { z } from 'zod';
import { Briefing, BriefingAct, BriefingForm, BriefingId, BriefingPlan } from '../../contract/briefing.ts';
import { ConcernId, FileHash, Ms } from '../../contract/index.ts';
import { Made } from './facts.ts';

type ActName = BriefingAct['act'];
type Option<Name extends ActName> = Extract<
  (typeof BriefingAct)['options'][number],
  { shape: { act: { value: Name } } }
>;

function option<Name extends ActName>(name: Name): Option<Name> {
  const found = BriefingAct.options.find((each): each is Option<Name> => each.shape.act.value === name);
  if (found === undefined) throw new Error(`no act ${name}`);
  return found;
}

/** What the desk is asked of an issue: the acts of people, with what was looked up for them, and those of the machine. */
export const DeskBriefingAct = z.discriminatedUnion('act', [
  /** `no`: the number that the made issue carries. */
  z.object({
    act: z.literal('make'),
    kind: Briefing.shape.kind,
    about: Briefing.shape.about,
    year: z.number().int(),
    no: z.number().int(),
    fromMs: Ms,
    toMs: Ms,
    made: Made,
    sample: z.boolean(),
  }),
  option('remake').extend({ made: Made, sample: z.boolean() }),
  option('judge'),
  option('move'),
  option('comment'),
  option('leave-out'),
  option('put-back'),
  option('submit'),
  option('return'),
  /** `seen`: the paper as it is at `version`; `head`: the journal's. */
  option('release').extend({
    seen: z.object({ paper: FileHash, version: z.number().int() }),
    head: z.object({ n: z.number().int(), hash: z.string() }),
  }),
  option('read'),
  /** `about`: the finding's words; `concern`: the id of the task that it becomes. */
  option('mark').extend({ about: z.string().max(1_000), concern: ConcernId }),
  option('send-again'),
  z.object({ act: z.literal('file'), form: BriefingForm, sha256: FileHash, bytes: z.number().int().min(1) }),
  z.object({ act: z.literal('redact'), made: FileHash, paper: FileHash.nullable() }),
]);
export type DeskBriefingAct = z.infer<typeof DeskBriefingAct>;
export type DeskBriefingActName = DeskBriefingAct['act'];
export type ActOf<Name extends DeskBriefingActName> = Extract<DeskBriefingAct, { act: Name }>;

export const BriefingCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('briefing'), id: BriefingId, act: DeskBriefingAct }),
  z.object({ do: z.literal('plan-briefings'), plan: BriefingPlan }),
]);
export type BriefingCommand = z.infer<typeof BriefingCommand>;
