import { load } from 'cheerio';

const BLOCKS = 'p, div, br, li, tr, h1, h2, h3, h4, h5, h6, blockquote, section, article, pre, dt, dd';

/** The words of a piece of markup: tags gone, entities read, a line for each block. What is no markup comes back trimmed. */
export function plainText(markup: string): string {
  if (!/[<&]/.test(markup)) return tidy(markup);
  const $ = load(markup, null, false);
  $('script, style, template, iframe, noscript').remove();
  $(BLOCKS).each((_, block) => {
    $(block).before('\n').after('\n');
  });
  return tidy($.root().text());
}

/** The same in one line: for titles. */
export function plainLine(markup: string): string {
  return plainText(markup).replace(/\s+/g, ' ');
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();
}
