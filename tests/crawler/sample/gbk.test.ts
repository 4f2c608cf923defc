import assert from 'node:assert/strict';
import { decode } from '../../../crawler/decode.ts';
import { agoText } from '../../../crawler/sample/forum.ts';
import { encodeGbk } from '../../../crawler/sample/gbk.ts';

describe('the forum’s GBK', () => {
  it('comes back whole through the crawler’s decoding', () => {
    const text = '清河论坛：“龙泉水厂”的水,能喝吗?①℃—…';
    assert.equal(decode(encodeGbk(text), 'text/html; charset=gbk').text, text);
  });

  it('writes what GBK lacks as a reference', () => {
    assert.equal(encodeGbk('好😀').subarray(2).toString('latin1'), '&#128512;');
  });
});

describe('the forum’s times', () => {
  const nowMs = Date.parse('2026-11-25T12:00:00+08:00');
  const cases: readonly (readonly [string, string])[] = [
    ['2026-11-25T11:59:30+08:00', '刚刚'],
    ['2026-11-25T11:57:00+08:00', '3&nbsp;分钟前'],
    ['2026-11-25T10:00:00+08:00', '2&nbsp;小时前'],
    ['2026-11-25T07:05:00+08:00', '今天&nbsp;07:05'],
    ['2026-11-24T21:40:00+08:00', '昨天&nbsp;21:40'],
    ['2026-11-23T21:40:00+08:00', '前天&nbsp;21:40'],
    ['2026-11-03T21:40:00+08:00', '2026-11-03'],
  ];
  for (const [at, shown] of cases) {
    it(`${at} reads ${shown}`, () => assert.equal(agoText(Date.parse(at), nowMs), shown));
  }
});
