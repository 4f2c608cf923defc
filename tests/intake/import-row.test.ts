import assert from 'node:assert/strict';
import { IngestPost, SourceId, TEXT_CHARS_MAX } from '../../api/contract/index.ts';
import { importedMs, postOfRow, readImportLine, type ImportRow } from '../../api/intake/import-row.ts';

const EIGHT_MS = Date.UTC(2026, 10, 10);
const KEY = 'k'.repeat(32);
const FORUM = SourceId.parse('forum');

const ROW: ImportRow = { text: '城东停水', publishedAt: '2026-11-10 08:00', source: '论坛' };
const postOf = (row: Partial<ImportRow> = {}, source = FORUM): IngestPost =>
  postOfRow({ ...ROW, ...row }, source, KEY, EIGHT_MS);

describe('a line of an import', () => {
  const TIMES: readonly (readonly [string, number | null])[] = [
    ['2026-11-10 08:00', EIGHT_MS],
    ['2026-11-10T08:00:00', EIGHT_MS],
    [' 2026-11-10T08:00:00.000 ', EIGHT_MS],
    ['2026-11-10 8:00', EIGHT_MS],
    ['2026-11-10', EIGHT_MS - 8 * 3_600_000],
    ['2026-11-10T00:00:00Z', EIGHT_MS],
    ['2026-11-10T00:00Z', EIGHT_MS],
    ['2026-11-10T09:00:00+09:00', EIGHT_MS],
    ['2026-11-10 08:00:00+0800', EIGHT_MS],
    ['2026-11-09T19:00:00-05:00', EIGHT_MS],
    ['2026-13-10', null],
    ['2026-02-30', null],
    ['2026-11-10 25:00', null],
    ['2026-11-10 morning', null],
    ['2026-11-10 08:00 (PST)', null],
    ['10.11.2026', null],
    ['昨天', null],
    ['1960-01-01', null],
    ['', null],
  ];
  for (const [text, ms] of TIMES) {
    it(`reads "${text}" as ${ms === null ? 'no time' : new Date(ms).toISOString()}`, () =>
      assert.equal(importedMs(text), ms));
  }

  it('a time without a zone is Beijing time on a machine of any zone', () => {
    const before = process.env['TZ'];
    for (const zone of ['America/New_York', 'Asia/Shanghai', 'UTC', 'Europe/Berlin']) {
      process.env['TZ'] = zone;
      for (const text of ['2026-11-10 8:00', '2026-11-10T08:00']) assert.equal(importedMs(text), EIGHT_MS, zone);
    }
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  it('the same line is the same post: by id, else by address, else by text and time', () => {
    assert.equal(postOf({ id: 7 }).id, postOf({ id: '7', text: 'edited' }).id);
    assert.equal(postOf({ url: 'https://a.example/1' }).id, postOf({ url: 'https://a.example/1', text: 'edited' }).id);
    assert.equal(postOf().id, postOf({ publishedAt: '2026-11-10T08:00:00+08:00' }).id);
    const all = [
      postOf(),
      postOf({ id: 7 }),
      postOf({ id: 8 }),
      postOf({ text: 'other' }),
      postOf({}, SourceId.parse('paper')),
    ];
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  });

  it('an author is a voice of its source, and the name is gone', () => {
    const { voice } = postOf({ author: '王小明' });
    assert.match(voice ?? '', /^[0-9a-f]{16}$/);
    assert.notEqual(voice, postOf({ author: '王小明' }, SourceId.parse('paper')).voice);
    assert.ok(!JSON.stringify(postOf({ author: '王小明' })).includes('王小明'));
    assert.equal(postOf({ author: '' }).voice, null);
  });

  it('a long text is cut and still a whole post', () => {
    const cut = postOf({ text: '😀'.repeat(TEXT_CHARS_MAX), title: '题'.repeat(1_000) });
    assert.ok(IngestPost.safeParse(cut).success);
  });

  it('a reason says what is wrong and never what stands there', () => {
    const reasonOf = (line: string): string => {
      const read = readImportLine(line);
      return 'reason' in read ? read.reason : 'read';
    };
    const with_ = (change: object): string => JSON.stringify({ ...ROW, ...change });
    assert.equal(reasonOf('密码13812345678'), 'not JSON');
    assert.equal(reasonOf('null'), 'line: invalid_type');
    assert.equal(reasonOf('[]'), 'line: invalid_type');
    assert.equal(reasonOf(with_({ text: '' })), 'text: too_small');
    assert.equal(reasonOf(with_({ text: undefined })), 'text: invalid_type');
    assert.equal(reasonOf(with_({ source: '  ' })), 'source: too_small');
    assert.equal(reasonOf(with_({ publishedAt: '昨天' })), 'publishedAt: not a time');
    assert.equal(reasonOf(with_({})), 'read');
    assert.equal(reasonOf(`\ufeff${with_({})}`), 'read');
  });
});
