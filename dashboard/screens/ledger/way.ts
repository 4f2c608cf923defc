import type { Step } from '../../lib/step.ts';
import { t } from '../../lib/language.svelte.ts';
import type { Detail } from './types.ts';

const WAY = ['new', 'assigned', 'reported', 'settled'] as const;
/** The act of the diary that brought it into a state. */
const BY: Readonly<Record<(typeof WAY)[number], readonly string[]>> = {
  new: ['open'],
  assigned: ['assign', 'redo', 'send-back'],
  reported: ['report'],
  settled: ['settle'],
};

/** The way of a concern, with who and when; at its end whether people were asked. */
export function wayOf({ concern }: Detail, nameOf: (id: string) => string): Step[] {
  const at = WAY.indexOf(concern.state);
  const steps = WAY.map((state, index): Step => {
    const label = t().concern.steps[state];
    if (index > at) return { label, is: 'ahead' };
    const line = concern.diary.findLast(({ act }) => BY[state].includes(act));
    // The office settled it by itself: what lies between was passed over.
    if (line === undefined) return { label, is: index === 0 ? 'done' : 'aside' };
    const is = index === at ? 'now' : 'done';
    return { label, is: state === 'settled' ? 'done' : is, by: nameOf(line.body ?? line.by), sinceMs: line.atMs };
  });
  const asked = concern.satisfaction;
  const label = t().concern.steps.revisited;
  if (concern.state !== 'settled') return [...steps, { label, is: 'ahead' }];
  if (asked === null) return [...steps, { label, is: 'now' }];
  return [...steps, { label, is: 'done', note: t().concern.satisfaction[asked] }];
}
