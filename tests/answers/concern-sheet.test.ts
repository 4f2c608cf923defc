import assert from 'node:assert/strict';
import { IMPORT_ROWS_MAX } from '../../api/contract/concern-act.ts';
import { isRefusal } from '../../api/contract/index.ts';
import { readSheet, type Sheet } from '../../api/answers/concern-sheet.ts';

function sheet(...lines: readonly string[]): Sheet {
  const read = readSheet(lines.join('\r\n'));
  assert.ok(!isRefusal(read), JSON.stringify(read));
  return read;
}
const HEADER = '工单编号,诉求标题,诉求内容,受理时间';

describe('a 12345 list', () => {
  it('is read by the names of its columns, Chinese or English, in any order', () => {
    const [zh] = sheet('﻿诉求内容, 工单编号 ,受理时间,标题', '停水没有通知,GD20261123001,2026/11/23 9:05,停水').rows;
    const [en] = sheet('Ticket No,Received At,Content', 'GD20261123001,2026-11-23 09:05:30,停水没有通知').rows;
    assert.deepEqual([zh?.number, zh?.title, zh?.text], ['GD20261123001', '停水', '停水没有通知']);
    assert.equal(zh?.heardMs, Date.UTC(2026, 10, 23, 1, 5));
    assert.deepEqual([en?.number, en?.text, en?.heardMs], [zh?.number, zh?.text, zh?.heardMs]);
  });

  it('without a number and a content there is no list', () => {
    for (const header of ['标题,内容', '工单编号,标题', '', '姓名,电话'])
      assert.equal((readSheet(`${header}\n1,2`) as { refused?: string }).refused, 'import-header', header);
  });

  it('columns that name or reach a person are not read', () => {
    const read = sheet('工单编号,来电人,联系电话,住址,诉求内容', 'GD0001,李四,13812345678,北街 5 号 301,路灯不亮');
    assert.equal(read.unread, 3);
    const kept = JSON.stringify(read.rows);
    for (const secret of ['李四', '13812345678', '301']) assert.ok(!kept.includes(secret), secret);
  });

  it('numbers of persons in a text are masked before it is cut', () => {
    const filler = '停'.repeat(1_990);
    const [row] = sheet(HEADER, `GD0001,,${filler}13812345678请回电,`).rows;
    assert.ok((row?.text.length ?? 0) <= 2_000);
    assert.ok(!/1381|3812/.test(row?.text ?? ''));
    assert.ok(!/13912345678/.test(JSON.stringify(sheet(HEADER, 'GD0001,找 13912345678,路灯不亮,').rows)));
  });

  it('a bad row is said by its number and its reason, and nothing of what stands in it', () => {
    const read = sheet(
      HEADER,
      'GD0001,甲,路灯不亮,',
      ',乙,没有编号,',
      '13812345678,丙,电话当编号,',
      'GD0001,丁,编号重复,',
      'GD0005,戊,,',
      'GD0006,己,时间不对,前天下午',
      'GD0007,庚,日子不对,2026-02-30',
    );
    assert.deepEqual(read.bad, [
      { row: 3, fault: 'number' },
      { row: 4, fault: 'number-person' },
      { row: 5, fault: 'twice' },
      { row: 6, fault: 'text' },
      { row: 7, fault: 'time' },
      { row: 8, fault: 'time' },
    ]);
    assert.deepEqual(
      read.rows.map(({ row }) => row),
      [2],
    );
  });

  it('a number that begins with a date is a ticket, not an identity card', () => {
    assert.equal(sheet(HEADER, '202611230001234567,甲,路灯不亮,').bad.length, 0);
    assert.equal(sheet(HEADER, '110101199003070011,甲,路灯不亮,').bad[0]?.fault, 'number-person');
  });

  it('quotes, commas, line breaks and formulas in a cell are text', () => {
    const [row] = sheet(HEADER, 'GD0001,"=HYPERLINK(""http://x"")","第一行,\n第二行",').rows;
    assert.equal(row?.title, '=HYPERLINK("http://x")');
    assert.equal(row?.text, '第一行,\n第二行');
  });

  it('has a limit of rows, and none of them is taken beyond it', () => {
    const rows = Array.from({ length: IMPORT_ROWS_MAX + 1 }, (_, at) => `GD${10_000 + at},甲,路灯不亮,`);
    assert.equal((readSheet([HEADER, ...rows].join('\n')) as { refused?: string }).refused, 'import-rows');
    assert.equal(sheet(HEADER, ...rows.slice(1)).rows.length, IMPORT_ROWS_MAX);
  });
});
