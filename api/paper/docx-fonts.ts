import { FACES, type Face } from './faces.ts';

/** The faces as Word names them. The digits and Latin letters of all are Times, as offices set them. */
export const WORD_FACES: Readonly<Record<Face, string>> = {
  title: '方正小标宋简体',
  body: '仿宋',
  heading: '黑体',
  second: '楷体',
};
export const WORD_LATIN = 'Times New Roman';
export const WORD_SIGNS = 'Segoe UI Symbol';

/** `w:rFonts` of a face. */
export function wordFont(face: Face): { ascii: string; hAnsi: string; cs: string; eastAsia: string } {
  return { ascii: WORD_LATIN, hAnsi: WORD_LATIN, cs: WORD_LATIN, eastAsia: WORD_FACES[face] };
}

/** The table of fonts with the names that stand in where a machine has not got one (`altName`, 17.8.3.1 of ECMA-376). */
export function fontTableXml(): string {
  const fonts = (Object.keys(WORD_FACES) as Face[]).map((face) => {
    const others = FACES[face].filter((name) => name !== WORD_FACES[face]).join(',');
    const family = face === 'heading' ? 'swiss' : 'roman';
    return `<w:font w:name="${WORD_FACES[face]}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
