import { coverExcerpt, maskText } from '../api/contract/privacy.ts';
import { hideHandles, handlesOf } from './capture-handles.ts';
import { maskLines } from './capture-runs.ts';
import { absolute, isElement, type PageDocument, parsePage } from './extract/document.ts';
import { type ExtractRefusal, isExtractRefusal } from './extract/limits.ts';
import { titleOf } from './extract/meta.ts';
import { lineOf, namesOf } from './extract/text.ts';
import { escaped, readablePage } from './capture-page.ts';

/** A page without anything personal, twice: to be drawn with its own looks, and to be kept and read. */
export type MaskedPage = { readonly look: string; readonly read: string; readonly title: string };

export type MaskJob = {
  readonly html: string;
  readonly url: string;
  readonly nowMs: number;
  /** Lines at the head of the capture: when, and of what. */
  readonly stamp: readonly string[];
};

/** What runs, loads, or draws something that is no text. */
const DROPPED =
  'script, noscript, template, iframe, frame, frameset, object, embed, applet, svg, math, canvas, audio, video, map, area, base, meta, link:not([rel~="stylesheet"]), input[type="hidden"], input[type="password"]';
const KEPT_ATTRIBUTES =
  /^(?:class|id|style|dir|lang|colspan|rowspan|width|height|align|valign|bgcolor|color|size|face|border|cellpadding|cellspacing|type|checked|open|start|nowrap|hidden|value|placeholder|media|rel|href)$/;
const AVATAR = /avatar|portrait|head-?img|face|touxiang|user-?pic/i;
/** Drawn text comes from elements alone: nothing from style sheets, nothing that follows the window. */
const OWN_STYLE =
  '*::before,*::after{content:none!important}html,body{overflow:visible!important;height:auto!important}.firstword-stamp{all:initial;display:block;padding:10px 14px;border-bottom:2px solid #1d3a6e;background:#f3f5f9;color:#1d3a6e;font:13px/1.6 sans-serif}';

/** Masks a page that a browser has built. Runs in the thread of the extractor, within its limits of size, depth and time. */
export function maskedPage({ html, url, nowMs, stamp }: MaskJob): MaskedPage | ExtractRefusal {
  const page = parsePage(html, url);
  if (isExtractRefusal(page)) return page;
  const { $ } = page;
  const hide = hideHandles(handlesOf(page, nowMs));
  // Masking comes first: a handle that is part of an e-mail or a mention goes with it.
  const mask = (text: string): string => hide(coverExcerpt(maskText(text)));
  const title = mask(titleOf(page) || lineOf($('title').toArray()));
  $(DROPPED).remove();
  $('*')
    .contents()
    .filter((_, node) => node.type === 'comment')
    .remove();
  $('title').text(title);
  picturesToWords(page);
  const root = $.root().get(0);
  if (root !== undefined) maskLines(root, mask);
  plainAttributes(page, mask);
  const styled = restyled(page);
  const read = readablePage(styled.$('body').toArray(), title, stamp);
  styled.$('body').prepend(stampOf(stamp));
  styled.$('body').append(`<style>${OWN_STYLE}</style>`);
  return { look: styled.$.html(), read, title };
}

/** No picture is kept: what is written in one cannot be masked. Its words for the blind stand in its place, a portrait leaves nothing. */
function picturesToWords({ $ }: PageDocument): void {
  for (const picture of $('img, picture, input[type="image"]').toArray()) {
    const names = `${namesOf(picture)} ${picture.attribs['src'] ?? ''} ${isElement(picture.parent) ? namesOf(picture.parent) : ''}`;
    const alt = (picture.attribs['alt'] ?? '').replace(/\s+/g, ' ').trim();
    const isSmall = /^(?:[0-9]|[1-4][0-9])$/.test(picture.attribs['width'] ?? '');
    if (AVATAR.test(names) || (isSmall && alt === '')) $(picture).remove();
    else $(picture).replaceWith(escaped(alt === '' ? '〔图片〕' : `〔图片：${alt.slice(0, 200)}〕`));
  }
}

function plainAttributes({ $, base }: PageDocument, mask: (text: string) => string): void {
  for (const element of $('*').toArray().filter(isElement)) {
    const isSheet = element.name === 'link';
    const sheet = isSheet ? absolute(element.attribs['href'] ?? '', base) : null;
    for (const [name, value] of Object.entries(element.attribs)) {
      const isAddress = name === 'href' || name === 'rel';
      if (!KEPT_ATTRIBUTES.test(name) || (isAddress && sheet === null)) $(element).removeAttr(name);
      else if (name === 'value' || name === 'placeholder') $(element).attr(name, mask(value));
      else if (name === 'href') $(element).attr(name, sheet);
      else if (name === 'style') $(element).attr(name, plainStyle(value));
    }
  }
}

/** Style sheets that draw words of their own, load, or keep a bar in sight while the page goes by. */
export function plainStyle(css: string): string {
  return css
    .replace(/content\s*:/gi, '-x-content:')
    .replace(/position\s*:\s*(?:fixed|sticky)/gi, 'position:static')
    .replace(/url\s*\(/gi, '-x-url(');
}

function restyled(page: PageDocument): PageDocument {
  const { $ } = page;
  for (const style of $('style').toArray()) $(style).text(plainStyle($(style).text()));
  // What a page hides from everybody is in no capture: noise against copying, and menus.
  for (const element of $('body *').toArray()) if (isHidden(element.attribs)) $(element).remove();
  return page;
}

function isHidden(attribs: Readonly<Record<string, string>>): boolean {
  return attribs['hidden'] !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs['style'] ?? '');
}

function stampOf(lines: readonly string[]): string {
  return `<div class="firstword-stamp">${lines.map((line) => `<div>${escaped(line)}</div>`).join('')}</div>`;
}
