/**
 * The four faces of GB/T 9704. First the names under which office computers have them, then the free ones of Debian
 * (fonts-arphic-uming, fonts-arphic-ukai, fonts-noto-cjk). There is no free 仿宋: the light 宋体 of Arphic is the nearest in weight.
 */
export const FACES = {
  title: ['FZXiaoBiaoSong-B05S', '方正小标宋简体', 'FZXiaoBiaoSong-B05', 'STZhongsong', 'Noto Serif CJK SC'],
  body: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong', '仿宋', 'STFangsong', 'AR PL UMing CN', 'Noto Serif CJK SC'],
  heading: ['SimHei', '黑体', 'STHeiti', 'Noto Sans CJK SC'],
  second: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体', 'STKaiti', 'AR PL UKai CN', 'Noto Serif CJK SC'],
} as const;

/** Has ✕, which the Chinese faces lack. */
export const SIGN_FACES = ['Segoe UI Symbol', 'Apple Symbols', 'DejaVu Sans'] as const;

export type Face = keyof typeof FACES;

/**
 * Digits and Latin are set in a Western serif, as offices do; and where Arphic stands in, its 。 and 、 are in the middle as in Taiwan:
 * those come from Noto. A machine that has neither of the two goes on to the face itself.
 */
export const FACE_RULES = `
@font-face { font-family: "Paper Latin"; src: local("Times New Roman"), local("TimesNewRomanPSMT"), local("Liberation Serif"), local("LiberationSerif"); unicode-range: U+20-7E; }
@font-face { font-family: "Paper Points"; src: local("NotoSerifCJKsc-Regular"), local("Noto Serif CJK SC Regular"), local("Noto Serif CJK SC"); unicode-range: U+B7, U+2013-2014, U+2018-2019, U+201C-201D, U+2026, U+3001-3002, U+3008-3011, U+FF01, U+FF08-FF09, U+FF0C, U+FF1A-FF1B, U+FF1F; }`;

const OWN: Readonly<Record<Face, readonly string[]>> = {
  title: [],
  body: ['Paper Latin', 'Paper Points'],
  heading: [],
  second: ['Paper Latin', 'Paper Points'],
};

/** A value of CSS `font-family`. */
export function familyOf(face: Face): string {
  const generic = face === 'heading' ? 'sans-serif' : 'serif';
  return [...OWN[face], ...FACES[face], ...SIGN_FACES].map((name) => `"${name}"`).join(', ') + `, ${generic}`;
}
