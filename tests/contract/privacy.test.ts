import assert from 'node:assert/strict';
import { coverExcerpt, maskText, maskUrl, voiceOf } from '../../api/contract/privacy.ts';

/** A small seeded generator (mulberry32), so that a failure can be played again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe('masking goes by the shape', () => {
  const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
    ['a mobile', '联系13900001234谢谢', '联系〔电话〕谢谢'],
    ['a mobile in groups', '打 139-0000-1234 找我', '打 〔电话〕 找我'],
    ['a mobile in full-width digits', '电话１３９００００１２３４', '电话〔电话〕'],
    ['a mobile spelled out', '幺三九零零零零一二三四', '〔电话〕'],
    ['a mobile half starred', '139****1234 中奖', '〔电话〕 中奖'],
    ['a landline', '值班 0571-55556666', '值班 〔电话〕'],
    ['an identity card with a wrong check digit', '身份证110105194912310020', '身份证〔证件号〕'],
    ['an identity card ending in X', '证件11010519491231002X。', '证件〔证件号〕。'],
    ['a bank card in groups', '卡 6222 0212 3456 7890 123', '卡 〔卡号〕'],
    ['a plate with a dot', '车牌京A·12300', '车牌〔车牌〕'],
    ['a plate glued to text', '白色京A12300逆行', '白色〔车牌〕逆行'],
    ['a plate of a new-energy car', '冀AD12345停在门口', '〔车牌〕停在门口'],
    ['an e-mail', '写信到 some.body@example.com', '写信到 〔邮箱〕'],
    ['a mention', '@南关大姐 你怎么看', '@〔用户〕 你怎么看'],
    ['a chat account', '加微信：abc_12345', '加微信：〔账号〕'],
  ];
  for (const [what, text, expected] of cases) it(`${what} is masked`, () => assert.equal(maskText(text), expected));

  const kept = [
    '拨打12345或110、120、12315',
    '热线 400-800-1234',
    '12月3日14:30停水，预计2小时',
    '投资1234567890元',
    '2026-11-23 09:30:15 发布',
    '桥长13.5米，3号楼2单元',
  ];
  for (const text of kept) it(`${text} stays`, () => assert.equal(maskText(text), text));
});

describe('masking', () => {
  it('twice changes nothing', () => {
    const seed = 20_261_125;
    const random = seeded(seed);
    const bits = [
      '1',
      '38',
      '0013',
      '13900001234',
      '-',
      ' ',
      '@',
      '小明',
      '京A',
      '·',
      '12300',
      '微信',
      '：',
      'vx',
      'uid=',
      '_',
      'qq',
      '.com',
    ];
    bits.push(
      '110105',
      '19491231',
      '002X',
      '6222',
      '〔电话〕',
      '〔',
      '〕',
      '电话',
      '身份证',
      '号',
      '一',
      '幺',
      '(at)',
      '#',
      '+86',
      '****',
      '\n',
      '，',
      '①',
    );
    for (let round = 0; round < 20_000; round++) {
      let text = '';
      for (let left = 1 + random() * 10; left > 0; left--) text += bits[Math.floor(random() * bits.length)] ?? '';
      const once = maskText(text);
      assert.equal(maskText(once), once, `seed ${seed}, round ${round}: ${JSON.stringify(text)}`);
    }
  });

  it('takes time linear in the length, whatever the text', () => {
    for (const piece of [
      '1',
      '1-',
      '1 ',
      '@',
      'a@',
      'a.',
      '一',
      '138 0013 8000 ',
      '京A',
      '微信 ',
      '(at)',
      '〔',
      '身份证号',
    ]) {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      const started = performance.now();
      maskText(text);
      const tookMs = performance.now() - started;
      // A quadratic pattern takes minutes here; linear ones take 0.2 s on a loaded machine.
      assert.ok(tookMs < 3_000, `${JSON.stringify(piece)} took ${Math.round(tookMs)} ms`);
    }
  });
});

describe('an address', () => {
  it('loses user ids, session ids and tokens, and still leads to the page', () => {
    assert.equal(
      maskUrl('http://bbs.a.example/forum.php?mod=viewthread&tid=88&authorid=4711&sid=Zx81#pid5'),
      'http://bbs.a.example/forum.php?mod=viewthread&tid=88&authorid=-#pid5',
    );
    assert.ok(!maskUrl('http://a.example/u/some-name/posts').includes('some-name'));
    assert.ok(!maskUrl('http://me:secret@a.example/x').includes('secret'));
  });

  it('without anything personal stays as it is, and masking twice changes nothing', () => {
    for (const url of [
      'http://a.example/thread-88-1-1.html',
      'https://www.a.example/art/2026/11/20/art_12345_678901.html?p=2',
    ])
      assert.equal(maskUrl(url), url);
    const once = maskUrl('http://a.example/space-uid-4711.html?token=abc');
    assert.equal(maskUrl(once), once);
  });
});

describe('a voice', () => {
  it('holds no handle and cannot be told without the key', () => {
    const voice = voiceOf('key-a', 'source-1', '南关大姐');
    assert.match(voice, /^[0-9a-f]{16}$/);
    assert.equal(voiceOf('key-a', 'source-1', '南关大姐'), voice);
    assert.notEqual(voiceOf('key-b', 'source-1', '南关大姐'), voice);
    assert.notEqual(voiceOf('key-a', 'source-2', '南关大姐'), voice);
  });

  it('does not let source and handle run together', () => {
    assert.notEqual(voiceOf('k', 'ab', 'c'), voiceOf('k', 'a', 'bc'));
  });
});

describe('an excerpt', () => {
  it('covers names, classes and homes of minors', () => {
    const covered = coverExcerpt(maskText('我女儿叫王小雨，在城关小学三年级二班，家住锦绣花园3号楼2单元501室。'));
    for (const word of ['王小雨', '三年级二班', '城关小学', '501']) assert.ok(!covered.includes(word), covered);
  });

  it('leaves an estate and its water alone', () => {
    const text = maskText('锦绣花园3号楼停水两天了');
    assert.equal(coverExcerpt(text), text);
  });
});
