import type { SiteInput } from './input.ts';
import { html, type Html } from './html.ts';
import { up } from './words.ts';

export type Page = {
  /** Folders between the page and the root. */
  readonly depth: number;
  readonly title: string;
  readonly summary?: string;
  readonly main: Html;
  readonly head?: Html;
  /** Receipts are nobody else's business. */
  readonly hidden?: boolean;
};

export type Office = Pick<SiteInput, 'office' | 'page'>;

/** Search engines and tabs cut longer titles anyway. */
const TITLE_CHARS_MAX = 40;

export function officeName({ office }: Pick<SiteInput, 'office'>): string {
  return office === '' ? '新闻办公室' : office;
}

/** The frame of every page: skip link, banner, navigation, main, contact. No script, nothing from elsewhere. */
export function pageOf(office: Office, page: Page): string {
  const root = up(page.depth);
  const title = page.title.length > TITLE_CHARS_MAX ? `${page.title.slice(0, TITLE_CHARS_MAX)}…` : page.title;
  const { markup } = html`<!DOCTYPE html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 核实与回应</title>
        <meta name="description" content="${page.summary ?? `${officeName(office)}公布的核实结论和通报`}" />
        ${page.hidden === true ? html`<meta name="robots" content="noindex" />` : null}
        <link rel="stylesheet" href="${root}style.css" />
        <link rel="alternate" type="application/atom+xml" title="核实与回应" href="${root}feed.xml" />
        <link rel="alternate" type="application/feed+json" title="核实与回应" href="${root}feed.json" />
        ${page.head ?? null}
      </head>
      <body>
        <a class="skip" href="#main">跳到正文</a>
        <header class="top">
          <div class="wrap">
            <p class="site"><a href="${root}index.html">核实与回应</a> <span>${officeName(office)}</span></p>
            <nav aria-label="主导航">
              <ul>
                <li><a href="${root}index.html">全部通报</a></li>
                <li><a href="${root}consultations.html">征求意见</a></li>
                <li><a href="${root}ask.html">请求核实、反映问题</a></li>
                <li><a href="${root}ask.html#receipt">查询回执</a></li>
                <li><a href="${root}about.html">关于本页</a></li>
              </ul>
            </nav>
          </div>
        </header>
        <main id="main" class="wrap" tabindex="-1">${page.main}</main>
        <footer class="foot">
          <div class="wrap">
            <p>${officeName(office)}${office.page.contact === '' ? null : html`。联系：${office.page.contact}`}</p>
            <p>
              本页不使用脚本，不设 Cookie，不记录访问者。<a href="${root}about.html">依据、信源、保存期限和更正办法</a>
            </p>
          </div>
        </footer>
      </body>
    </html> `;
  // The indentation of the templates is of no use to a reader's line.
  return markup.replace(/[ \t]+$/gm, '').replace(/\n{2,}/g, '\n');
}

/** Whole where the office gave its public address, else relative to the page. */
export function addressOf({ page }: Pick<SiteInput, 'page'>, path: string, depth = 0): string {
  return page.url === '' ? `${up(depth)}${path}` : `${page.url}/${path}`;
}
