import type { BriefingCheck } from '../contract/briefing-view.ts';
import { BROWSER_INSTALL } from '../contract/browser-path.ts';
import { fontLacks, fontsOf, listFonts, type ListFonts } from '../paper/fonts.ts';

type Look = {
  readonly findBrowser: () => string | null;
  readonly now: () => number;
  readonly fonts?: ListFonts;
};

/** Fonts are asked for at most so often: whoever puts some in sees it soon. */
const FONTS_MS = 5 * 60_000;

/** What this machine lacks for the forms of an issue, each with the command that gets it; nothing where nothing is missing. */
export function createMachineLook({ findBrowser, now, fonts = listFonts }: Look): () => Promise<BriefingCheck[]> {
  let read: { readonly atMs: number; readonly list: Promise<string | null> } | null = null;
  return async () => {
    if (read === null || now() - read.atMs > FONTS_MS) read = { atMs: now(), list: fonts() };
    const faces = fontLacks(fontsOf(await read.list));
    const browser =
      findBrowser() === null
        ? [
            lacking(
              'browser',
              '本机没有浏览器，PDF 和图暂不生成，装好后自动补上',
              'This machine has no browser: no PDF and no pictures until there is one, then they are made',
              BROWSER_INSTALL,
            ),
          ]
        : [];
    return faces === null ? browser : [...browser, lacking('fonts', faces.zh, faces.en, faces.install)];
  };
}

function lacking(id: string, zh: string, en: string, install: string): BriefingCheck {
  return { id, zh: `${zh}（${install}）`, en: `${en} (${install})`, ok: false, blocks: false };
}
