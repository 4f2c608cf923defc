import type { PublicConsultation } from '../../api/publisher/consultation.ts';
import { NOON_MS } from '../desk/scene.ts';

const DAY_MS = 24 * 3_600_000;

/** One that is open, as the public sees it. */
export function aConsultation(change: Partial<PublicConsultation> = {}): PublicConsultation {
  return {
    id: 'q1',
    no: 3,
    title: '河西路早高峰改单行',
    question: '计划从12月起早高峰改为由北向南单行，您同意吗？',
    whom: '河西路沿线住户、学生家长',
    options: ['同意', '只在上学日单行', '不同意'],
    fromMs: NOON_MS,
    untilMs: NOON_MS + 14 * DAY_MS,
    phase: 'open',
    left: '还有 14 天',
    sinceMs: NOON_MS,
    total: 23,
    byOption: [
      { name: '同意', count: 12 },
      { name: '只在上学日单行', count: 3 },
      { name: '不同意', count: 8 },
      { name: '都不赞成，或没有选', count: 0 },
    ],
    byGroup: [
      { name: '家长', count: 19 },
      { name: '商户', count: 4 },
    ],
    taken: [],
    decision: '',
    reason: '',
    announced: null,
    answered: null,
    ...change,
  };
}

export const CONCLUDED = aConsultation({
  id: 'q2',
  no: 2,
  phase: 'concluded',
  left: '',
  sinceMs: NOON_MS + 15 * DAY_MS,
  decision: '只在上学日的早高峰单行，12月15日起试行一个月。',
  taken: [
    { what: '只在上学日单行', taken: true, why: '周末车流不大，没有必要。' },
    { what: '取消路边车位', taken: false, why: '周边没有替代车位。' },
  ],
});
export const WITHDRAWN = aConsultation({ id: 'q4', no: 4, phase: 'withdrawn', left: '', reason: '方案要重新测算。' });
