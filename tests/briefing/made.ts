import type { Finding, MadeIssue, PaperSpan } from '../../api/contract/briefing-paper.ts';
import { SEVEN_MS } from '../desk/rows.ts';

export function aFinding(key: string, cells: readonly string[], posts: Finding['posts'] = []): Finding {
  return { key, cells: cells.map((text): PaperSpan[] => [{ text }]), link: null, fresh: false, posts };
}

/** A small issue as the machine makes it: three hot topics in a table. */
export function aMade(change: Partial<MadeIssue> = {}): MadeIssue {
  const bare = { columns: [], numeric: [], empty: '无。' };
  return {
    form: 1,
    kind: 'daily',
    about: null,
    title: '清河县社情民意日报',
    office: '清河县',
    year: 2026,
    no: 1,
    dateText: '2026年11月25日',
    periodText: '11月24日7时至11月25日7时',
    fromMs: SEVEN_MS - 24 * 3_600_000,
    toMs: SEVEN_MS,
    head: { n: 1, hash: 'e'.repeat(64) },
    sections: [
      { ...bare, id: 'gist', title: '要点', findings: [aFinding('gist:0', ['自来水发黄的说法继续升温。'])] },
      {
        ...{ ...bare, id: 'hot', title: '热点', columns: ['议题', '条数'], numeric: [1] },
        findings: [
          aFinding('hot:a', ['自来水发黄', '42 条']),
          aFinding('hot:b', ['公交改线', '12 条']),
          aFinding('hot:c', ['夜市噪声', '9 条']),
        ],
      },
      { ...bare, id: 'method', title: '数据口径', findings: [aFinding('method:0', ['按发布时间计数。'])] },
    ],
    figures: [],
    charts: [],
    promises: [],
    lacking: [],
    sample: false,
    ...change,
  };
}
