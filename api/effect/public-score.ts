import type { LeadRow } from '../contract/index.ts';
import type { DeskState } from '../desk/state.ts';
import { leadTimes } from './lead-times.ts';
import { lengthOf } from './scale.ts';
import { medianOf } from './score.ts';

/** As the public page prints it. */
export type PublicScore = {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly definition: string }[];
};

/** Under so many answers a median would tell of single cases. */
export const PUBLIC_CLAIMS_MIN = 3;

/**
 * What the office says in public of itself: only of what it has answered, so that nothing under check shows. Null while there is no
 * answer of its own. It changes only when the desk's state does.
 */
export function publicScore(state: DeskState): PublicScore | null {
  const answered = leadTimes(state, () => null, 0).filter((row) => row.wordMs !== null && !row.sample);
  if (answered.length === 0) return null;
  const overturned = answered.reduce((sum, row) => sum + row.overturned, 0);
  const rows = [
    {
      label: '回应的网传说法',
      value: `${answered.length} 件`,
      definition: '发布过通报（首次回应、情况通报、辟谣等）的事项，合并的只计一件。',
    },
    {
      label: '发布后更改的结论',
      value: `${overturned} 个`,
      definition: '通报发布之后，某个要点的核查结论又改成了另一种结论的次数。更改都另发更正，原文保留。',
    },
  ];
  const firstWord = lengths(answered, 'known-to-word');
  const statement = lengths(answered, 'known-to-statement');
  return {
    title: '本单位的回应用时',
    rows: [
      ...rows.slice(0, 1),
      ...medianRow('从知晓到首次回应', firstWord, '从知晓该说法到第一次对外发布信息的时间'),
      ...medianRow('从知晓到核查结果', statement, '从知晓该说法到发布情况通报或辟谣的时间'),
      ...rows.slice(1),
    ],
  };
}

function lengths(rows: readonly LeadRow[], span: 'known-to-word' | 'known-to-statement'): readonly number[] {
  return rows.flatMap((row) => row.spans[span] ?? []);
}

function medianRow(label: string, of: readonly number[], what: string): PublicScore['rows'] {
  const median = medianOf(of);
  if (median === null || of.length < PUBLIC_CLAIMS_MIN) return [];
  return [
    { label, value: lengthOf(median).zh, definition: `${what}，取 ${of.length} 件的中位数：一半比它快，一半比它慢。` },
  ];
}
