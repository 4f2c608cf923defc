import { FILE_NAME_CHARS_MAX, type FileKind } from '../contract/index.ts';

const ENDINGS: Readonly<Record<FileKind, readonly string[]>> = {
  png: ['png'],
  jpeg: ['jpg', 'jpeg'],
  webp: ['webp'],
  pdf: ['pdf'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  csv: ['csv'],
  txt: ['txt', 'log', 'md'],
  html: ['html'],
  json: ['json'],
};

/**
 * A name that does no harm on any disk or screen: no path, no control or direction character, none that a shell or Windows takes
 * amiss, and an ending that tells the true kind (a `方案.exe` that is a PDF comes out as `方案.exe.pdf`).
 */
export function fileNameOf(name: string, kind: FileKind): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*%;]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const endings = ENDINGS[kind];
  const has = endings.some((ending) => plain.toLowerCase().endsWith(`.${ending}`));
  const ending = has ? (/\.\w+$/.exec(plain)?.[0] ?? '') : `.${endings[0] ?? kind}`;
  const stem = has ? plain.slice(0, -ending.length) : plain;
  const short = [...stem].slice(0, FILE_NAME_CHARS_MAX / 2).join('');
  return `${short === '' ? 'file' : short}${ending}`;
}
