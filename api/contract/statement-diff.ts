import { diffArrays } from 'diff';

/** A run of text that is in both, only in the newer one, or only in the older one. */
export type DiffRun = { readonly is: 'same' | 'added' | 'removed'; readonly text: string };

/** More edits than these in one paragraph: it is shown as replaced whole. Bounds the time of one comparison. */
export const DIFF_EDITS_MAX = 400;
/** Two paragraphs that share less than this of their words are other sentences, not one that was changed. */
const KIN_SHARE = 0.35;

const WORDS = new Intl.Segmenter('zh-CN', { granularity: 'word' });
const wordsOf = (text: string): string[] => [...WORDS.segment(text)].map(({ segment }) => segment);
/** Sentences with their stops, each line for itself. */
export const sentencesOf = (text: string): string[] =>
  text.match(/[^。！？!?\n]*[。！？!?]+\n?|[^。！？!?\n]+\n?|\n/gu) ?? [];

/**
 * What changed from one text to another, readable: first by sentence, and within sentences that are kin by word (Chinese words as
 * the standard segmenter cuts them). Joined, the runs that are not `added` give `before`, those that are not `removed` `after`.
 */
export function diffOf(before: string, after: string): readonly DiffRun[] {
  const steps = diffArrays(sentencesOf(before), sentencesOf(after), { maxEditLength: DIFF_EDITS_MAX });
  if (steps === undefined) return joined([run('removed', before), run('added', after)]);
  const runs: DiffRun[] = [];
  for (let at = 0; at < steps.length; at += 1) {
    const [here, next] = [steps[at], steps[at + 1]];
    if (here === undefined) break;
    if (here.removed && next?.added === true) {
      runs.push(...pairs(here.value, next.value));
      at += 1;
    } else runs.push(run(here.added ? 'added' : here.removed ? 'removed' : 'same', here.value.join('')));
  }
  return joined(runs);
}

/** Changed sentences beside each other: the first with the first. What has no partner stands alone. */
function pairs(before: readonly string[], after: readonly string[]): readonly DiffRun[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, at) =>
    changed(before[at] ?? '', after[at] ?? ''),
  ).flat();
}

function changed(before: string, after: string): readonly DiffRun[] {
  const whole = [run('removed', before), run('added', after)];
  const steps = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: DIFF_EDITS_MAX });
  if (steps === undefined) return whole;
  const kept = steps
    .filter((step) => !step.added && !step.removed)
    .flatMap(({ value }) => value)
    .join('').length;
  if (kept < KIN_SHARE * Math.max(before.length, after.length)) return whole;
  return steps.map((step) => run(step.added ? 'added' : step.removed ? 'removed' : 'same', step.value.join('')));
}

const run = (is: DiffRun['is'], text: string): DiffRun => ({ is, text });

function joined(runs: readonly DiffRun[]): readonly DiffRun[] {
  const out: DiffRun[] = [];
  for (const each of runs) {
    const last = out.at(-1);
    if (each.text === '') continue;
    if (last?.is === each.is) out[out.length - 1] = run(each.is, last.text + each.text);
    else out.push(each);
  }
  return out;
}
