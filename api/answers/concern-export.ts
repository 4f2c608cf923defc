import { createHash } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { z } from 'zod';
import { EXPORT_ROWS_MAX, type Concern, type Person, type Refusal } from '../contract/index.ts';
import type { ConcernQuery } from '../contract/concern-view.ts';
import { rowAt } from '../desk/table.ts';
import { chinaTime } from './china-time.ts';
import { covered } from './concern-cover.ts';
import { foundConcerns } from './concern-list.ts';
import { exportOf } from './csv.ts';
import { placeName } from './names.ts';
import type { Parts } from './parts.ts';

const HEADER = [
  '编号',
  '诉求',
  '内容',
  '议题',
  '地点',
  '来源',
  '状态',
  '主办单位',
  '协办单位',
  '立项时间',
  '时限',
  '是否逾期',
  '首次响应',
  '办结时间',
  '是否解决',
  '结果',
  '满意程度',
  '督办次数',
  '延期次数',
  '重办次数',
];

const FROM_ZH: Readonly<Record<Concern['origin']['from'], string>> = {
  claim: '传言',
  alert: '预警',
  post: '帖文',
  request: '群众来件',
  visit: '走访',
  '12345': '12345 热线',
  mark: '领导批示',
};
const STATE_ZH: Readonly<Record<Concern['state'], string>> = {
  new: '待转办',
  assigned: '承办中',
  reported: '已报结',
  settled: '已办结',
};
const SATISFACTION_ZH = { pleased: '满意', fair: '基本满意', not: '不满意' } as const;

/** Texts are covered a few at a time, so that others are heard in between. */
const ROWS_A_TURN = 5;

/** What a query finds, as CSV; nothing of who raised it. Journaled, and capped. */
export async function exportConcerns(
  parts: Parts,
  query: z.output<typeof ConcernQuery>,
  person: Person,
): Promise<string | Refusal> {
  const rows: (readonly (string | number)[])[] = [];
  for (const { concern, clock } of foundConcerns(parts, query).slice(0, EXPORT_ROWS_MAX)) {
    rows.push(exportRow(parts, concern, clock?.endMs ?? null, clock?.state === 'over'));
    if (rows.length % ROWS_A_TURN === 0) await othersTurn();
  }
  const csv = exportOf(parts.config.drill, [HEADER, ...rows]);
  const what = `台账 ${JSON.stringify(query)}`.slice(0, 2_000);
  const sha256 = createHash('sha256').update(csv).digest('hex');
  const command = { do: 'record-export', what, rows: rows.length, sha256 } as const;
  return parts.desk.command(command, { kind: 'person', id: person.id }) ?? csv;
}

function exportRow(
  parts: Parts,
  concern: Concern,
  endMs: number | null,
  isOver: boolean,
): readonly (string | number)[] {
  const { bodies } = parts.desk.state();
  const nameOf = (id: string): string => rowAt(bodies, id)?.name ?? id;
  const { topics } = parts.lexicon();
  const time = (atMs: number | null): string => (atMs === null ? '' : chinaTime(atMs));
  return [
    concern.no,
    covered(concern.title),
    covered(concern.text),
    concern.topics.map((id) => topics.find((topic) => topic.id === id)?.zh ?? id).join('、'),
    concern.places.map((id) => placeName(parts, id)).join('、'),
    FROM_ZH[concern.origin.from],
    STATE_ZH[concern.state],
    concern.body === null ? '' : nameOf(concern.body),
    concern.others.map(nameOf).join('、'),
    time(concern.openedMs),
    time(endMs),
    isOver ? '逾期' : '',
    time(concern.respondedMs),
    time(concern.settledMs),
    concern.state === 'settled' ? (concern.solved ? '已解决' : '未解决') : '',
    covered(concern.outcome),
    concern.satisfaction === null ? '' : SATISFACTION_ZH[concern.satisfaction],
    concern.urges.length,
    concern.extensions.length,
    concern.redone,
  ];
}
