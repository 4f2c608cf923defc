/** Markup that is safe to send: made by `html` alone. */
export type Html = { readonly markup: string };

type Piece = Html | string | number | null | readonly Piece[];

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}

/** A template whose every value is escaped, unless it is markup already; lists are joined, null is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return { markup: strings.reduce((out, string, at) => out + markupOf(values[at - 1] ?? null) + string) };
}

function markupOf(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'object') return 'markup' in piece ? piece.markup : piece.map(markupOf).join('');
  return escapeText(String(piece));
}

export const nothing: Html = { markup: '' };

/** Text with its line breaks. */
export function lines(text: string): Html {
  return html`${text.split('\n').map((line, at) => (at === 0 ? html`${line}` : html`<br />${line}`))}`;
}

/** A data block. `<` is written so that no text can end it. */
export function jsonBlock(value: unknown): Html {
  const json = JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
  return { markup: `<script type="application/ld+json">${json}</script>` };
}
