import { execFile } from 'node:child_process';
import type { Lacks } from './lacks.ts';

/** Which of the paper's faces this machine has. `unknown`: it has no fc-list to tell. `none`: no Chinese glyph at all. */
export type Fonts = {
  readonly state: 'good' | 'some' | 'none' | 'unknown';
  /** Faces without any font of theirs, by their Chinese names. */
  readonly missing: readonly string[];
  readonly install: string;
};

/** Families of `fc-list`, or null where it is not there. */
export type ListFonts = () => Promise<string | null>;

const FC_LIST_MS = 5_000;
const FC_LIST_BYTES_MAX = 4 * 1024 * 1024;

type Needed = { readonly face: string; readonly families: RegExp; readonly debian: string };
const NEEDED: readonly Needed[] = [
  { face: '仿宋', families: /FangSong|仿宋|UMing CN/i, debian: 'fonts-arphic-uming' },
  { face: '楷体', families: /KaiTi|楷体|UKai CN/i, debian: 'fonts-arphic-ukai' },
  { face: '黑体', families: /SimHei|黑体|STHeiti|Noto Sans (?:CJK )?SC/i, debian: 'fonts-noto-cjk' },
  { face: '小标宋', families: /XiaoBiaoSong|小标宋|STZhongsong|Noto Serif (?:CJK )?SC/i, debian: 'fonts-noto-cjk' },
];

/** What is missing of the four faces, told from a list of families that know Chinese. */
export function fontsOf(list: string | null): Fonts {
  if (list === null) return { state: 'unknown', missing: [], install: '' };
  const missing = NEEDED.filter(({ families }) => !families.test(list));
  const packages = [...new Set(missing.map(({ debian }) => debian))];
  return {
    state: list.trim() === '' ? 'none' : missing.length > 0 ? 'some' : 'good',
    missing: missing.map(({ face }) => face),
    install: packages.length > 0 ? `apt-get install -y ${packages.join(' ')}` : '',
  };
}

/** For a note in the list of what is missing: null where all faces are there, or nobody can tell. */
export function fontLacks({ state, missing, install }: Fonts): Lacks | null {
  if (missing.length === 0) return null;
  const names = missing.join('、');
  return state === 'none'
    ? {
        lacks: 'fonts',
        zh: '本机没有中文字体，PDF 与图暂不生成',
        en: 'this machine has no Chinese font: no PDF and no pictures until it has',
        install,
      }
    : {
        lacks: 'fonts',
        zh: `本机没有${names}，以相近字体代替`,
        en: `this machine has no ${names}: near ones are set instead`,
        install,
      };
}

/** Asks fontconfig. Never rejects: a machine without `fc-list` is no fault. */
export const listFonts: ListFonts = () =>
  new Promise((resolve) => {
    execFile(
      'fc-list',
      [':lang=zh', 'family'],
      { timeout: FC_LIST_MS, maxBuffer: FC_LIST_BYTES_MAX, encoding: 'utf8' },
      (error, stdout) => resolve(error === null ? stdout : null),
    );
  });
