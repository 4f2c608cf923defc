import assert from 'node:assert/strict';
import { fontLacks, fontsOf, listFonts } from '../../api/paper/fonts.ts';

describe('the fonts of a paper', () => {
  const cases = [
    ['all of Debian', 'Noto Sans CJK SC\nNoto Serif CJK SC\nAR PL UMing CN\nAR PL UKai CN', 'good', [], ''],
    ['an office computer', 'FangSong,仿宋\nKaiTi,楷体\nSimHei,黑体\nSTZhongsong', 'good', [], ''],
    [
      'Noto alone',
      'Noto Sans CJK SC,Noto Sans CJK SC Bold\nNoto Serif CJK SC',
      'some',
      ['仿宋', '楷体'],
      'apt-get install -y fonts-arphic-uming fonts-arphic-ukai',
    ],
    [
      'none',
      '',
      'none',
      ['仿宋', '楷体', '黑体', '小标宋'],
      'apt-get install -y fonts-arphic-uming fonts-arphic-ukai fonts-noto-cjk',
    ],
    ['no fc-list', null, 'unknown', [], ''],
  ] as const;
  for (const [name, list, state, missing, install] of cases)
    it(`${name}: ${state}`, () => {
      const fonts = fontsOf(list);
      assert.deepEqual(fonts, { state, missing: [...missing], install });
      assert.equal(fontLacks(fonts)?.install ?? '', install);
    });

  it('asking this machine never fails', async () => {
    const list = await listFonts();
    assert.ok(list === null || typeof list === 'string');
  });
});
