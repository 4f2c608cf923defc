import assert from 'node:assert/strict';
import { decode } from '../../crawler/decode.ts';

/** 清河县今天停水，请大家提前储水。 twice over, as GBK writes it. */
const GBK = Buffer.from('c7e5bad3cfd8bdf1cceccda3cbaea3acc7ebb4f3bcd2ccc7c7b0b4a2cbaea1a3', 'hex');
const SENTENCE = new TextDecoder('gb18030').decode(GBK);

function page(head: string, body: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`<html><head>${head}</head><body>`),
    body,
    body,
    body,
    Buffer.from('</body></html>'),
  ]);
}

describe('bytes become text', () => {
  it('by the declared charset where the bytes agree', () => {
    const { text, charset, damaged } = decode(page('<meta charset="gb2312">', GBK), null);
    assert.equal(charset, 'gb18030');
    assert.ok(text.includes(SENTENCE) && !damaged);
  });

  it('GBK that calls itself UTF-8 is read as GBK', () => {
    const { text, charset } = decode(page('<meta charset="utf-8">', GBK), 'text/html; charset=utf-8');
    assert.equal(charset, 'gb18030');
    assert.ok(text.includes(SENTENCE));
  });

  it('UTF-8 that calls itself GBK is read as UTF-8', () => {
    const { text, charset } = decode(page('<meta charset="gbk">', Buffer.from('清河县今天停水')), null);
    assert.equal(charset, 'utf-8');
    assert.ok(text.includes('清河县今天停水'));
  });

  it('half a GBK pair at the end marks the text as damaged and loses nothing before it', () => {
    const cut = Buffer.concat([page('<meta charset="gbk">', GBK), Buffer.from([0xc7])]);
    const { text, charset, damaged } = decode(cut, null);
    assert.equal(charset, 'gb18030');
    assert.ok(text.includes(SENTENCE) && damaged);
  });

  it('Big5 without a declaration is found', () => {
    const big5 = Buffer.from(
      'a4a4b0eaaabaa4a4a4e5bac3adb6a45da655a6b3aabaaabaa4402ca7daad CC'.replace(/[^0-9a-fA-F]/g, '').toLowerCase(),
      'hex',
    );
    assert.match(decode(Buffer.concat([big5, big5, big5]), null).text, /中國的中文/);
  });

  it('NUL and direction controls are gone', () => {
    const { text } = decode(Buffer.from('停\u0000水\u202e了\u2066。\ufeff'), 'text/html; charset=utf-8');
    assert.equal(text, '停水了。');
  });

  it('a byte-order mark outranks everything', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('停水', 'utf16le')]);
    assert.deepEqual(decode(bytes, 'text/html; charset=gbk'), { text: '停水', charset: 'utf-16le', damaged: false });
  });

  it('no bytes are too odd to be answered', () => {
    for (const bytes of [
      [],
      [0x80],
      [0xff],
      [0, 0, 0],
      [0x1b, 0x24, 0x42],
      Array.from({ length: 512 }, (_, i) => i % 256),
    ])
      assert.equal(typeof decode(Uint8Array.from(bytes), 'text/html; charset=nonsense').text, 'string');
  });
});
