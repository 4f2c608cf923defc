import { createHash } from 'node:crypto';
import { ClaimId, PointId, StatementId, type Statement, type StatementForm } from '../../api/contract/index.ts';
import { textOf } from '../../api/contract/statement-text.ts';
import type { SiteInput } from '../../api/publisher/input.ts';
import { aStatement } from '../desk/rows.ts';
import { idOf, NOON_MS } from '../desk/scene.ts';

/** A form with every part filled. */
export function aForm(change: Partial<StatementForm> = {}): StatementForm {
  return {
    title: '城东自来水发黄系管道抢修，水质已达标',
    lead: '11月23日，城东部分小区自来水发黄，给大家带来不便，我们深表歉意。现将核实情况通报如下。',
    verified: [{ text: '23日5时40分修复通水，水流冲起管壁铁锈。', evidence: [] }],
    rumor: '网传“化工厂泄漏污染自来水”。',
    misleads: '该厂11月20日起停产，在取水口下游6.3公里。',
    fact: '6个点位均未检出化工污染物。',
    checking: ['是否有孩子因此住院，正在向3家医院核对。'],
    done: ['派出4辆送水车。'],
    asked: ['水仍发黄的，先放水5到10分钟。'],
    nextMs: NOON_MS + 8 * 3_600_000,
    contact: '供水服务热线 0000-654321',
    signature: '清河县人民政府新闻办公室',
    changed: '',
    ...change,
  };
}

/** A statement with one version of this form, whose hash is right. */
export function aWritten(change: Partial<Statement> = {}, form: StatementForm = aForm()): Statement {
  const row = aStatement(change);
  const sha256 = createHash('sha256').update(textOf(form, row.kind)).digest('hex');
  return { ...row, versions: [{ n: 1, atMs: NOON_MS, by: idOf('wei'), sha256, form }] };
}

export function aPublished(no: number, change: Partial<Statement> = {}, form: StatementForm = aForm()): Statement {
  const points = [
    { point: PointId.parse('p1'), text: '城东部分小区自来水发黄', verdict: 'true', basis: '县供水公司抢修工单' },
    { point: PointId.parse('p2'), text: '化工厂泄漏污染自来水', verdict: 'false', basis: '县疾控中心检测报告' },
    { point: PointId.parse('p3'), text: '有孩子喝水后住院', verdict: 'open', basis: '' },
  ] as const;
  const id = StatementId.parse(`s${no}`);
  const base = { id, no, state: 'published', publishedMs: NOON_MS + no * 60_000, points: [...points] } as const;
  return aWritten({ ...base, claim: ClaimId.parse(`c${no}`), ...change, points: change.points ?? [...points] }, form);
}

export function aSite(statements: readonly Statement[], change: Partial<SiteInput> = {}): SiteInput {
  return {
    office: '清河县人民政府新闻办公室',
    page: { url: '', contact: '0000-123456', media: '', basis: '' },
    statements,
    consultations: [],
    journal: { n: 12, hash: 'ab'.repeat(32) },
    retentionDays: 180,
    score: null,
    ...change,
  };
}
