import type { Browser, BrowserContext, HTTPRequest, Page } from 'puppeteer-core';
import { CAPTURE_HEIGHT_PX_MAX } from '../api/contract/capture.ts';
import type { Reason } from '../api/contract/source.ts';
import { maskText } from '../api/contract/privacy.ts';
import { plainStyle, type MaskedPage } from './capture-mask.ts';
import { decode } from './decode.ts';
import type { Fetched } from './fetch-outcome.ts';
import { reasonOf } from './reason.ts';
import { builtPage, inContext, within, type PageOptions } from './render-page.ts';

/** The width that sites are made for; everybody's window. */
const WIDTH_PX = 1_280;
const HEIGHT_PX = 900;
/** The site's scripts have this long to build the page; what is there then is captured. */
const BUILD_MS = 4_000;
/** Characters of drawn text that are looked at once more. */
const SHOWN_CHARS_MAX = 2_000_000;

export type Mask = (page: Fetched) => Promise<MaskedPage | Reason>;

/** A page as drawn after masking. `text` is what the browser shows of it; `isCut`: the picture ends before the page does. */
export type Drawn = MaskedPage & {
  readonly url: string;
  readonly png: Uint8Array;
  readonly text: string;
  readonly isCut: boolean;
};

/**
 * Two contexts: in the first the site's scripts build the page; its tree is masked outside the browser; in the second what is left is
 * drawn without scripts, network or pictures. So nothing can put back what was masked, and the picture shows the masked page alone.
 */
export async function capturedPage(
  browser: Browser,
  first: Fetched,
  options: PageOptions & { readonly mask: Mask },
  signal: AbortSignal,
): Promise<Drawn | Reason> {
  const sheets = new Map<string, Fetched>();
  const timeoutMs = Math.min(options.timeoutMs, BUILD_MS);
  const built = await inContext(browser, timeoutMs, (context) =>
    builtPage(context, first, { ...options, timeoutMs }, signal, sheets),
  );
  const masked = await options.mask(built);
  if ('code' in masked) return masked;
  return inContext(browser, timeoutMs, (context) => drawn(context, { ...masked, url: built.url }, sheets, timeoutMs));
}

async function drawn(
  context: BrowserContext,
  masked: MaskedPage & { readonly url: string },
  sheets: ReadonlyMap<string, Fetched>,
  timeoutMs: number,
): Promise<Drawn | Reason> {
  const page = await context.newPage();
  await page.setViewport({ width: WIDTH_PX, height: HEIGHT_PX });
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    answerFromHand(request, masked, sheets).catch(() => undefined);
  });
  await page.goto(masked.url, { waitUntil: 'load', timeout: timeoutMs });
  const [text, besides] = await within(Promise.all([shownText(page), shownPieces(page)]), timeoutMs);
  if (holdsNumber(text.replace(STAMP_HASH, '')) || holdsNumber(besides)) return reasonOf('not-masked');
  const heightPx = await within(
    page.evaluate(() => Math.max(document.documentElement.scrollHeight, document.body.scrollHeight)),
    timeoutMs,
  );
  const height = Math.max(1, Math.min(heightPx, CAPTURE_HEIGHT_PX_MAX));
  const png = await within(
    page.screenshot({
      type: 'png',
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: WIDTH_PX, height },
    }),
    timeoutMs,
  );
  return { ...masked, png, text, isCut: heightPx > CAPTURE_HEIGHT_PX_MAX };
}

/** The masked page and the style sheets that were read with it; everything else is a picture, a script or a trap. */
async function answerFromHand(
  request: HTTPRequest,
  masked: MaskedPage & { readonly url: string },
  sheets: ReadonlyMap<string, Fetched>,
): Promise<void> {
  const url = request.url();
  if (request.isNavigationRequest() && request.frame()?.parentFrame() === null)
    return request.respond({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': "default-src 'none'; style-src * 'unsafe-inline'" },
      body: masked.look,
    });
  const sheet = request.resourceType() === 'stylesheet' ? sheets.get(url) : undefined;
  if (sheet === undefined) return request.abort('blockedbyclient');
  return request.respond({
    contentType: 'text/css; charset=utf-8',
    body: plainStyle(decode(sheet.bytes, sheet.contentType).text),
  });
}

async function shownText(page: Page): Promise<string> {
  const text = await page.evaluate(() => document.body.innerText);
  return text.slice(0, SHOWN_CHARS_MAX);
}

/** Pieces shorter than this may be parts of a number that the layout puts side by side. */
const PIECE_CHARS_MAX = 12;
const PIECES_MAX = 20_000;
/** A blank between two words is wider. */
const PIECE_GAP_PX = 3;

/** Short texts that are drawn next to each other, joined as the eye joins them: a line for each row of them. */
async function shownPieces(page: Page): Promise<string> {
  const pieces = await page.evaluate(
    (charsMax, piecesMax) => {
      const found: { text: string; left: number; right: number; top: number }[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node = walker.nextNode(); node !== null && found.length < piecesMax; node = walker.nextNode()) {
        const text = (node.textContent ?? '').trim();
        if (text === '' || text.length > charsMax) continue;
        range.selectNodeContents(node);
        const { left, right, top, width } = range.getBoundingClientRect();
        if (width > 0) found.push({ text, left, right, top: Math.round(top / 6) });
      }
      return found;
    },
    PIECE_CHARS_MAX,
    PIECES_MAX,
  );
  const inOrder = pieces.toSorted((a, b) => a.top - b.top || a.left - b.left);
  return inOrder
    .map(({ text, left, top }, at) => {
      const last = inOrder[at - 1];
      const isNext = last?.top === top && left - last.right < PIECE_GAP_PX;
      return isNext ? text : `\n${text}`;
    })
    .join('');
}

/** Of the stamp at the head: groups of a hash, now and then all digits. */
const STAMP_HASH = /SHA-256：[0-9a-f ]{64,80}/;
/** Marks of numbers that are a person's by their shape alone. */
const NUMBER_MARK = /〔(?:电话|证件号|卡号|车牌|邮箱)〕/g;

/** Whether what is drawn reads as a number that its pieces did not: a layout can put together what lies apart in the tree. */
export function holdsNumber(text: string): boolean {
  const marks = (each: string): number => each.match(NUMBER_MARK)?.length ?? 0;
  return text.split(/[\n\t]/).some((cell) => marks(maskText(cell)) > marks(cell));
}
