import { CONCERN_TEXT_CHARS_MAX, CONCERN_TITLE_CHARS_MAX } from '../contract/concern.ts';
import { IMPORT_ROWS_MAX, type ImportFault } from '../contract/concern-act.ts';
import { isRefusal, refuse, type Refusal } from '../contract/index.ts';
import { coverExcerpt, maskText } from '../contract/privacy.ts';
import { parseCsv } from '../analysis/csv.ts';

/** A row of a 12345 list that can be taken. `category` and `place` are as they stand there. */
export type SheetRow = {
  readonly row: number;
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly category: string;
  readonly place: string;
  readonly heardMs: number | null;
};
export type SheetFault = { readonly row: number; readonly fault: ImportFault };
export type Sheet = {
  readonly rows: readonly SheetRow[];
  readonly bad: readonly SheetFault[];
  readonly unread: number;
};

type Field = 'number' | 'title' | 'text' | 'time' | 'category' | 'place';

/** How the columns are called, without spaces and in small letters. What is in none of these lists is never read. */
const HEADERS: Readonly<Record<Field, readonly string[]>> = {
  number: [
    '工单编号',
    '工单号',
    '编号',
    '受理编号',
    '受理单号',
    '诉求编号',
    '流水号',
    'number',
    'no',
    'ticket',
    'ticketno',
    'id',
  ],
  title: ['标题', '诉求标题', '工单标题', '主题', '诉求主题', 'title', 'subject'],
  text: [
    '内容',
    '诉求内容',
    '工单内容',
    '问题描述',
    '诉求描述',
    '反映内容',
    'content',
    'text',
    'description',
    'request',
  ],
  time: [
    '时间',
    '受理时间',
    '诉求时间',
    '来电时间',
    '登记时间',
    '创建时间',
    'time',
    'date',
    'received',
    'receivedat',
    'created',
  ],
  category: ['类别', '诉求类别', '问题分类', '诉求分类', '事项分类', '议题', 'category', 'topic'],
  place: ['地点', '所属区域', '区域', '事发区域', '所属社区', 'place', 'area', 'district'],
};

const NUMBER = /^[A-Za-z0-9-]{4,40}$/;
/** A mobile number, or an identity card: whatever the header says, such a number is a person's. */
const PERSONAL = /^(?:1[3-9]\d{9}|[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])$/;
const TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*(\d{1,2})[:：时](\d{1,2})?(?:[:：分]\d{1,2})?[分秒]?)?$/;
const TITLE_FROM_TEXT_CHARS = 30;

/**
 * Reads a 12345 list. The first row names the columns. Texts are masked before they are cut, so that no cut leaves half a number.
 * Refuses `import-header` and `import-rows`. Rows are counted from 1 with the header, as a spreadsheet shows them.
 */
export function readSheet(csv: string): Sheet | Refusal {
  const opened = openSheet(csv);
  if (isRefusal(opened)) return opened;
  const rows: SheetRow[] = [];
  const bad: SheetFault[] = [];
  for (const read of opened.rows()) {
    if (read === null) continue;
    if ('fault' in read) bad.push(read);
    else rows.push(read);
  }
  return { rows, bad, unread: opened.unread };
}

export type OpenSheet = {
  readonly count: number;
  readonly unread: number;
  /** Row by row, so that a long list can be read with turns in between; null: an empty row. */
  rows(): Generator<SheetRow | SheetFault | null, void>;
};

/** A list with its columns found and its rows not read yet. Refuses as `readSheet` does. */
export function openSheet(csv: string): OpenSheet | Refusal {
  const [header, ...records] = parseCsv(csv);
  const columns = header === undefined ? null : columnsOf(header.cells);
  if (header === undefined || columns === null) return refuse('import-header', {}, 'csv');
  if (records.length > IMPORT_ROWS_MAX) return refuse('import-rows', { limit: IMPORT_ROWS_MAX }, 'csv');
  return {
    count: records.length,
    unread: header.cells.filter((cell) => cell.trim() !== '').length - columns.size,
    *rows() {
      const seen = new Set<string>();
      for (const [at, { cells }] of records.entries()) {
        if (cells.every((cell) => cell.trim() === '')) yield null;
        else yield readRow((field) => (cells[columns.get(field) ?? -1] ?? '').trim(), at + 2, seen);
      }
    },
  };
}

/** Field → column; null without a number and a text. The first column of a name counts. */
function columnsOf(cells: readonly string[]): ReadonlyMap<Field, number> | null {
  const names = cells.map((cell) =>
    cell
      .normalize('NFKC')
      .replace(/[\s_*()]/gu, '')
      .toLowerCase(),
  );
  const fields = (Object.keys(HEADERS) as Field[]).flatMap((field) => {
    const at = names.findIndex((name) => HEADERS[field].includes(name));
    return at < 0 ? [] : [[field, at] as const];
  });
  const columns = new Map(fields);
  return columns.has('number') && columns.has('text') ? columns : null;
}

function readRow(cell: (field: Field) => string, row: number, seen: Set<string>): SheetRow | SheetFault {
  // Spreadsheets keep long numbers as text by an apostrophe.
  const number = cell('number').normalize('NFKC').replace(/^['’]/u, '');
  if (PERSONAL.test(number)) return { row, fault: 'number-person' };
  if (!NUMBER.test(number)) return { row, fault: 'number' };
  if (seen.has(number)) return { row, fault: 'twice' };
  const text = cut(maskText(cell('text')), CONCERN_TEXT_CHARS_MAX);
  if (text === '') return { row, fault: 'text' };
  const time = cell('time');
  const heardMs = time === '' ? null : timeOf(time);
  if (heardMs === null && time !== '') return { row, fault: 'time' };
  seen.add(number);
  const title = coverExcerpt(maskText(cell('title').replace(/\s+/gu, ' ')));
  return {
    row,
    number,
    title:
      title === ''
        ? cut(coverExcerpt(maskText(text)).replace(/\s+/gu, ' '), TITLE_FROM_TEXT_CHARS)
        : cut(title, CONCERN_TITLE_CHARS_MAX),
    text,
    category: cell('category'),
    place: cell('place'),
    heardMs,
  };
}

function cut(text: string, max: number): string {
  const trimmed = text.trim();
  return trimmed.length <= max ? trimmed : `${[...trimmed.slice(0, max - 1)].slice(0, -1).join('')}…`;
}

/** A time of Beijing; null for what is none. */
function timeOf(text: string): number | null {
  const found = TIME.exec(text.normalize('NFKC'));
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const ms = Date.UTC(year, month - 1, day, hour, minute);
  const isReal = new Date(ms).getUTCDate() === day && month <= 12 && hour < 24 && minute < 60;
  return isReal && year >= 2000 ? ms - 8 * 3_600_000 : null;
}
