import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal } from '../../api/contract/index.ts';
import { kindOfFile } from '../../api/files/kind.ts';
import { fileNameOf } from '../../api/files/name.ts';
import { ENTRIES_MAX, UNPACKED_BYTES_MAX } from '../../api/files/zip.ts';
import { DOCX, PDF, PNG, TYPES, XLSX, zipOf } from './bytes.ts';

const WORD = { name: 'word/document.xml' };
const gbk = Buffer.from([0xcd, 0xa3, 0xcb, 0xae, 0xcd, 0xa8, 0xd6, 0xaa]);
const jpeg = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffc40014000100000000000000000000000000000009',
  'hex',
);
const bigPng = Buffer.from(PNG);
bigPng.writeUInt32BE(60_000, 16);
bigPng.writeUInt32BE(60_000, 20);

/** What lies in the file → the kind that is told. */
const CASES: readonly (readonly [string, Buffer | string, string])[] = [
  ['a PNG', PNG, 'png'],
  ['a JPEG', jpeg, 'jpeg'],
  ['a WebP', Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 '), Buffer.alloc(20)]), 'webp'],
  ['a PDF', PDF, 'pdf'],
  ['a Word document', DOCX, 'docx'],
  ['a workbook', XLSX, 'xlsx'],
  ['a table', '时间,地点,数值\n08:00,一厂,0.3\n09:00,一厂,0.4\n', 'csv'],
  ['prose', '昨晚八点，东湖花园停水。\n今天早上恢复。\n', 'txt'],
  ['prose in GB 18030', gbk, 'txt'],
  ['a page', '<!doctype html><script>alert(1)</script>', 'file-kind'],
  ['a page behind words', '说明\n<html><body>x</body></html>', 'file-kind'],
  ['a drawing', '\ufeff <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'file-kind'],
  ['a program', Buffer.from('MZ\x90\x00\x03\x00', 'latin1'), 'file-kind'],
  ['an old Word document', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file-kind'],
  ['a PNG of which only the signature is there', PNG.subarray(0, 12), 'file-kind'],
  ['a picture too big for any screen', bigPng, 'file-kind'],
  ['an archive of anything', zipOf([{ name: 'a.txt' }]), 'file-kind'],
  ['an archive cut off', DOCX.subarray(0, 40), 'file-kind'],
  ['a document with macros', zipOf([TYPES, WORD, { name: 'word/vbaProject.bin' }]), 'file-harmful'],
  ['an encrypted document', zipOf([TYPES, { ...WORD, flags: 1 }]), 'file-harmful'],
  ['the same entry twice', zipOf([TYPES, WORD, WORD]), 'file-harmful'],
  ['an entry that climbs', zipOf([TYPES, WORD, { name: '../../etc/passwd' }]), 'file-harmful'],
  ['a bomb', zipOf([TYPES, { ...WORD, claimedBytes: UNPACKED_BYTES_MAX + 1 }]), 'file-harmful'],
  ['a small bomb', zipOf([TYPES, { ...WORD, claimedBytes: 30 * 1024 * 1024 }]), 'file-harmful'],
  [
    'more entries than the limit',
    zipOf([TYPES, WORD, ...Array.from({ length: ENTRIES_MAX }, (_, at) => ({ name: `word/${at}` }))]),
    'file-harmful',
  ],
];

describe('the kind of a file', () => {
  let dir = '';
  before(() => (dir = mkdtempSync(join(tmpdir(), 'firstword-kind-'))));
  after(() => rmSync(dir, { recursive: true, force: true }));

  for (const [what, bytes, wanted] of CASES) {
    it(`${what}: ${wanted}`, async () => {
      const path = join(dir, 'file');
      writeFileSync(path, bytes);
      const file = await open(path, 'r');
      const kind = await kindOfFile(file, Buffer.byteLength(bytes));
      await file.close();
      assert.equal(isRefusal(kind) ? kind.refused : kind, wanted);
    });
  }
});

describe('the name of a file', () => {
  it('has no path, no control and no direction character, and tells the true kind', () => {
    assert.equal(fileNameOf('../../etc/passwd', 'txt'), 'passwd.txt');
    assert.equal(fileNameOf('C:\\temp\\水质报告.PDF', 'pdf'), '水质报告.PDF');
    assert.equal(fileNameOf('报告\u202egnp.exe', 'pdf'), '报告gnp.exe.pdf');
    assert.equal(fileNameOf('a"b<c>\r\n.png', 'png'), 'abc.png');
    assert.equal(fileNameOf('...', 'docx'), 'file.docx');
    assert.equal(fileNameOf('照片.jpeg', 'jpeg'), '照片.jpeg');
    assert.ok(fileNameOf('长'.repeat(500), 'pdf').length <= 120);
  });
});
